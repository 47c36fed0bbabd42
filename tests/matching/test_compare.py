import pytest

from bot.matching.compare import accents_agree, likeness, write
from bot.matching.vocabulary import Vocabulary
from bot.text.phrases import split

TEXTS = ["mua máy móc", "mua hàng", "mua đất", "hồ sơ máy móc"]
KNOWN = Vocabulary([split(text) for text in TEXTS])


def compared(question: str, phrasing: str) -> float:
    return likeness(write(split(question), KNOWN, is_question=True), write(split(phrasing), KNOWN))


def test_missing_accents_are_neutral_and_other_accents_count() -> None:
    """Same, unaccented, other tone, other word."""
    assert accents_agree("máy", "máy") == accents_agree("may", "máy") == 1
    assert 1 > accents_agree("máy", "may") > accents_agree("mảy", "máy")
    assert 1 > accents_agree("mảy", "máy") > accents_agree("mây", "máy")


def test_same_words_are_alike_in_any_order() -> None:
    """Order is no part of it."""
    assert compared("móc máy mua", "mua máy móc") == pytest.approx(1)


def test_telling_words_weigh_most() -> None:
    """`mua` is everywhere, `máy` is not."""
    assert compared("máy", "mua máy móc") > compared("mua", "mua máy móc")


def test_slips_and_sounds_are_worth_less_than_the_word() -> None:
    """But more than nothing."""
    assert compared("đất", "mua đất") > compared("đâtt", "mua đất") > compared("gì", "mua đất")
