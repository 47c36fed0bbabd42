from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bot.dialogue.conversation import Turn
    from tests.talk import Talk


def text_of(turn: Turn) -> str:
    return "\n".join(reply.text for reply in turn.replies)


def titles(turn: Turn) -> list[str]:
    return [button.title for button in turn.conversation.offered]


def begin(talk: Talk) -> Turn:
    """As far as the question for the telephone number."""
    talk.say("tôi muốn đăng ký xin hỗ trợ")
    talk.press("Đồng ý")
    return talk.say("An")


def test_a_form_from_consent_to_lead(talk: Talk) -> None:
    """Consent, four answers, a review, and the lead has what was said and agreed to."""
    talk.say("xin tien mua may moi")
    consent = talk.say("đăng ký xin hỗ trợ")
    assert "Trung tâm Thử nghiệm" in text_of(consent)
    assert "12 tháng" in text_of(consent)
    assert titles(consent) == ["Đồng ý", "Không đồng ý"]
    assert text_of(talk.press("Đồng ý")) == "Anh/chị tên gì ạ?"
    assert text_of(talk.say("chị An")) == "Số điện thoại của anh/chị?"
    assert text_of(talk.say("0912 345 678")) == "Cơ sở ở xã, phường nào ạ?"
    talk.say("Sông Trầu")
    review = talk.press("Mua máy")
    assert "- Tên: chị An" in text_of(review)
    assert "Sông Trầu (nay là Phường Trảng Bom)" in text_of(review)
    done = talk.press("Gửi phiếu")
    assert text_of(done) == "Em ghi nhận rồi ạ."
    [lead] = talk.leads
    assert (lead.name, lead.phone, lead.unit) == ("chị An", "+84912345678", "26248")
    assert lead.consent.version == "1"
    assert lead.consent.given_at == talk.now
    assert lead.entry == "machinery.overview"
    assert [detail.text for detail in lead.details] == ["Mua máy"]
    assert talk.conversation.form is None


def test_without_consent_nothing_is_asked(talk: Talk) -> None:
    """Whoever declines is asked nothing, and answers go on."""
    talk.say("tôi muốn đăng ký xin hỗ trợ")
    declined = talk.press("Không đồng ý")
    assert talk.conversation.form is None
    assert "không ghi lại" in text_of(declined)
    assert talk.say("mua may duoc ho tro bao nhieu tien").kind == "answer"


def test_silence_is_no_consent(talk: Talk) -> None:
    """Something else than yes or no repeats the question for consent."""
    talk.say("tôi muốn đăng ký xin hỗ trợ")
    repeated = talk.say("An, 0912345678")
    assert titles(repeated) == ["Đồng ý", "Không đồng ý"]
    assert talk.leads == []


@pytest.mark.parametrize("aside", ["giấy tờ mua máy cần gì vậy em", "An, 0912345678"])
def test_the_text_of_a_consent_is_sent_once(talk: Talk, aside: str) -> None:
    """It stands above; what was said aside is followed by the question alone."""
    talk.say("tôi muốn đăng ký xin hỗ trợ")
    asked = talk.say(aside)
    assert "12 tháng" not in text_of(asked)
    assert "như em đã nói ở trên" in asked.replies[-1].text
    assert titles(asked)[:2] == ["Đồng ý", "Không đồng ý"]
    talk.press("Đồng ý")
    assert talk.conversation.form is not None
    assert talk.conversation.form.step == "slot"


@pytest.mark.parametrize("wrong", ["091234567", "số của tôi", "0212", "12345678901234"])
def test_a_wrong_number_is_asked_again(talk: Talk, wrong: str) -> None:
    """A telephone number that cannot exist is not taken."""
    begin(talk)
    assert "chưa đúng" in text_of(talk.say(wrong))
    assert text_of(talk.say("+84 912 345 678")) == "Cơ sở ở xã, phường nào ạ?"


