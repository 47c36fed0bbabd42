import numpy as np
import pytest

from bot.matching.features import features
from bot.matching.index import Index

TEXTS = ["mua máy", "thuê máy", "hội chợ", "hội chợ hội chợ mua máy"]
DOCUMENTS = [features(text.split()) for text in TEXTS]


def test_kernel_is_what_asking_each_phrasing_gives() -> None:
    """The fast product of all pairs agrees with the one-by-one way."""
    index = Index(DOCUMENTS * 8)
    one_by_one = [index.similarities(document) for document in DOCUMENTS * 8]
    assert np.allclose(index.kernel(np.arange(32)), one_by_one, atol=1e-5)


def test_a_bundle_is_the_mean_of_its_phrasings() -> None:
    """What two phrasings say together is half of what each says alone."""
    index = Index(DOCUMENTS * 8)
    alone = index.kernel(np.arange(32))
    pairs = alone.reshape(16, 2, 16, 2).mean(axis=(1, 3))
    assert np.allclose(index.kernel(np.arange(32) // 2), pairs, atol=1e-5)


def test_same_text_is_one_and_strange_text_is_zero() -> None:
    """Cosines are in 0..1."""
    index = Index(DOCUMENTS)
    assert index.similarities(DOCUMENTS[0])[0] == pytest.approx(1, abs=1e-5)
    assert index.similarities(features(["xyz"])).max() == 0
    assert index.similarities({}).max() == 0


def test_unknown_words_lower_the_cosine() -> None:
    """What no phrasing holds counts against every phrasing."""
    index = Index(DOCUMENTS)
    more = index.similarities(features(["mua", "máy", "bay", "phản", "lực"]))
    assert more[0] < index.similarities(features(["mua", "máy"]))[0]
