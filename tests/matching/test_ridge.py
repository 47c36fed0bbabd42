import numpy as np

from bot.matching.ridge import MOST, fit, kinship


def test_entries_of_one_topic_are_kin() -> None:
    """More than strangers, less than the entry itself."""
    kin = kinship(["a", "b", "c"], {"a": "fair", "b": "fair"}, {})
    assert kin[0, 0] == 1
    assert 0 < kin[0, 1] < 1
    assert kin[0, 2] == kin[2, 0] == 0


def test_own_phrasing_speaks_for_its_entry() -> None:
    """And a shared one for none in particular."""
    kernel = np.asarray([[1, 0.5], [0.5, 1]], dtype=np.float32)
    model = fit(kernel, np.eye(2, dtype=np.float32))
    scores = kernel @ model
    assert scores[0, 0] > scores[0, 1]
    assert scores[1, 1] > scores[1, 0]


def test_huge_knowledge_is_not_solved() -> None:
    """Beyond the bound the phrasings of an entry count alike, in a moment."""
    wanted = np.ones((MOST + 1, 1), dtype=np.float32)
    model = fit(np.zeros((0, 0), dtype=np.float32), wanted)
    assert np.allclose(model, 1 / (MOST + 1))
