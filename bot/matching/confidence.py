"""How sure to be of an entry: from what was measured to the chance that it is meant.

Evidence says *which* entry, if any: its exponentials, shared out among all entries, are a
conditional logit.  *Whether* the best one is right is a logistic regression over what was measured
of it.  The score of the best entry is that chance; the others get theirs in proportion to their
share.  The weights were learned by leaving out, from phrasings alone: phrasings asked of a
knowledge without them (their entry is meant), of one without their whole entry (nothing is), and
foreign questions, a quarter of all being without an answer.  Where the dialogue answers is decided
by thresholds of its own, derived anew from each knowledge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from bot.matching.model import Heard

    Floats = npt.NDArray[np.float32]

_LANGUAGE = 4.2
_DIRECTION = 4.9
_LIKENESS = 1.5
"""What the models of an entry, and its nearest phrasing word by word, count as evidence."""
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


_COUNTS = Measured(direction=5.6, coverage=2.5, weight=0.72, share=2.12)
_BIAS = -6.1


def evidence(heard: Heard) -> Floats:
    """For each entry what its models say for it."""
    found: Floats = _LANGUAGE * heard.language + _DIRECTION * heard.direction
    return found


def with_likeness(found: Floats, likeness: Floats, weight: float) -> Floats:
    """The evidence and the nearest phrasing of each entry, 0..1, where one was compared, of a
    question of this weight.
    """
    sharpness = max(1.0, weight / _LONG) ** _SHARPENING
    complete: Floats = (found + np.float32(_LIKENESS) * likeness) * np.float32(sharpness)
    return complete


def shares(found: Floats) -> Floats:
    """For each entry the chance, 0..1, that it is the one, if one of them is."""
    raised = np.exp(found - found.max())
    shared: Floats = (raised / raised.sum()).astype(np.float32)
    return shared


def chance(best: Measured) -> float:
    """The chance, 0..1, that the best entry is the right one."""
    odds = sum(one * counts for one, counts in zip(best, _COUNTS, strict=True)) + _BIAS
    return float(1 / (1 + np.exp(-odds)))
