import numpy as np
import pytest

from bot.matching.index import Index

DOCUMENTS = [text.split() for text in ("mua máy", "thuê máy", "hội chợ", "hội chợ mua máy")]
INDEX = Index.learn(DOCUMENTS)
EVERYWHERE = np.arange(len(DOCUMENTS))


def test_same_text_is_one_and_strange_text_is_zero() -> None:
    """Cosines are in 0..1."""
    cosines = INDEX.cosines(INDEX.vector(["mua", "máy"]), EVERYWHERE)
    assert cosines[0] == pytest.approx(1, abs=1e-5)
    assert cosines[0] > cosines[3] > cosines[1] > cosines[2]
    assert INDEX.cosines(INDEX.vector(["xyz"]), EVERYWHERE).max() == 0
    assert INDEX.cosines(INDEX.vector([]), EVERYWHERE).max() == 0


def test_only_the_places_asked_for_are_compared() -> None:
    """In their order."""
    asked = INDEX.vector(["hội", "chợ"])
    assert INDEX.cosines(asked, np.array([2, 0])).tolist() == pytest.approx([1, 0], abs=1e-5)


def test_a_phrasing_is_kept_as_it_is_asked() -> None:
    """The row of a phrasing is the vector that the same words make as a question."""
    rows, columns, worth = INDEX.rows()
    for place, document in enumerate(DOCUMENTS):
        asked = INDEX.vector(document)
        is_here = rows == place
        assert columns[is_here].tolist() == asked.numbers.tolist()
        assert worth[is_here].tolist() == pytest.approx(asked.worth.tolist(), abs=1e-5)


def test_runs_and_words_weigh_the_same() -> None:
    """Each kind of features has length 1, however many there are."""
    worth = INDEX.vector(["hội", "chợ", "mua", "máy"]).worth
    assert float(worth @ worth) == pytest.approx(2, abs=1e-5)
