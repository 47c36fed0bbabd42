"""How sure to be of an entry: from what was measured to the chance that it is meant.

Evidence says *which* entry, if any: its exponentials, shared out among all entries, are a
conditional logit.  *Whether* the best one is right is a logistic regression over what was measured
of it.  The score of the best entry is that chance; the others get theirs in proportion to their
share.  The weights were learned from questions left out of the knowledge that was asked.  Those for
few phrasings: in the fields of `bench/fields/` and in the shipped knowledge (which counts three
times) with five of each entry, whole and without a quarter of the entries; foreign questions
counted sixteen times, because to answer those is worst, then all were stretched alike until a score
was the chance with each question counted once.  What a lead counts there is older, from some
thirteen thousand questions.  Those for many phrasings: on some five thousand as people would send
them, clean and spoiled, one in five without an answer in it.
What the side counts, and by how much all scores rise since it is heard, was chosen by the totals of
the questions in `bench/questions/`.
Where the dialogue answers is decided by thresholds of its own, derived anew from each knowledge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from bot.matching.balance import Balance
    from bot.matching.model import Heard

    Floats = npt.NDArray[np.float32]

_APART = 3.0
"""What tells an entry from its rivals counts as evidence."""
_REPLACED = 0.4
"""So much less the models count where that is fully believed: it says partly the same."""
_LONG = 25.0
_SHARPENING = 0.3
"""Evidence is a mean over the question.  In a question of more weight than this (some eight telling
words) the same mean rests on more words and counts for more, by this power of the weight."""


class Measured(NamedTuple):
    """What is known of the best entry; also how much each counts."""

    direction: float
    """How near its phrasings are to the question together, 0..1."""
    coverage: float
    """Share of the question's weight that the knowledge knows, 0..1."""
    weight: float
    """Logarithm of the question's weight: one short word fits too many questions."""
    share: float
    """Logarithm of what it gets when the chance is shared out; 0 without rivals."""
    lead: float
    """How far it is ahead of the next one in what tells it from its rivals, as far as that is
    believed; 1 is what its own phrasings are held to, below 0 another one is ahead.
    """
    side: float
    """How far the question sounds like ours where the entry is, like somebody else's where the
    entry says that; at most `SURELY`.
    """


NO_LEAD_KNOWN = 0.3
"""What the lead mostly is, where nothing was learned of it; as far as that is not believed."""
SURELY = 0.5
"""Beyond this a question is ours, and how far beyond does not tell which entry is meant."""
_OF_FEW = Measured(7.2, coverage=1.8, weight=0.17, share=0.83, lead=1.1, side=0.0), -4.97
_OF_MANY = Measured(3.5, coverage=3.1, weight=0.45, share=1.65, lead=1.25, side=1.5), -5.65
"""What each counts, and the bias: of a few phrasings for each entry, and where rivals are told
apart by many, which says more than nearness does.
"""


def evidence(heard: Heard, balance: Balance, apart: Floats | None, told_apart: float) -> Floats:
    """For each entry what its models say for it, and what tells it `apart` where that is known."""
    found: Floats = balance.language * heard.language + balance.direction * heard.direction
    if apart is None:
        return found
    return np.float32(1 - _REPLACED * told_apart) * found + np.float32(_APART) * apart


def sharpened(found: Floats, weight: float) -> Floats:
    """The evidence of a question of this weight."""
    return found * np.float32(max(1.0, weight / _LONG) ** _SHARPENING)


def shares(found: Floats) -> Floats:
    """For each entry the chance, 0..1, that it is the one, if one of them is."""
    raised = np.exp(found - found.max())
    shared: Floats = (raised / raised.sum()).astype(np.float32)
    return shared


def chance(best: Measured, told_apart: float) -> float:
    """The chance, 0..1, that the best entry is the right one.  `told_apart`: how far what tells
    rivals apart is believed, 0..1.
    """
    few, many = _odds(best, *_OF_FEW), _odds(best, *_OF_MANY)
    return float(1 / (1 + np.exp(-(few + told_apart * (many - few)))))


def _odds(best: Measured, counts: Measured, bias: float) -> float:
    return sum(one * each for one, each in zip(best, counts, strict=True)) + bias
