import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.normalize import MAX_LENGTH, STEPS, normalize


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("khuye\u0302\u0301n co\u0302ng", "khuyến công"),
        ("khuyến\u200bcông", "khuyến công"),
        ("hồ\u00a0sơ\ufeff", "hồ sơ"),
        ("ðăng ký Ðồng Nai", "đăng ký đồng nai"),
        ("CHO HỎI HỒ SƠ???", "cho hỏi hồ sơ"),
        ("𝐡𝐨̂̀ 𝐬𝐨̛", "hồ sơ"),
        ("cảm ơn 😀👍", "cảm ơn"),
    ],
)
def test_unicode_noise_disappears(typed: str, read: str) -> None:
    """What looks the same on the screen is the same afterwards."""
    assert normalize(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("hoá đơn thuỷ toà", "hóa đơn thủy tòa"),
        ("quý quỹ quà già", "quý quỹ quà già"),
        ("tòan hòang", "toàn hoàng"),
    ],
)
def test_tone_has_one_place(typed: str, read: str) -> None:
    """Old and new style of tone marks are one; `qu` and `gi` are onsets."""
    assert normalize(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("khônggg điii ạaaa ơii", "không đi ạ ơi"),
        ("cứu xoong giai đoạn III", "cứu xoong giai đoạn iii"),
    ],
)
def test_emphasis_is_squeezed(typed: str, read: str) -> None:
    """Letters held for emphasis are one letter; words that double a letter stay."""
    assert normalize(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("300tr, 50%", "300 tr 50 %"),
        ("1,2 tỷ; 17.331 triệu.", "1,2 tỷ 17.331 triệu"),
        ("co6ng QL51 15/9", "co6ng ql51 15 9"),
        ("k.c c/ty u.b.n.d p.Trảng Dài", "kc cty ubnd p trảng dài"),
    ],
)
def test_numbers_and_initials_stay_readable(typed: str, read: str) -> None:
    """Digits, `%` and separators inside numbers stay; dotted initials become one word."""
    assert normalize(typed) == read


@given(st.text())
def test_twice_is_once(text: str) -> None:
    """Normalizing again changes nothing, whatever Unicode comes in."""
    once = normalize(text)
    assert normalize(once) == once


@given(st.text(alphabet="aăđếo .,/%0123456789\u0301x", max_size=200))
def test_digits_are_never_lost(text: str) -> None:
    """All digits come out, in their order."""
    digits = [letter for letter in text if letter.isdigit()]
    assert [letter for letter in normalize(text) if letter.isdigit()] == digits


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấộữỹòùỷ ", max_size=80))
def test_the_short_way_is_no_other(text: str) -> None:
    """Small letters skip the steps that could not change them; the result is the same."""
    read = text
    for step in STEPS:
        read = step(read)
    assert normalize(text) == read


def test_pasted_article_is_cut() -> None:
    """A megabyte of text is read up to the bound."""
    assert len(normalize("khuyến công ạ " * 100_000)) <= MAX_LENGTH
    assert len(normalize("\ufdfa" * 1_000_000)) <= MAX_LENGTH
