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

from bot.matching.weights import Dense, Sparse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from bot.matching.index import Index, Vector

    Array = npt.NDArray[Any]
    Floats = npt.NDArray[np.float32]
    Places = npt.NDArray[np.int64]

_SMOOTHING = 20.0
"""How much of the common language is mixed in, in the worth of features."""
_FLATTENING = 0.75
"""Power of the common frequencies: below 1, rare features are trusted less."""
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
    """Cosine to the mean of its phrasings, 0..1."""


class Model:
    """The models of all entries."""

    def __init__(self, discount: Floats, language: Dense | Sparse, direction: Sparse) -> None:
        self._discount = discount
        self._language = language
        self._direction = direction

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
        own: Sparse
        language: Dense | Sparse
        if is_small(*shape):
            alone = language = Dense.add_up(shape, columns, owners[rows], worth)
            own = alone.without_zeros()
            for names in (topics, aspects):
                language = language.lent(_groups(entries, names), alone, _LENT)
        else:
            own = language = Sparse.add_up(shape, columns, owners[rows], worth)
        lengths = np.sqrt(own.squares())
        return cls(
            np.log1p(language.masses() / _SMOOTHING).astype(np.float32),
            language.surprise(rarity.astype(np.float32)),
            own.scaled((1 / np.maximum(lengths, 1e-9)).astype(np.float32)),
        )

    def arrays(self) -> dict[str, Array]:
        """All there is, by name."""
        tables = self._language.pack("language") | self._direction.pack("direction")
        return {"discount": self._discount} | tables

    @classmethod
    def restore(cls, arrays: Mapping[str, Array]) -> Model:
        """The model with these arrays."""
        kept: type[Dense | Sparse] = Dense if "language.cells" in arrays else Sparse
        return cls(
            arrays["discount"],
            kept.unpack("language", arrays),
            Sparse.unpack("direction", arrays),
        )

    def hear(self, asked: Vector) -> Heard:
        """What a question says for each entry."""
        length = max(float(np.sqrt(asked.worth @ asked.worth)), 1e-9)
        return Heard(self.language(asked), self._direction.sums(asked) / np.float32(length))

    def language(self, asked: Vector) -> Floats:
        """The half of it that is quickly told."""
        total = max(float(asked.worth.sum()), 1e-9)
        return self._language.sums(asked) / np.float32(total) - self._discount


def _groups(entries: Sequence[str], names: Mapping[str, str]) -> Places:
    """The number of each entry's group, -1 for none."""
    numbers = {name: place for place, name in enumerate(sorted(set(names.values())))}
    return np.asarray([numbers.get(names.get(entry, ""), -1) for entry in entries], dtype=np.int64)
