"""How far the two models of an entry are to be believed: learned from the phrasings themselves.

Where all ways to ask for something share their words, what is rare tells most; where people tell
stories and entries share their nouns, nearness as a whole does.  So each of some phrasings is
asked as if it had not been there, and the two are weighed so that its entry comes first as surely
as they allow: a conditional logit, as in McFadden, "Conditional logit analysis of qualitative
choice behavior" (1974).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from bot.matching.index import Index
    from bot.matching.model import Heard, Model

    Floats = npt.NDArray[np.float64]
    Places = npt.NDArray[np.int64]


class Balance(NamedTuple):
    """What each of the models counts as evidence."""

    language: float
    direction: float


USUAL = Balance(2.0, 8.0)
"""What they mostly count, and do where there is nothing to learn it from."""
_ASKED = 400
"""Phrasings that are asked: more would teach no more about two numbers."""
_CELLS = 1_000_000
"""Phrasings asked times entries, at most: of thousands of entries fewer are asked (16 MB)."""
_HELD = 1.0
"""How much it counts, beside what the phrasings teach, that a weight is e times the usual one."""
_STEPS, _LARGEST_STEP = 30, 1.0


def learn_balance(
    index: Index, model: Model, texts: Sequence[str], owners: Places, entries: int
) -> Balance:
    """What the phrasings teach; `texts` is how they are written, `owners` are their entries."""
    sizes = np.bincount(owners, minlength=entries)
    places = np.flatnonzero(sizes[owners] > 1)
    if entries == 1 or not len(places):
        return USUAL
    asked = _some(places, texts, min(_ASKED, 1 + _CELLS // entries))
    told = [
        model.hear_without(index.row(place), int(owners[place]), int(sizes[owners[place]]))
        for place in asked
    ]
    return Balance(*_weigh(told, owners[asked]))


def _some(places: Places, texts: Sequence[str], count: int) -> Places:
    """So many of them, by the checksum of what each says: an edit of one leaves the others in."""
    return np.asarray(sorted(places, key=lambda place: crc32(texts[place].encode()))[:count])


def _weigh(told: list[Heard], owners: Places) -> tuple[float, float]:
    """The weights at which the owners are likeliest, by Fisher scoring of their logarithms."""
    heard = np.stack([np.stack(one) for one in told]).astype(np.float64)
    own = heard[np.arange(len(owners)), :, owners].sum(axis=0)
    usual = np.log(np.asarray(USUAL))
    found = usual
    for _ in range(_STEPS):
        weights = np.exp(found)
        likely = _likely(np.einsum("k,ikj->ij", weights, heard))
        mean = np.einsum("ij,ikj->ik", likely, heard)
        spread = np.einsum("ij,ikj,ilj->kl", likely, heard, heard) - mean.T @ mean
        slope = weights * (mean.sum(axis=0) - own) + 2 * _HELD * (found - usual)
        curve = np.outer(weights, weights) * spread + 2 * _HELD * np.eye(len(usual))
        found = found - np.clip(np.linalg.solve(curve, slope), -_LARGEST_STEP, _LARGEST_STEP)
    language, direction = np.exp(found).tolist()
    return language, direction


def _likely(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    likely: Floats = raised / raised.sum(axis=1, keepdims=True)
    return likely
