from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.text.parts import parts


def test_a_short_question_has_no_parts() -> None:
    """What is one clause is read as a whole and nothing else."""
    assert parts("mua máy được hỗ trợ bao nhiêu") == ()


def test_the_clauses_of_an_introduction() -> None:
    """Each clause is long enough to ask something; numbers are not taken apart."""
    message = "Dạ, em làm bánh tráng ở Cẩm Mỹ, mua máy 1.500 triệu có được giúp không ạ?"
    assert parts(message)[:2] == (
        "em làm bánh tráng ở Cẩm Mỹ",
        "mua máy 1.500 triệu có được giúp không ạ",
    )


def test_without_punctuation_the_end_is_read() -> None:
    """The question comes last."""
    message = "toi o vinh cuu lam lo gach bi nhac vi khoi bui gio muon doi di cho khac co giup ko"
    assert parts(message)[0] == "khoi bui gio muon doi di cho khac co giup ko"


@given(st.text(max_size=300))
def test_a_part_is_made_of_what_was_typed(text: str) -> None:
    """No part holds a word that the message does not, and there are not too many."""
    words = set(text.replace(",", " ").split())
    for part in parts(text):
        assert all(any(word in whole for whole in words) or not words for word in part.split())
    assert len(parts(text)) <= len(text) // 4 + 2
