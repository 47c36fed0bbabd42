from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.talk import Talk

ARTICLE = "Ngày 12 tháng 5, lãnh đạo tỉnh đã đến thăm nhiều cơ sở sản xuất trên địa bàn. " * 8


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("👍", "bằng chữ"),
        ("??? !!!", "bằng chữ"),
        ("k", "thêm vài chữ"),
        ("hhhhh", "thêm vài chữ"),
        ("How much money can I get?", "chỉ đọc được tiếng Việt"),
        ("今天天气很好", "chỉ đọc được tiếng Việt"),
        ("đồ ngu", "em xin lỗi"),
        ("con bot này ngu quá", "em xin lỗi"),
        (ARTICLE, "chưa thấy câu hỏi"),
    ],
)
def test_what_asks_nothing_gets_a_kind_sentence(talk: Talk, said: str, answered: str) -> None:
    """It is short, guesses nothing and offers a person."""
    turn = talk.say(said)
    assert turn.kind == "unknown"
    assert answered in turn.replies[0].text
    assert "person" in [button.target for button in turn.conversation.offered]


@pytest.mark.parametrize(
    "said",
    [
        "đm máy móc được bao nhiêu tiền",
        "hoox trowj mua mays mosc thieets bij",
    ],
)
def test_a_question_is_heard_all_the_same(talk: Talk, said: str) -> None:
    """However angry and however oddly it is typed."""
    assert talk.say(said).entry in {"machinery.amount", "machinery.overview"}


def test_a_long_story_of_ones_own_is_no_article(talk: Talk) -> None:
    """Whoever says *em* asks for something, if only at the end."""
    story = f"{ARTICLE} Nhà em ở đó, em muốn hỏi mức hỗ trợ máy móc tối đa"
    assert "chưa thấy câu hỏi" not in talk.say(story).replies[0].text


def test_an_angry_question_without_answer_is_soothed(talk: Talk) -> None:
    """Not knowing makes it worse, so a person is offered with an excuse."""
    assert "em xin lỗi" in talk.say("giá vàng hôm nay bao nhiêu hả đồ ngu").replies[0].text


def test_a_foreign_question_is_kept_as_missed(talk: Talk) -> None:
    """Administrators learn that people ask in English."""
    asked = "do you support my company"
    assert talk.say(asked).missed == asked
    assert talk.say("👍").missed is None


def test_a_letter_may_answer_a_form(talk: Talk) -> None:
    """Inside a form nothing is taken for noise."""
    talk.say("để lại số điện thoại cho cán bộ gọi")
    talk.press("Đồng ý")
    talk.say("Ý")
    assert talk.conversation.form is not None
    assert talk.conversation.form.slot == 1
