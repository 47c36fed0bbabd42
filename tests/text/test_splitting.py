from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.splitting import LIMIT, split, units

FAMILY = "👨‍👩‍👧‍👦"
FLAG = "🇻🇳"
NODDING = "👍🏽"


def test_what_fits_is_left_as_it_is() -> None:
    """Up to the last unit."""
    assert split("dạ") == ["dạ"]
    assert split("a" * LIMIT) == ["a" * LIMIT]


def test_an_emoji_counts_twice() -> None:
    """As Telegram counts."""
    assert (units("dạ"), units("👍")) == (2, 2)
    assert [len(part) for part in split("👍" * LIMIT)] == [LIMIT // 2, LIMIT // 2]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("một hai\n\nba bốn năm", ["một hai", "ba bốn năm"]),
        ("một hai ba\nbốn năm", ["một hai ba", "bốn năm"]),
        ("một hai ba bốn", ["một hai ba", "bốn"]),
        ("một haibabốnnămsáubảy", ["một", "haibabốnnăms", "áubảy"]),
        ("aaaaaaaaaaaa bbb", ["aaaaaaaaaaaa", "bbb"]),
    ],
)
def test_it_is_cut_where_it_hurts_least(text: str, parts: list[str]) -> None:
    """Between paragraphs, else lines, else words, else letters."""
    assert split(text, 12) == parts


@pytest.mark.parametrize("character", [FAMILY, FLAG, NODDING, "e\u0323\u0302", "1\ufe0f\u20e3"])
def test_what_people_see_as_one_character_stays_whole(character: str) -> None:
    """A family, a flag, a skin color, a letter with its marks."""
    for offset in range(6):
        parts = split("x" * offset + character * 30, 24)
        assert "".join(parts) == "x" * offset + character * 30
        assert all(part.lstrip("x").startswith(character) for part in parts)


@given(st.text(alphabet=st.sampled_from("aạ \n" + FAMILY + FLAG + NODDING)), st.integers(11, 40))
def test_nothing_but_white_space_is_lost(text: str, limit: int) -> None:
    """However long it is, and no part is too long or empty."""
    parts = split(text, limit)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(units(part) <= limit for part in parts)
    assert all(parts) or parts == [""]


def test_what_cannot_be_cut_well_is_cut_all_the_same() -> None:
    """A letter with a thousand marks is nobody's word."""
    text = "e" + "\u0302" * 50
    assert "".join(split(text, 12)) == text
