"""What each entry's phrasings together say: a language model and a mean direction per entry.

The model of an entry is a unigram model over features, smoothed towards all phrasings as in
Zhai and Lafferty, "A study of smoothing methods for language models applied to information
retrieval" (ACM TOIS 22, 2004): a feature that the entry uses more than the others speaks for it.
Entries of one topic, and those that tell the same aspect, have a model together besides, so that
"nhãn hiệu" asked in a way that only other topics have ("cần giấy tờ gì") still finds the entry
that is both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from bot.matching.index import Index, Vector

    Floats = npt.NDArray[np.float32]
    Places = npt.NDArray[np.int64]

_SMOOTHING = 20.0
"""How much of the common language is mixed in, in the worth of features."""
_FLATTENING = 0.75
"""Power of the common frequencies: below 1, rare features are trusted less."""
_LENT = 50.0
"""How much of the language of its topic, and of its aspect, is mixed into that of an entry."""


class Heard(NamedTuple):
    """What a question says for each entry."""

    language: Floats
    """Mean logarithm of how much more likely the entry makes the features than chance does."""
    direction: Floats
    """Cosine to the mean of its phrasings, 0..1."""


class Model:
    """The models of all entries."""

    def __init__(
        self,
        index: Index,
        owners: Places,
        entries: Sequence[str],
        topics: Mapping[str, str],
        aspects: Mapping[str, str],
    ) -> None:
        """`owners` is the entry (a place in `entries`) of each phrasing of the index."""
        self._count = len(entries)
        rows, columns, worth = index.rows()
        own = self._add_up(columns, owners[rows], worth)
        common = np.bincount(columns, worth, minlength=index.width) ** _FLATTENING
        common /= max(common.sum(), 1e-9)
        lent = [
            self._lend(columns, owners[rows], worth, _groups(entries, names))
            for names in (topics, aspects)
        ]
        cells, language = _sum_up([own, *lent])
        features, self._speakers = cells // self._count, cells % self._count
        mass = np.bincount(self._speakers, language, minlength=self._count)
        self._likely: Floats = np.log1p(language / (_SMOOTHING * common[features])).astype(
            np.float32
        )
        self._discount: Floats = np.log1p(mass / _SMOOTHING).astype(np.float32)
        toward = np.zeros(len(cells), np.float32)
        toward[np.searchsorted(cells, own[0])] = own[1]
        lengths = np.sqrt(np.bincount(self._speakers, toward**2, minlength=self._count))
        self._toward: Floats = (toward / np.maximum(lengths, 1e-9)[self._speakers]).astype(
            np.float32
        )
        counts = np.bincount(features, minlength=index.width)
        self._starts: Places = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)

    def _add_up(self, columns: Places, speakers: Places, worth: Floats) -> tuple[Places, Floats]:
        return _sum_up([(columns * self._count + speakers, worth)])

    def _lend(
        self, columns: Places, speakers: Places, worth: Floats, group: Places
    ) -> tuple[Places, Floats]:
        """What each group's phrasings say together, lent to every entry of it."""
        has = group[speakers] >= 0
        size = int(group.max(initial=-1)) + 1
        cells, sums = _sum_up([(columns[has] * size + group[speakers[has]], worth[has])])
        if not size:
            return cells, sums
        features, groups = cells // size, cells % size
        mass = np.bincount(groups, sums, minlength=size)
        members = np.argsort(group, kind="stable")[np.count_nonzero(group < 0) :]
        counts = np.bincount(group[group >= 0], minlength=size)
        starts = np.concatenate(([0], np.cumsum(counts)))
        lengths = counts[groups]
        before = np.cumsum(lengths) - lengths
        who = members[np.arange(int(lengths.sum())) + np.repeat(starts[groups] - before, lengths)]
        lent = np.repeat(_LENT * sums / mass[groups], lengths).astype(np.float32)
        return np.repeat(features, lengths) * self._count + who, lent

    def hear(self, asked: Vector) -> Heard:
        """What a question says for each entry."""
        starts = self._starts[asked.numbers]
        lengths = self._starts[asked.numbers + 1] - starts
        before = np.cumsum(lengths) - lengths
        cells = np.arange(int(lengths.sum())) + np.repeat(starts - before, lengths)
        worth = np.repeat(asked.worth, lengths)
        speakers = self._speakers[cells]
        total = max(float(asked.worth.sum()), 1e-9)
        length = max(float(np.sqrt(asked.worth @ asked.worth)), 1e-9)
        likely = np.bincount(speakers, worth * self._likely[cells], minlength=self._count)
        toward = np.bincount(speakers, worth * self._toward[cells], minlength=self._count)
        return Heard(
            (likely / total - self._discount).astype(np.float32),
            (toward / length).astype(np.float32),
        )


def _sum_up(parts: Sequence[tuple[Places, Floats]]) -> tuple[Places, Floats]:
    """The numbers of all cells that hold anything, rising, and what they hold together."""
    cells, inverse = np.unique(np.concatenate([part[0] for part in parts]), return_inverse=True)
    values = np.concatenate([part[1] for part in parts])
    return cells, np.bincount(inverse, values, minlength=len(cells)).astype(np.float32)


def _groups(entries: Sequence[str], names: Mapping[str, str]) -> Places:
    """The number of each entry's group, -1 for none."""
    numbers = {name: place for place, name in enumerate(sorted(set(names.values())))}
    return np.asarray(
        [numbers.get(names.get(entry, ""), -1) for entry in entries], dtype=np.int64
    )
