"""Phrasings and questions as vectors: TF-IDF over runs of letters and over words, side by side.

Each kind of features is brought to a length of its own, so that many short runs do not outweigh the
few words they are made of.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from bot.matching.features import is_pair, phrases, runs
from bot.text.fold import key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    Array = npt.NDArray[Any]
    Floats = npt.NDArray[np.float32]
    Places = npt.NDArray[np.int64]

_LENGTHS = np.array([0.7, 1.0], np.float32)
"""Of the runs and of the words of a text.  Runs are there for what is misspelled; letters that two
words share by chance are not to count like words.
"""
_SQUARE = float(_LENGTHS @ _LENGTHS)
_RARITY = 0.75
"""Power of the inverse document frequency.  Of a few phrasings nearly every word is rare."""

MANY = 8_000
"""Of more phrasings than this a pair of words that only one has is left out: there are as many of
them as of all other features, and what they tell, the two words tell as well.
"""


class Vector(NamedTuple):
    """A text: its known features by number, and what each is worth."""

    numbers: Places
    worth: Floats


class Index:
    """The features of all phrasings, and each phrasing as a row."""

    def __init__(self, features: Sequence[str], arrays: Mapping[str, Array]) -> None:
        """The features in the order of their numbers, and what `arrays` told."""
        self.features = features
        self._numbers = {feature: number for number, feature in enumerate(features)}
        self._idf: Floats = arrays["idf"]
        self._starts: Places = arrays["starts"]
        self._columns: npt.NDArray[np.int32] = arrays["columns"]
        self._worth: Floats = arrays["worth"]
        self.size = len(self._starts) - 1

    @classmethod
    def learn(cls, documents: Sequence[Sequence[str]]) -> Index:
        """The index of these documents; they are words as they were typed."""
        numbers, found = _number_features(documents)
        width = max(len(numbers), 1)
        blocks = np.repeat(np.arange(len(found)), [len(block) for block in found])
        columns = np.fromiter(chain.from_iterable(found), np.int64, len(blocks))
        cells, times = np.unique(blocks * width + columns, return_counts=True)
        blocks, columns = np.divmod(cells, width)
        if len(documents) > MANY:
            numbers, kept, columns = _without_rare_pairs(numbers, columns)
            blocks, times = blocks[kept], times[kept]
        spread = np.bincount(columns, minlength=len(numbers))
        idf = ((np.log((1 + len(documents)) / (1 + spread)) + 1) ** _RARITY).astype(np.float32)
        worth = (1 + np.log(times)) * idf[columns]
        norms = np.sqrt(np.bincount(blocks, worth**2, minlength=len(found)))
        lengths = _LENGTHS[blocks % len(_LENGTHS)]
        arrays = {
            "idf": idf,
            "starts": np.searchsorted(blocks // len(_LENGTHS), np.arange(len(documents) + 1)),
            "columns": columns.astype(np.int32),
            "worth": (worth * lengths / norms[blocks]).astype(np.float32),
        }
        return cls(tuple(numbers), arrays)

    def arrays(self) -> dict[str, Array]:
        """All there is besides the features, by name."""
        return {
            "idf": self._idf,
            "starts": self._starts,
            "columns": self._columns,
            "worth": self._worth,
        }

    @property
    def width(self) -> int:
        """How many features there are."""
        return len(self.features)

    def rows(self) -> tuple[Places, Places, Floats]:
        """Of every feature of every phrasing: the phrasing, the feature, and what it is worth."""
        rows = np.repeat(np.arange(self.size), np.diff(self._starts))
        return rows, self._columns.astype(np.int64), self._worth

    def row(self, place: int) -> Vector:
        """The phrasing at this place."""
        cells = slice(self._starts[place], self._starts[place + 1])
        return Vector(self._columns[cells].astype(np.int64), self._worth[cells])

    def vector(self, words: Sequence[str]) -> Vector:
        """The words of a question; features that no phrasing has are left out."""
        numbers = self._numbers
        spelled = [numbers[run] for word in words for run in runs(key(word)) if run in numbers]
        said = [numbers[one] for one in phrases(words) if one in numbers]
        by_run, by_word = map(self._weigh, (spelled, said), _LENGTHS)
        return Vector(
            np.concatenate((by_run.numbers, by_word.numbers)),
            np.concatenate((by_run.worth, by_word.worth)),
        )

    def _weigh(self, found: list[int], length: np.float32) -> Vector:
        numbers, times = np.unique(np.asarray(found, dtype=np.int64), return_counts=True)
        worth = (1 + np.log(times)) * self._idf[numbers]
        norm = max(float(np.sqrt(worth @ worth)), 1e-9)
        return Vector(numbers, (worth * (length / norm)).astype(np.float32))

    def cosines(self, asked: Vector, places: Places) -> Floats:
        """How near a question is to the phrasings at these places, 0..1."""
        dense = np.zeros(self.width, dtype=np.float32)
        dense[asked.numbers] = asked.worth
        starts, lengths = self._starts[places], self._starts[places + 1] - self._starts[places]
        before = np.cumsum(lengths) - lengths
        cells = np.arange(int(lengths.sum())) + np.repeat(starts - before, lengths)
        shared = dense[self._columns[cells]] * self._worth[cells]
        rows = np.repeat(np.arange(len(places)), lengths)
        found: Floats = (np.bincount(rows, shared, minlength=len(places)) / _SQUARE).astype(
            np.float32
        )
        return found


def _without_rare_pairs(
    numbers: Mapping[str, int], columns: Places
) -> tuple[dict[str, int], Places, Places]:
    """The features with new numbers; of the cells those that stay, and their columns."""
    spread = np.bincount(columns, minlength=len(numbers))
    names = [one for one, number in numbers.items() if spread[number] > 1 or not is_pair(one)]
    renumbered = np.full(len(numbers), -1)
    renumbered[[numbers[one] for one in names]] = np.arange(len(names))
    kept = np.flatnonzero(renumbered[columns] >= 0)
    return {one: place for place, one in enumerate(names)}, kept, renumbered[columns[kept]]


def _number_features(documents: Sequence[Sequence[str]]) -> tuple[dict[str, int], list[list[int]]]:
    """A number for each feature; of each document the numbers of its runs, then of its words."""
    numbers: dict[str, int] = {}
    known: dict[str, list[int]] = {}
    found: list[list[int]] = []
    for words in documents:
        spelled: list[int] = []
        for word in map(key, words):
            if word not in known:
                known[word] = [numbers.setdefault(run, len(numbers)) for run in runs(word)]
            spelled += known[word]
        found += (spelled, [numbers.setdefault(one, len(numbers)) for one in phrases(words)])
    return numbers, found
