"""An inverted index: which phrasings hold a feature, and how much it says about them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Places = npt.NDArray[np.int64]

_FREQUENT = 40
"""Features in more phrasings than this go through a matrix product, the others pair by pair."""


class Index:
    """Cosine of TF-IDF vectors, between a question and every phrasing."""

    def __init__(self, documents: Sequence[Mapping[str, float]]) -> None:
        self.size = len(documents)
        self._numbers: dict[str, int] = {}
        rows, columns, values = self._collect(documents)
        counts = np.bincount(columns, minlength=len(self._numbers))
        idf = np.log((1 + self.size) / (1 + counts)) + 1
        values *= idf[columns]
        norms = np.sqrt(np.bincount(rows, values**2, minlength=self.size))
        values /= np.maximum(norms, 1e-9)[rows]
        order = np.argsort(columns, kind="stable")
        self._rows: Places = rows[order]
        self._values: Floats = values[order].astype(np.float32)
        self._starts: Places = np.concatenate(([0], np.cumsum(counts)))
        self._idf = np.append(idf, math.log(1 + self.size) + 1).astype(np.float32)
        """Of each feature; the last is of those that no phrasing holds."""

    def _collect(
        self, documents: Sequence[Mapping[str, float]]
    ) -> tuple[Places, Places, npt.NDArray[np.float64]]:
        numbers = self._numbers
        columns: list[int] = []
        weights: list[float] = []
        for document in documents:
            columns += [numbers.setdefault(feature, len(numbers)) for feature in document]
            weights += document.values()
        sizes = [len(document) for document in documents]
        rows = np.repeat(np.arange(self.size), sizes)
        return rows, np.asarray(columns, dtype=np.int64), np.asarray(weights, dtype=np.float64)

    def similarities(self, features: Mapping[str, float]) -> Floats:
        """Cosine to every phrasing, 0..1; features that no phrasing holds make it smaller."""
        unknown = len(self._idf) - 1
        found = [self._numbers.get(feature, unknown) for feature in features]
        numbers = np.asarray(found, dtype=np.int64)
        weights = np.fromiter(features.values(), dtype=np.float32, count=len(found))
        weights *= self._idf[numbers]
        norm = math.sqrt(float(weights @ weights))
        is_known = numbers < unknown
        places, lengths = self._postings(numbers[is_known])
        values = self._values[places] * np.repeat(weights[is_known], lengths)
        cosines = np.bincount(self._rows[places], values, minlength=self.size)
        return (cosines / max(norm, 1e-9)).astype(np.float32)

    def _postings(self, numbers: Places) -> tuple[Places, Places]:
        """Where the phrasings of these features are listed, and how many there are of each."""
        starts = self._starts[numbers]
        lengths = self._starts[numbers + 1] - starts
        before = np.cumsum(lengths) - lengths
        return np.arange(int(lengths.sum())) + np.repeat(starts - before, lengths), lengths

    def kernel(self, bundles: Places) -> Floats:
        """Cosines among bundles of phrasings, each the mean of those that it holds.

        `bundles` is the number of each phrasing's bundle, from 0 on without gaps.
        """
        sizes = np.bincount(bundles)
        rows = bundles[self._rows]
        values: Floats = (self._values / sizes[rows]).astype(np.float32)
        counts = np.diff(self._starts)
        is_frequent = counts > _FREQUENT
        columns = np.repeat(np.cumsum(is_frequent) - 1, counts)
        chosen = np.repeat(is_frequent, counts)
        shape = int(is_frequent.sum()), len(sizes)
        cells = columns[chosen] * len(sizes) + rows[chosen]
        filled = np.bincount(cells, values[chosen], minlength=shape[0] * shape[1])
        dense = filled.reshape(shape).astype(np.float32)
        kernel: Floats = dense.T @ dense
        pairs, products = self._rare_pairs(counts, rows, values, len(sizes))
        rare = np.bincount(pairs, products, minlength=kernel.size)
        kernel += rare.reshape(kernel.shape).astype(np.float32)
        return kernel

    def _rare_pairs(
        self, counts: Places, rows: Places, values: Floats, width: int
    ) -> tuple[Places, Floats]:
        """Pairs of bundles that share a rare feature, for all features of one count at once."""
        pairs: list[Places] = [np.zeros(0, dtype=np.int64)]
        products: list[Floats] = [np.zeros(0, dtype=np.float32)]
        for count in range(1, _FREQUENT + 1):
            features = np.flatnonzero(counts == count)
            places = self._starts[features][:, None] + np.arange(count)
            who, worth = rows[places], values[places]
            pairs.append((who[:, :, None] * width + who[:, None, :]).ravel())
            products.append((worth[:, :, None] * worth[:, None, :]).ravel())
        return np.concatenate(pairs), np.concatenate(products)
