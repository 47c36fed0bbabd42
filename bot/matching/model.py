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

_SMOOTHING = 30.0
"""How much of the common language is mixed in, in the worth of features."""
_FLATTENING = 0.75
"""Power of the common frequencies: below 1, rare features are trusted less."""


class Heard(NamedTuple):
    """What a question says for each entry."""

    language: Floats
    """Mean logarithm of how much more likely the entry makes the features than chance does."""
    direction: Floats
    """Cosine to the mean of its phrasings, 0..1."""
    topic: Floats
    """`language` of the topic that the entry belongs to."""
    aspect: Floats
    """`language` of the aspect that it tells."""


class Model:
    """The models of all entries, and of their topics and aspects."""

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
        self._topics = _Groups(entries, topics, self._count)
        self._aspects = _Groups(entries, aspects, self._topics.end)
        self._size = self._aspects.end
        rows, columns, worth = index.rows()
        speakers = owners[rows]
        cells, sums = self._sum(columns, speakers, worth)
        self._learn(index.width, cells, sums)

    def _sum(self, columns: Places, speakers: Places, worth: Floats) -> tuple[Places, Floats]:
        """Worth of each feature (row) to each model (column), one number per cell."""
        parts = [(columns, speakers, worth)]
        for groups in (self._topics, self._aspects):
            member = groups.of[speakers]
            has = member >= 0
            parts.append((columns[has], member[has], worth[has]))
        cells = np.concatenate([part[0] * self._size + part[1] for part in parts])
        values = np.concatenate([part[2] for part in parts])
        unique, inverse = np.unique(cells, return_inverse=True)
        return unique, np.bincount(inverse, values).astype(np.float32)

    def _learn(self, width: int, cells: Places, sums: Floats) -> None:
        features, self._speakers = cells // self._size, cells % self._size
        own = self._speakers < self._count
        common = np.bincount(features[own], sums[own], minlength=width) ** _FLATTENING
        common /= max(common.sum(), 1e-9)
        mass = np.bincount(self._speakers, sums, minlength=self._size)
        lengths = np.sqrt(np.bincount(self._speakers, sums**2, minlength=self._size))
        self._likely: Floats = np.log1p(sums / (_SMOOTHING * common[features])).astype(np.float32)
        self._toward: Floats = (sums / np.maximum(lengths, 1e-9)[self._speakers]).astype(np.float32)
        self._discount: Floats = np.log1p(mass / _SMOOTHING).astype(np.float32)
        counts = np.bincount(features, minlength=width)
        self._starts: Places = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)

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
        likely = np.bincount(speakers, worth * self._likely[cells], minlength=self._size)
        toward = np.bincount(speakers, worth * self._toward[cells], minlength=self._size)
        language = (likely / total - self._discount).astype(np.float32)
        return Heard(
            language[: self._count],
            (toward[: self._count] / length).astype(np.float32),
            self._topics.spread(language),
            self._aspects.spread(language),
        )


class _Groups:
    """Which entries belong together; groups are numbered from `start` on."""

    def __init__(self, entries: Sequence[str], groups: Mapping[str, str], start: int) -> None:
        names = {name: place for place, name in enumerate(sorted(set(groups.values())), start)}
        self.end = start + len(names)
        self.of: Places = np.asarray(
            [names.get(groups.get(entry, ""), -1) for entry in entries], dtype=np.int64
        )
        """The group of each entry, -1 for none."""

    def spread(self, said: Floats) -> Floats:
        """To each entry what is said of its group; nothing for or against it without one."""
        spread: Floats = np.where(self.of >= 0, said[self.of], 0.0).astype(np.float32)
        return spread