def test_a_question_in_the_middle_is_answered(talk: Talk) -> None:
    """The answer comes with its source, then the form asks its question again."""
    begin(talk)
    aside = talk.say("giấy tờ mua máy cần gì vậy em")
    assert aside.entry == "machinery.dossier"
    assert "Số điện thoại của anh/chị?" in aside.replies[-1].text
    assert text_of(talk.say("0912345678")) == "Cơ sở ở xã, phường nào ạ?"


def test_back_goes_to_the_question_before(talk: Talk) -> None:
    """*Quay lại* asks the last question again and its answer is replaced."""
    begin(talk)
    assert text_of(talk.say("quay lai")) == "Anh/chị tên gì ạ?"
    talk.say("Bình")
    talk.say("0912345678")
    talk.say("Giang Điền")
    assert "- Tên: Bình" in text_of(talk.say("bỏ qua"))


def test_back_at_the_first_question(talk: Talk) -> None:
    """There is nothing before the first question, and it says so."""
    talk.say("tôi muốn đăng ký xin hỗ trợ")
    talk.press("Đồng ý")
    turn = talk.say("quay lại")
    assert turn.replies[-1].text == "Anh/chị tên gì ạ?"
    assert len(turn.replies) == 2


@pytest.mark.parametrize("word", ["huỷ", "huy", "hủy", "thôi không đăng ký nữa"])
def test_cancel_forgets_everything(talk: Talk, word: str) -> None:
    """*Huỷ* leaves the form and nothing is sent."""
    begin(talk)
    assert "đã huỷ" in text_of(talk.say(word))
    assert talk.conversation.form is None
    assert talk.leads == []


def test_one_answer_is_corrected_in_the_review(talk: Talk) -> None:
    """*Sửa* asks which, then one question, then the review again."""
    begin(talk)
    talk.say("0912345678")
    talk.say("Giang Điền")
    talk.say("Việc khác")
    talk.press("Sửa")
    assert text_of(talk.press("Tên")) == "Anh/chị tên gì ạ?"
    review = talk.say("Chi")
    assert "- Tên: Chi" in text_of(review)
    talk.press("Gửi phiếu")
    assert talk.leads[0].name == "Chi"


def test_a_district_asks_which_unit(talk: Talk) -> None:
    """A former district became several units: they are offered, and a press decides."""
    begin(talk)
    talk.say("0912345678")
    asked = talk.say("huyện Trảng Bom")
    assert {"Phường Trảng Bom", "Xã Bình Minh"} <= set(titles(asked))
    talk.press("Xã Bình Minh")
    talk.say("bỏ qua")
    talk.press("Gửi phiếu")
    assert talk.leads[0].unit == "26278"


def test_an_unknown_place_is_taken_the_second_time(talk: Talk) -> None:
    """Nobody is locked out for a name we do not know; the lead goes to the officer on duty."""
    begin(talk)
    talk.say("0912345678")
    assert "chưa tìm thấy" in text_of(talk.say("xóm Gò Mít"))
    talk.say("xóm Gò Mít")
    talk.say("bỏ qua")
    talk.press("Gửi phiếu")
    assert (talk.leads[0].place, talk.leads[0].unit) == ("xóm Gò Mít", None)


def test_a_number_may_be_typed_for_a_button(talk: Talk) -> None:
    """Whoever cannot press types the number that stands before the button."""
    begin(talk)
    talk.say("0912345678")
    talk.say("Giang Điền")
    assert "- Cần gì: Việc khác" in text_of(talk.say("2"))


def test_a_required_answer_cannot_be_skipped(talk: Talk) -> None:
    """Without a number nobody can call back, and it says so."""
    begin(talk)
    assert "em cần" in text_of(talk.say("bỏ qua"))


def test_a_form_is_forgotten_after_a_day(talk: Talk) -> None:
    """Whoever writes a day later has something else in mind."""
    begin(talk)
    talk.wait(hours=25)
    assert talk.say("mua may duoc ho tro bao nhieu tien").entry == "machinery.amount"
    assert talk.conversation.form is None


