"""Tables of numbers, a row for each feature and a column for each entry, in two ways of keeping:
every cell, or those that are not empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from bot.matching.index import Vector
    from bot.matching.packing import Array, Pack

    Floats = npt.NDArray[np.float32]
    Places = npt.NDArray[np.int64]


class Dense(NamedTuple):
    """Every cell is kept: fast to ask, too large for thousands of entries."""

    cells: Floats

    def pack(self, name: str) -> dict[str, Array]:
        """All of it as arrays under this name."""
        return {f"{name}.cells": self.cells}

    @classmethod
    def unpack(cls, name: str, pack: Pack) -> Self:
        """Read back what `pack` wrote.  Raises KeyError when an array is missing."""
        return cls(pack[f"{name}.cells"])

    @classmethod
    def add_up(cls, shape: tuple[int, int], rows: Places, columns: Places, values: Floats) -> Self:
        """A table of sums; cells may be named more than once."""
        size = shape[0] * shape[1]
        sums = np.bincount(rows * shape[1] + columns, values, minlength=size)
        return cls(sums.astype(np.float32).reshape(shape))

    def masses(self) -> Floats:
        """The sum of each column."""
        sums: Floats = self.cells.sum(axis=0)
        return sums

    def surprise(self, factors: Floats) -> Self:
        """Logarithm of one plus each cell times the factor of its row."""
        return type(self)(np.log1p(self.cells * factors[:, None]))

    def lent(self, groups: Places, own: Dense, share: float) -> Self:
        """With `share` of what the columns of each group hold together in `own`, spread as they
        hold it, added to each of them.  `groups` is the group of each column, -1 for none.
        """
        count = int(groups.max(initial=-1)) + 1
        if not count:
            return self
        is_in = (groups[None, :] == np.arange(count)[:, None]).astype(np.float32)
        together = own.cells @ is_in.T
        together *= share / np.maximum(together.sum(axis=0), 1e-9)
        return type(self)(self.cells + together @ is_in)

    def without_zeros(self) -> Sparse:
        """The same table, of which most cells are empty."""
        rows, columns = np.nonzero(self.cells)
        counts = np.bincount(rows, minlength=len(self.cells))
        return Sparse(
            np.concatenate(([0], np.cumsum(counts))),
            columns.astype(np.int32),
            self.cells[rows, columns],
            self.cells.shape[1],
        )

    def cells_of(self, rows: Places, column: int) -> Floats:
        """Some cells of a column."""
        held: Floats = self.cells[rows, column]
        return held

    def sums(self, asked: Vector) -> Floats:
        """The rows of a question's features, each times its worth, added up."""
        # einsum and not @: a product this small is no work worth waking other threads for.
        found: Floats = np.einsum("i,ij->j", asked.worth, self.cells[asked.numbers])
        return found


class Sparse(NamedTuple):
    """Only what is not empty is kept, row after row, each in the order of the columns."""

    starts: Places
    """Where each row begins; one more at the end."""
    columns: npt.NDArray[np.int32]
    values: Floats
    width: int

    def pack(self, name: str) -> dict[str, Array]:
        """All of it as arrays under this name."""
        return {f"{name}.{field}": np.asarray(one) for field, one in self._asdict().items()}

    @classmethod
    def unpack(cls, name: str, pack: Pack) -> Self:
        """Read back what `pack` wrote.  Raises KeyError when an array is missing."""
        starts, columns, values, width = (pack[f"{name}.{field}"] for field in cls._fields)
        return cls(starts, columns, values, int(width))

    @classmethod
    def add_up(cls, shape: tuple[int, int], rows: Places, columns: Places, values: Floats) -> Self:
        """A table of sums; cells may be named more than once."""
        cells, inverse = np.unique(rows * shape[1] + columns, return_inverse=True)
        sums = np.bincount(inverse, values, minlength=len(cells)).astype(np.float32)
        counts = np.bincount(cells // shape[1], minlength=shape[0])
        starts = np.concatenate(([0], np.cumsum(counts)))
        return cls(starts, (cells % shape[1]).astype(np.int32), sums, shape[1])

    def masses(self) -> Floats:
        """The sum of each column."""
        return np.bincount(self.columns, self.values, minlength=self.width).astype(np.float32)

    def squares(self) -> Floats:
        """The sum of squares of each column."""
        return self._replace(values=self.values**2).masses()

    def scaled(self, factors: Floats) -> Self:
        """Each column times its factor."""
        return self._replace(values=self.values * factors[self.columns])

    def weighed(self, factors: Floats) -> Self:
        """Each row times its factor."""
        return self._replace(values=self.values * np.repeat(factors, np.diff(self.starts)))

    def surprise(self, factors: Floats) -> Self:
        """Logarithm of one plus each cell times the factor of its row."""
        rows = np.repeat(factors, np.diff(self.starts))
        return self._replace(values=np.log1p(self.values * rows))

    def cells_of(self, rows: Places, column: int) -> Floats:
        """Some cells of a column."""
        held = np.zeros(len(rows), np.float32)
        for place, row in enumerate(rows):
            start, end = self.starts[row], self.starts[row + 1]
            cell = start + np.searchsorted(self.columns[start:end], column)
            if cell < end and self.columns[cell] == column:
                held[place] = self.values[cell]
        return held

    def sums(self, asked: Vector) -> Floats:
        """The rows of a question's features, each times its worth, added up."""
        starts = self.starts[asked.numbers]
        lengths = self.starts[asked.numbers + 1] - starts
        before = np.cumsum(lengths) - lengths
        cells = np.arange(int(lengths.sum())) + np.repeat(starts - before, lengths)
        worth = np.repeat(asked.worth, lengths) * self.values[cells]
        return np.bincount(self.columns[cells], worth, minlength=self.width).astype(np.float32)
