from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.talk import Talk


@pytest.mark.parametrize("hello", ["xin chào", "alo", "Chào bạn!", "hello", "ad ơi"])
def test_a_greeting_says_who_is_speaking(talk: Talk, hello: str) -> None:
    """The first thing people learn is that this is an automatic assistant, and whose."""
    turn = talk.say(hello)
    assert turn.kind == "greeting"
    assert "trợ lý tự động của Trung tâm Thử nghiệm" in turn.replies[0].text
    assert turn.conversation.offered[0].title == "Máy móc"


@pytest.mark.parametrize("words", ["gặp người thật", "cho toi gap can bo", "gọi lại cho tôi"])
def test_a_person_is_one_message_away(talk: Talk, words: str) -> None:
    """Asking for a human being starts the form that asks only how to call back."""
    turn = talk.say(words)
    assert turn.entry == "form.callback"
    assert talk.conversation.form is not None


def test_thanks_is_answered_kindly(talk: Talk) -> None:
    """Thanks is no question."""
    turn = talk.say("cảm ơn em nhiều nha")
    assert turn.missed is None
    assert "Dạ" in turn.replies[0].text


def test_the_menu_is_the_administrators(talk: Talk) -> None:
    """The menu's buttons lead where the knowledge says."""
    assert talk.say("menu").kind == "menu"
    assert talk.press("Máy móc").entry == "machinery.overview"


def test_what_is_kept_is_shown(talk: Talk) -> None:
    """Somebody sees their own leads and nothing when there are none."""
    assert "không lưu phiếu nào" in talk.say("xem dữ liệu của tôi").replies[0].text
    talk.say("gặp cán bộ")
    talk.press("Đồng ý")
    talk.say("An")
    talk.say("0912345678")
    talk.press("Gửi phiếu")
    assert "An; 0912 345 678" in talk.say("DU LIEU").replies[0].text


def test_everything_is_deleted_after_asking_once_more(talk: Talk) -> None:
    """XOA asks first; only a yes deletes."""
    assert not talk.say("XOA").erases
    assert not talk.press("Giữ lại").erases
    talk.say("xoá hết thông tin của tôi")
    assert talk.press("Xoá hết").erases


def test_another_message_is_no_confirmation(talk: Talk) -> None:
    """A yes to something else, later, deletes nothing."""
    talk.say("XOA")
    talk.say("xin chào")
    assert not talk.say("đồng ý").erases


def test_an_identity_number_is_refused(talk: Talk) -> None:
    """Numbers that were masked on arrival are answered with a warning."""
    assert "đừng gửi số căn cước" in talk.say("cccd của em ▇▇▇▇").replies[0].text


@pytest.mark.parametrize(("text", "answer"), [("", "chưa xem được hình"), ("a" * 2001, "dài quá")])
def test_what_cannot_be_read_is_said_so(talk: Talk, text: str, answer: str) -> None:
    """Stickers and novels get a kind answer."""
    assert answer in talk.say(text).replies[0].text


@pytest.mark.parametrize("word", ["quay lại", "huỷ", "bỏ qua"])
def test_leaving_nothing_is_harmless(talk: Talk, word: str) -> None:
    """Words of forms outside a form do nothing."""
    assert "không có phiếu" in talk.say(word).replies[0].text


def test_a_button_of_an_older_knowledge_is_read_as_its_words(talk: Talk) -> None:
    """A press that leads nowhere any more still says something."""
    assert talk.say("Mức hỗ trợ máy móc", "machinery.gone").entry == "machinery.amount"


def test_whoever_leaves_a_number_is_asked_for_consent(talk: Talk) -> None:
    """The invitation is taken at its word, and the number is no missed question."""
    talk.say("thời tiết hôm nay thế nào")
    invited = talk.say("0912 345 678")
    assert invited.missed is None
    assert [button.title for button in invited.replies[-1].buttons] == ["Đồng ý", "Không đồng ý"]
    assert talk.conversation.question == "thời tiết hôm nay thế nào"


def test_yes_takes_the_call_that_was_offered(talk: Talk) -> None:
    """After "leave your number" a yes begins the form, consent first."""
    talk.say("giá vàng SJC sáng nay ra sao")
    assert talk.say("dạ").entry == "form.callback"


def test_a_number_without_a_button_is_no_question(talk: Talk) -> None:
    """A stray number gets the menu, not some entry with that number in it."""
    assert talk.say("7").kind == "menu"


def test_an_old_button_deletes_nothing(talk: Talk) -> None:
    """*Đồng ý* of a form that is still on the screen is no yes to the deletion."""
    talk.say("gặp cán bộ")
    talk.say("XOA")
    assert not talk.say("Đồng ý", "step.agree").erases


def test_courtesy_alone_is_answered_with_courtesy(talk: Talk) -> None:
    """A call is greeted, thanks are taken; after a mere *vậy ạ* it is asked what else there is."""
    assert talk.say("alo anh ơi ạ").kind == "greeting"
    assert talk.say("dạ vậy ạ").kind == "menu"
    assert "không có chi" in talk.say("tks ad nha").replies[0].text