def test_an_edited_consent_is_shown_again(talk: Talk) -> None:
    """Agreeing to a text that was replaced in the meantime agrees to nothing."""
    talk.say("tôi muốn đăng ký xin hỗ trợ")
    known = talk.understanding.knowledge
    newer = known.consents["callback"].model_copy(update={"version": "2"})
    talk.understanding = replace(
        talk.understanding, knowledge=replace(known, consents={"callback": newer})
    )
    assert titles(talk.say("đồng ý")) == ["Đồng ý", "Không đồng ý"]
    assert text_of(talk.say("đồng ý")) == "Anh/chị tên gì ạ?"
    state = talk.conversation.form
    assert state is not None
    assert state.consent is not None
    assert state.consent.version == "2"


def test_another_form_takes_the_place_of_the_first(talk: Talk) -> None:
    """Pressing another form's button leaves the one that was begun."""
    begin(talk)
    talk.say("Để cán bộ gọi lại", "form.callback")
    state = talk.conversation.form
    assert state is not None
    assert (state.form, state.step) == ("form.callback", "consent")


def test_the_menu_leaves_the_form(talk: Talk) -> None:
    """*Menu* is a way out."""
    begin(talk)
    assert talk.say("menu").kind == "menu"
    assert talk.conversation.form is None


@pytest.mark.parametrize(
    ("number", "kept"),
    [("1", "Xã Bình Minh"), ("2", "Xã Bình Minh (cũ), huyện Bù Đăng (nay là Xã Bom Bo)")],
)
def test_a_number_stands_for_the_place_on_its_button(talk: Talk, number: str, kept: str) -> None:
    """What is reviewed and kept is the name of the place, never the number that was typed."""
    begin(talk)
    talk.say("0912345678")
    assert titles(talk.say("Bình Minh"))[:2] == [
        "Xã Bình Minh (nay)",
        "Xã Bình Minh (cũ), huyện Bù Đăng",
    ]
    talk.say(number)
    review = talk.say("bỏ qua")
    assert f"- Nơi sản xuất: {kept}\n" in text_of(review)


def test_a_button_pressed_twice_answers_nothing(talk: Talk) -> None:
    """The second press of "Đồng ý" is not the name: the question is asked again."""
    talk.say("tôi muốn đăng ký xin hỗ trợ")
    talk.press("Đồng ý")
    assert text_of(talk.say("Đồng ý", "yes")) == "Anh/chị tên gì ạ?"
    assert text_of(talk.say("Phường Trảng Bom", "place.26248")) == "Anh/chị tên gì ạ?"
    assert text_of(talk.say("An")) == "Số điện thoại của anh/chị?"


def test_a_name_that_the_knowledge_could_answer_is_a_name(talk: Talk) -> None:
    """Facilities are called after what they make; a name is not put as a question."""
    talk.say("tôi muốn đăng ký xin hỗ trợ")
    talk.press("Đồng ý")
    assert text_of(talk.say("Cơ sở Hội Chợ Triển Lãm")) == "Số điện thoại của anh/chị?"


def test_an_answer_that_reads_like_a_question_is_taken_the_second_time(talk: Talk) -> None:
    """It is answered like a question once, and then believed."""
    talk.say("tôi muốn đăng ký xin hỗ trợ")
    talk.press("Đồng ý")
    assert talk.say("đi hội chợ triển lãm được gì").kind == "answer"
    assert text_of(talk.say("đi hội chợ triển lãm được gì")) == "Số điện thoại của anh/chị?"


def test_no_in_the_review_asks_what_to_correct(talk: Talk) -> None:
    """Whoever says that it is not right is asked what, and does not read it all again."""
    begin(talk)
    talk.say("0912345678")
    talk.say("Sông Trầu")
    talk.say("bỏ qua")
    assert titles(talk.say("không")) == ["Tên", "Số điện thoại", "Nơi sản xuất", "Cần gì"]


