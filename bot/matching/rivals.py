"""What tells an entry from those it is taken for: weights learned where they are confused.

The models of `model.py` describe each entry by itself, however little it differs from the next.
Here every phrasing is held against the entries that they take it for, and where its own entry is
not ahead of the strongest by one, the weights of both are moved, as far as that takes and no
further: passive-aggressive updates as in Crammer, Dekel, Keshet, Shalev-Shwartz and Singer, "Online
passive-aggressive algorithms" (JMLR 7, 2006; PA-I), averaged over the rounds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from bot.matching.weights import Dense

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from bot.matching.index import Index, Vector
    from bot.matching.model import Model
    from bot.matching.weights import Sparse

    Floats = npt.NDArray[np.float32]
    Places = npt.NDArray[np.int64]

_COMPARED = 8
"""Entries that each phrasing is held against."""
_ROUNDS = 6
_FORGOTTEN = 2
"""The first rounds are not averaged: everything is still moving."""
_LARGEST_STEP = 1.0
_TOO_FEW, _ENOUGH = 5, 20
"""Phrasings an entry has on average."""
_STEP, _MIXER = 0x9E3779B97F4A7C15, np.uint64(0xBF58476D1CE4E5B9)
"""Numbers that mix 64 bits well: Steele, Lea and Flood, "Fast splittable pseudorandom number
generators" (OOPSLA 2014).
"""


def trust(phrasings: int, entries: int) -> float:
    """How far the weights are to be believed, 0..1.  Of five phrasings each, what tells entries
    apart is mostly chance, and to go by it costs a point or two; of twenty it is not.
    """
    return min(1.0, max(0.0, (phrasings / max(entries, 1) - _TOO_FEW) / (_ENOUGH - _TOO_FEW)))


def learn_rivals(
    index: Index, model: Model, texts: Sequence[str], owners: Places, entries: int
) -> Sparse:
    """Weights for each feature and entry.  `texts` are the phrasings, `owners` their entries."""
    weights = np.zeros((index.width, entries), np.float32)
    total = np.zeros_like(weights)
    rows = [index.row(place) for place in range(index.size)] if entries > 1 else []
    told = {place: asked for place, asked in enumerate(rows) if len(asked.numbers)}
    rivals = {place: _rivals(model, asked, int(owners[place])) for place, asked in told.items()}
    sums = np.array([crc32(text.encode()) for text in texts], np.uint64)
    for turn in range(_ROUNDS):
        for place in mixed(sums, turn):
            if place in told:
                _hold_against(weights, told[place], rivals[place])
        if turn >= _FORGOTTEN:
            total += weights
    believed = trust(index.size, entries) / (_ROUNDS - _FORGOTTEN)
    return Dense(total * np.float32(believed)).without_zeros()


def mixed(sums: npt.NDArray[np.uint64], turn: int) -> list[int]:
    """The phrasings in the order of a round: mixed, but by the checksum of what each says, so that
    a phrasing more or less leaves the others in their order, and moves what they teach less.
    """
    begun = (sums << np.uint64(32)) ^ np.uint64((turn + 1) * _STEP % 2**64)
    stirred = (begun ^ (begun >> np.uint64(30))) * _MIXER
    order: list[int] = np.argsort(stirred ^ (stirred >> np.uint64(27)), kind="stable").tolist()
    return order


def _rivals(model: Model, asked: Vector, owner: int) -> Places:
    """The entry of a phrasing, then those it is most easily taken for."""
    found = model.language(asked)
    found[owner] = np.inf
    count = min(_COMPARED + 1, len(found))
    likely = np.argpartition(-found, count - 1)[:count]
    return likely[np.argsort(-found[likely], kind="stable")]


def _hold_against(weights: Floats, asked: Vector, compared: Places) -> None:
    """Move the weights until the first entry is ahead of the strongest other by one."""
    numbers, worth = asked
    scores = worth @ weights[numbers[:, None], compared]
    strongest = 1 + int(scores[1:].argmax())
    missing = 1 + scores[strongest] - scores[0]
    if missing > 0:
        step = min(_LARGEST_STEP, missing / (2 * float(worth @ worth))) * worth
        weights[numbers, compared[0]] += step
        weights[numbers, compared[strongest]] -= step
