"""Whose business a question is, by its words alone: ours, or somebody else's.

One weight for each feature, moved as in `rivals.py` by passive-aggressive updates until the
questions that nothing of ours answers, and the phrasings of entries that say so, are on one side,
and all other phrasings on the other.  It does not choose an entry: it tells how far to trust one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bot.matching.rivals import mixed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import numpy.typing as npt

    from bot.matching.index import Vector

    Floats = npt.NDArray[np.float32]

_ROUNDS, _FORGOTTEN = 4, 1
"""The first round is not averaged: everything is still moving."""
_LARGEST_STEP = 1.0


class Others(NamedTuple):
    """What is known of somebody else's business."""

    questions: Sequence[str] = ()
    """Nothing answers them."""
    entries: Collection[str] = frozenset()
    """These say that it is not ours."""


NOBODY = Others()


class Elsewhere(NamedTuple):
    """What was learned of it."""

    weights: Floats
    """Of each feature; the last one counts for every question."""

    def side(self, asked: Vector) -> float:
        """Below 0 ours, above 0 somebody else's; most questions are held to -1 and 1."""
        return float(asked.worth @ self.weights[asked.numbers] + self.weights[-1])


def learn_elsewhere(
    width: int, asked: Sequence[Vector], is_elsewhere: Sequence[bool], sums: Sequence[int]
) -> Elsewhere:
    """`width` is the number of features; `sums` are checksums of what was asked."""
    weights = np.zeros(width + 1)
    total = np.zeros_like(weights)
    rows = [(np.append(one.numbers, width), np.append(one.worth, np.float32(1))) for one in asked]
    sides = [1.0 if one else -1.0 for one in is_elsewhere]
    order = np.asarray(sums, np.uint64)
    for turn in range(_ROUNDS):
        for place in mixed(order, turn):
            _hold(weights, *rows[place], sides[place])
        if turn >= _FORGOTTEN:
            total += weights
    return Elsewhere((total / (_ROUNDS - _FORGOTTEN)).astype(np.float32))


def _hold(
    weights: npt.NDArray[np.float64], numbers: npt.NDArray[np.int64], worth: Floats, side: float
) -> None:
    """Move the weights until the question is on its side by one."""
    missing = 1 - side * float(worth @ weights[numbers])
    if missing > 0:
        weights[numbers] += min(_LARGEST_STEP, missing / float(worth @ worth)) * side * worth
