import numpy as np
import pytest

from bot.matching.index import Vector
from bot.matching.weights import Dense, Sparse

ROWS, COLUMNS = np.array([0, 0, 1, 2, 0]), np.array([0, 1, 1, 2, 0])
VALUES = np.array([1, 2, 3, 4, 5], dtype=np.float32)
SHAPE = (3, 3)
ASKED = Vector(np.array([0, 2]), np.array([1, 2], dtype=np.float32))


@pytest.fixture(params=[Dense, Sparse])
def table(request: pytest.FixtureRequest) -> Dense | Sparse:
    made: Dense | Sparse = request.param.add_up(SHAPE, ROWS, COLUMNS, VALUES)
    return made


def test_cells_named_twice_are_added(table: Dense | Sparse) -> None:
    """In whichever way the table is kept."""
    assert table.masses().tolist() == [6, 5, 4]


def test_a_question_adds_up_its_rows(table: Dense | Sparse) -> None:
    """Each times its worth."""
    assert table.sums(ASKED).tolist() == [6, 2, 8]
    assert table.sums(Vector(np.zeros(0, np.int64), np.zeros(0, np.float32))).tolist() == [0, 0, 0]


def test_columns_are_scaled() -> None:
    """Each to the length of one, by its squares."""
    table = Sparse.add_up(SHAPE, ROWS, COLUMNS, VALUES)
    assert table.squares().tolist() == [36, 13, 16]
    scaled = table.scaled(np.array([2, 1, 0.5], dtype=np.float32))
    assert scaled.masses().tolist() == [12, 5, 2]


def test_rows_are_weighed() -> None:
    """Each times its factor."""
    table = Sparse.add_up(SHAPE, ROWS, COLUMNS, VALUES)
    assert table.weighed(np.array([2, 1, 0.5], dtype=np.float32)).masses().tolist() == [12, 7, 2]


def test_some_cells_of_a_column(table: Dense | Sparse) -> None:
    """In the order of the rows asked for, 0 where nothing is."""
    assert table.cells_of(np.array([2, 0, 1]), 0).tolist() == [0, 6, 0]
    assert table.cells_of(np.array([2, 0, 1]), 1).tolist() == [0, 2, 3]


def test_rows_surprise(table: Dense | Sparse) -> None:
    """`log(1 + cell * factor)`, a factor for each row."""
    surprised = table.surprise(np.array([1, 1, 2], dtype=np.float32))
    assert surprised.sums(ASKED)[2] == pytest.approx(2 * np.log(9), abs=1e-4)


def test_a_group_lends_to_its_columns() -> None:
    """What it holds together, brought to the same mass for every group."""
    table = Dense.add_up(SHAPE, ROWS, COLUMNS, VALUES)
    lent = table.lent(np.array([0, 0, -1]), table, 22.0)
    assert lent.cells[:, 2].tolist() == table.cells[:, 2].tolist()
    assert (lent.cells - table.cells)[:, 0].tolist() == pytest.approx([16, 6, 0], abs=1e-4)
    assert table.lent(np.array([-1, -1, -1]), table, 22.0) is table


def test_empty_cells_need_not_be_kept() -> None:
    """The same answers, and after reading back too."""
    dense = Dense.add_up(SHAPE, ROWS, COLUMNS, VALUES)
    kept = dense.without_zeros()
    assert len(kept.values) == 4
    for table in (kept, Sparse.unpack("some", kept.pack("some"))):
        assert table.sums(ASKED).tolist() == dense.sums(ASKED).tolist()
        assert table.masses().tolist() == dense.masses().tolist()