def test_a_form_goes_on_when_nothing_is_to_be_deleted(talk: Talk) -> None:
    """Whoever asks for deletion and thinks better of it has lost no answer."""
    begin(talk)
    talk.say("XOA")
    kept = talk.press("Giữ lại")
    assert kept.replies[-1].text == "Số điện thoại của anh/chị?"
    assert text_of(talk.say("0912345678")) == "Cơ sở ở xã, phường nào ạ?"


def test_an_answer_is_one_line(talk: Talk) -> None:
    """Nobody writes further lines into the review or into a collaborator's digest."""
    talk.say("tôi muốn đăng ký xin hỗ trợ")
    talk.press("Đồng ý")
    talk.say("An\n\n2. (phiếu 9) Bình")
    talk.say("0912345678")
    talk.say("Sông Trầu")
    assert "- Tên: An 2. (phiếu 9) Bình\n" in text_of(talk.say("bỏ qua"))


def test_a_place_may_be_told_in_two_steps(talk: Talk) -> None:
    """The name of a district after an ambiguous name still leads to a unit."""
    begin(talk)
    talk.say("0912345678")
    talk.say("Bình Minh")
    assert "Xã Bình Minh" in titles(talk.say("huyện Trảng Bom"))
    talk.press("Xã Bình Minh")
    talk.say("bỏ qua")
    talk.press("Gửi phiếu")
    assert talk.leads[0].unit == "26278"


def test_an_old_button_sends_nothing(talk: Talk) -> None:
    """*Đồng ý* pressed again at the review is not *Gửi phiếu*."""
    begin(talk)
    talk.say("0912345678")
    talk.say("Giang Điền")
    talk.say("bỏ qua")
    talk.say("Đồng ý", "step.agree")
    assert talk.leads == []
    talk.say("đồng ý")
    assert len(talk.leads) == 1


def test_a_lead_keeps_what_was_asked_before(talk: Talk) -> None:
    """The question that led to the form, or the words that began it."""
    talk.say("tôi muốn đăng ký xin hỗ trợ máy sấy")
    talk.press("Đồng ý")
    state = talk.conversation.form
    assert state is not None
    assert state.question == "tôi muốn đăng ký xin hỗ trợ máy sấy"


@pytest.mark.parametrize(
    "words",
    ["mà thôi ko cần gọi nữa", "thoi, dung lai", "đừng gọi nữa", "Không, xóa đi", "tôi đổi ý rồi"],
)
@pytest.mark.parametrize("answers", [0, 1, 2, 3, 4])
def test_a_form_is_taken_back_in_ones_own_words(talk: Talk, words: str, answers: int) -> None:
    """At consent, name, telephone, place and need: it is no answer to any of them."""
    talk.say("tôi muốn đăng ký xin hỗ trợ")
    for say in ("đồng ý", "An", "0912 345 678", "Sông Trầu")[:answers]:
        talk.say(say)
    talk.say(words)
    assert talk.conversation.form is None or talk.conversation.is_deleting
    assert not talk.leads


@pytest.mark.parametrize("words", ["tks ad", "cho tôi hỏi hồ sơ cần gì trước đã", "cảm ơn nha"])
def test_thanks_and_questions_are_nobodys_name(talk: Talk, words: str) -> None:
    talk.say("tôi muốn đăng ký xin hỗ trợ")
    talk.say("đồng ý")
    talk.say(words)
    state = talk.conversation.form
    assert state
    assert state.answers == ()


@pytest.mark.parametrize("name", ["Lò gạch Bảy Tiền", "chị Ơn", "Cơ sở Sao Mai"])
def test_odd_names_are_names(talk: Talk, name: str) -> None:
    talk.say("tôi muốn đăng ký xin hỗ trợ")
    talk.say("đồng ý")
    assert text_of(talk.say(name)) == "Số điện thoại của anh/chị?"


def test_to_erase_everything_is_heard_in_a_form(talk: Talk) -> None:
    begin(talk)
    asked = talk.say("tôi đổi ý, xin xoá hết thông tin của tôi")
    assert talk.conversation.is_deleting, text_of(asked)
