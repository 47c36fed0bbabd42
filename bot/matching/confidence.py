"""How sure to be of an entry: from what was measured to the chance that it is meant.

Two questions are answered.  *Is any entry meant?* is a logistic regression over four measurements
of the best one.  *Which?* shares that chance out among the entries by how far their evidence lies
apart, so two that are equally good get half of it each and neither is answered outright.  The
weights were fitted to the in-file tests of the shipped knowledge against its list of foreign
questions, a wrong answer counted four times; where the dialogue answers is decided by thresholds
of its own, derived anew from each knowledge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

_MODEL = 10.0
"""The entry's own model, 0..1."""
_LIKENESS = 9.0
"""The nearest phrasing of the entry, word by word, 0..1."""
_COVERAGE = 3.5
"""Share of the question's weight that the knowledge knows."""
_SUBSTANCE = 1.24
"""Logarithm of the question's weight: one short word fits too many questions."""
_BIAS = -16.3
_SHARPNESS = 2.0
"""How much a lead in evidence counts when the chance is shared out."""


def weigh(model: Floats, likeness: Floats, coverage: float, weight: float) -> Floats:
    """For each entry the logarithm of the odds that it is meant, seen by itself.

    `weight` is how telling the words of the question are, all together.
    """
    common = _COVERAGE * coverage + _SUBSTANCE * np.log1p(weight) + _BIAS
    odds: Floats = _MODEL * model + _LIKENESS * likeness + common
    return odds


def confidence(odds: Floats) -> Floats:
    """For each entry the chance, 0..1, that it is the one; together they are at most 1."""
    best = odds.max()
    shares = np.exp(_SHARPNESS * (odds - best))
    sure: Floats = shares / shares.sum() / (1 + np.exp(-best))
    return sure
