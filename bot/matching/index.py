"""Phrasings and questions as vectors: TF-IDF over runs of letters and over words, side by side.

The two kinds of features are brought to length 1 each, so that many short runs do not outweigh the
few words they are made of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bot.matching.features import runs, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Places = npt.NDArray[np.int64]

KINDS = (runs, words)


class Vector(NamedTuple):
    """A text: its known features by number, and what each is worth."""

    numbers: Places
    worth: Floats


class Index:
    """The features of all phrasings, and each phrasing as a row."""

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        """`documents` are folded words."""
        self.size = len(documents)
        self._numbers: dict[str, int] = {}
        counted = [kind(document) for document in documents for kind in KINDS]
        self._columns = self._number(counted)
        sizes = np.asarray([len(counts) for counts in counted], dtype=np.int64)
        times = np.concatenate(
            [np.fromiter(counts.values(), np.float32, len(counts)) for counts in counted]
            or [np.zeros(0, np.float32)]
        )
        spread = np.bincount(self._columns, minlength=len(self._numbers))
        self._idf: Floats = (np.log((1 + self.size) / (1 + spread)) + 1).astype(np.float32)
        worth = (1 + np.log(times)) * self._idf[self._columns]
        blocks = np.repeat(np.arange(len(sizes)), sizes)
        norms = np.sqrt(np.bincount(blocks, worth**2, minlength=len(sizes)))
        self._worth: Floats = (worth / np.maximum(norms, 1e-9)[blocks]).astype(np.float32)
        ends = np.cumsum(sizes)[len(KINDS) - 1 :: len(KINDS)]
        self._starts: Places = np.concatenate(([0], ends)).astype(np.int64)

    def _number(self, counted: Sequence[Mapping[str, int]]) -> Places:
        numbers = self._numbers
        columns: list[int] = []
        for counts in counted:
            columns += [numbers.setdefault(feature, len(numbers)) for feature in counts]
        return np.asarray(columns, dtype=np.int64)

    @property
    def width(self) -> int:
        """How many features there are."""
        return len(self._numbers)

    def rows(self) -> tuple[Places, Places, Floats]:
        """Of every feature of every phrasing: the phrasing, the feature, and what it is worth."""
        return np.repeat(np.arange(self.size), np.diff(self._starts)), self._columns, self._worth

    def row(self, place: int) -> Vector:
        """One phrasing."""
        here = slice(self._starts[place], self._starts[place + 1])
        return Vector(self._columns[here], self._worth[here])

    def vector(self, keys: Sequence[str]) -> Vector:
        """The folded words of a question; features that no phrasing has are left out."""
        parts = [self._block(kind(keys)) for kind in KINDS]
        return Vector(
            np.concatenate([part.numbers for part in parts]),
            np.concatenate([part.worth for part in parts]),
        )

    def _block(self, counts: Mapping[str, int]) -> Vector:
        known = self._numbers
        found = [(known[one], count) for one, count in counts.items() if one in known]
        numbers = np.asarray([number for number, _ in found], dtype=np.int64)
        times = np.asarray([count for _, count in found], dtype=np.float32)
        worth = (1 + np.log(times)) * self._idf[numbers]
        norm = float(np.sqrt(worth @ worth))
        return Vector(numbers, (worth / max(norm, 1e-9)).astype(np.float32))

    def cosines(self, asked: Vector, places: Places) -> Floats:
        """How near a question is to the phrasings at these places, 0..1."""
        dense = np.zeros(self.width, dtype=np.float32)
        dense[asked.numbers] = asked.worth
        starts, lengths = self._starts[places], self._starts[places + 1] - self._starts[places]
        before = np.cumsum(lengths) - lengths
        cells = np.arange(int(lengths.sum())) + np.repeat(starts - before, lengths)
        shared = dense[self._columns[cells]] * self._worth[cells]
        rows = np.repeat(np.arange(len(places)), lengths)
        found: Floats = (np.bincount(rows, shared, minlength=len(places)) / len(KINDS)).astype(
            np.float32
        )
        return found
