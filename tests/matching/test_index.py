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


def test_runs_weigh_less_than_words() -> None:
    """Each kind of features has a length of its own, however many there are."""
    asked = INDEX.vector(["hội", "chợ", "mua", "máy"])
    squares = {True: 0.0, False: 0.0}
    for number, worth in zip(asked.numbers, asked.worth, strict=True):
        squares[INDEX.features[number].endswith(("+", "|"))] += float(worth) ** 2
    assert squares[True] == pytest.approx(1, abs=1e-5)
    assert squares[False] == pytest.approx(0.49, abs=1e-5)


def test_typed_accents_tell_lookalikes_apart() -> None:
    """`mấy` is nearer to itself than to `máy`; without accents it may be either."""
    index = Index.learn([["mấy", "giờ"], ["máy", "giờ"]])
    places = np.arange(2)
    typed, plain = (index.cosines(index.vector([word, "giờ"]), places) for word in ("mấy", "may"))
    assert typed[0] > typed[1]
    assert plain[0] == pytest.approx(plain[1], abs=1e-5)


def test_of_many_phrasings_a_pair_that_only_one_has_is_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its words stay, so does what several have; phrasings are still kept as they are asked."""
    monkeypatch.setattr("bot.matching.index.MANY", 3)
    lean = Index.learn(DOCUMENTS)
    gone = set(INDEX.features) - set(lean.features)
    assert gone == {"thue+may+", "cho+mua+"}
    rows, columns, worth = lean.rows()
    for place, document in enumerate(DOCUMENTS):
        asked = lean.vector(document)
        is_here = rows == place
        assert columns[is_here].tolist() == asked.numbers.tolist()
        assert worth[is_here].tolist() == pytest.approx(asked.worth.tolist(), abs=1e-5)
