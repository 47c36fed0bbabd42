"""What each entry's phrasings together say: a language model and a mean direction per entry.

The model of an entry is a unigram model over features, smoothed towards all phrasings as in
Zhai and Lafferty, "A study of smoothing methods for language models applied to information
retrieval" (ACM TOIS 22, 2004): a feature that the entry uses more than the others speaks for it.
The language of its topic, and of the aspect that it tells, is mixed in as well.  So "nhãn hiệu"
asked in a way that only other topics have ("cần giấy tờ gì") still finds the entry that is both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from bot.matching.index import Vector
from bot.matching.weights import Dense, Sparse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from bot.matching.index import Index

    Array = npt.NDArray[Any]
    Floats = npt.NDArray[np.float32]
    Places = npt.NDArray[np.int64]

_SMOOTHING = 20.0
"""How much of the common language is mixed in, in the worth of features."""
_FLATTENING = 0.75
"""Power of the common frequencies: below 1, rare features are trusted less."""
_TELLING = 0.25
"""Power of the rarity of a feature among entries, in their directions."""
_LENT = 50.0
"""How much of the language of its topic, and of its aspect, is mixed into that of an entry."""

DENSE_CELLS = 32_000_000
"""Features times entries up to which a number is kept for each pair (128 MB).  Beyond it only
pairs that occur have one, and nothing is lent."""


def is_small(features: int, entries: int) -> bool:
    """Whether every pair of them may have a number."""
    return features * entries <= DENSE_CELLS


class Heard(NamedTuple):
    """What a question says for each entry."""

    language: Floats
    """Mean logarithm of how much more likely the entry makes the features than chance does."""
    direction: Floats
    """Cosine to the sum of its phrasings, features that few entries have counting more, 0..1."""


class _Counted(NamedTuple):
    """What else was counted, and is kept under these names."""

    masses: Floats
    """Of each entry's language."""
    lengths: Floats
    """Of each entry's direction."""
    rarity: Floats
    """Of each feature in the common language."""
    telling: Floats
    """How far each feature tells entries apart."""


class Model:
    """The models of all entries."""

    def __init__(self, language: Dense | Sparse, direction: Sparse, counted: _Counted) -> None:
        self._language, self._direction, self._counted = language, direction, counted
        self._discount = np.log1p(counted.masses / _SMOOTHING)

    @classmethod
    def learn(
        cls,
        index: Index,
        owners: Places,
        entries: Sequence[str],
        topics: Mapping[str, str],
        aspects: Mapping[str, str],
    ) -> Model:
        """`owners` is the entry (a place in `entries`) of each phrasing of the index."""
        shape = index.width, len(entries)
        rows, columns, worth = index.rows()
        common = np.bincount(columns, worth, minlength=index.width) ** _FLATTENING
        rarity = 1 / np.maximum(_SMOOTHING * common / max(common.sum(), 1e-9), 1e-12)
        rarity = rarity.astype(np.float32)
        own: Sparse
        language: Dense | Sparse
        if is_small(*shape):
            alone = language = Dense.add_up(shape, columns, owners[rows], worth)
            own = alone.without_zeros()
            for names in (topics, aspects):
                language = language.lent(_groups(entries, names), alone, _LENT)
        else:
            own = language = Sparse.add_up(shape, columns, owners[rows], worth)
        telling = _telling(own)
        own = own.weighed(telling)
        lengths = np.sqrt(own.squares())
        return cls(
            language.surprise(rarity),
            own.scaled((1 / np.maximum(lengths, 1e-9)).astype(np.float32)),
            _Counted(language.masses(), lengths, rarity, telling),
        )

    def arrays(self) -> dict[str, Array]:
        """All there is, by name."""
        tables = self._language.pack("language") | self._direction.pack("direction")
        return self._counted._asdict() | tables

    @classmethod
    def restore(cls, arrays: Mapping[str, Array]) -> Model:
        """The model with these arrays."""
        kept: type[Dense | Sparse] = Dense if "language.cells" in arrays else Sparse
        counted = _Counted(*(arrays[name] for name in _Counted._fields))
        return cls(kept.unpack("language", arrays), Sparse.unpack("direction", arrays), counted)

    def hear(self, asked: Vector) -> Heard:
        """What a question says for each entry."""
        told = self._told(asked)
        length = max(float(np.sqrt(told.worth @ told.worth)), 1e-9)
        return Heard(self.language(asked), self._direction.sums(told) / np.float32(length))

    def _told(self, asked: Vector) -> Vector:
        """Its features as directions weigh them."""
        return Vector(asked.numbers, asked.worth * self._counted.telling[asked.numbers])

    def hear_without(self, asked: Vector, owner: int, count: int) -> Heard:
        """What one of the `count` phrasings of an entry would say, had it not been among them.
        What it lent by way of its topic and its aspect stays: there it is one of many.
        """
        heard = self.hear(asked)
        heard.language[owner] = self._language_without(asked, owner, count)
        told = self._told(asked).worth
        square = float(told @ told)
        length = float(self._counted.lengths[owner])
        shared = float(heard.direction[owner]) * np.sqrt(square) * length
        others = max(length**2 - 2 * shared + square, 1e-9)
        heard.direction[owner] = max(shared - square, 0.0) / np.sqrt(others * max(square, 1e-9))
        return heard

    def _language_without(self, asked: Vector, owner: int, count: int) -> float:
        """The mass is that of as many other phrasings: an entry is not to look small for this."""
        cells = np.expm1(self._language.cells_of(asked.numbers, owner))
        left = np.log1p(np.maximum(cells - asked.worth * self._counted.rarity[asked.numbers], 0))
        total = max(float(asked.worth.sum()), 1e-9)
        mass = max(float(self._counted.masses[owner]) - total, 0.0) * count / (count - 1)
        return float(asked.worth @ left) / total - float(np.log1p(mass / _SMOOTHING))

    def language(self, asked: Vector) -> Floats:
        """The half of it that is quickly told."""
        total = max(float(asked.worth.sum()), 1e-9)
        language: Floats = self._language.sums(asked) / np.float32(total) - self._discount
        return language


def _telling(own: Sparse) -> Floats:
    """For each feature how far it tells entries apart: the fewer have it, the more; what all have
    still counts a little, as it tells how something is asked.
    """
    holders = np.diff(own.starts)
    rarity = np.log((1 + own.width) / (1 + holders)) + 0.3
    return np.asarray(rarity**_TELLING, np.float32)


def _groups(entries: Sequence[str], names: Mapping[str, str]) -> Places:
    """The number of each entry's group, -1 for none."""
    numbers = {name: place for place, name in enumerate(sorted(set(names.values())))}
    return np.asarray([numbers.get(names.get(entry, ""), -1) for entry in entries], dtype=np.int64)
