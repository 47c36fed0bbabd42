from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.talk import Talk


def test_an_answer_says_its_source(talk: Talk) -> None:
    """The text, then where it comes from and of which year."""
    turn = talk.say("xin tiền mua máy mới")
    assert turn.kind == "answer"
    assert turn.entry == "machinery.overview"
    text = turn.replies[0].text
    assert text.startswith("Cơ sở được xét hỗ trợ")
    assert text.endswith("Nguồn: Luật Thử (2024), Điều 4.")
    assert turn.sources == ("Luật Thử (2024), Điều 4",)


def test_an_amended_text_is_said_to_be_one(talk: Talk) -> None:
    """Whoever rests on an old text says which one, and what amended it."""
    text = talk.say("mức hỗ trợ máy móc tối đa").replies[0].text
    assert "bản chưa sửa của Nghị định Cũ" in text
    assert "Nghị định Sửa" in text


def test_a_plan_is_said_to_be_a_plan(talk: Talk) -> None:
    """A plan of 2022 is neither a result nor today's programme."""
    assert "kế hoạch năm 2022, không phải kết quả" in talk.say("đi hội chợ").replies[0].text


def test_a_draft_is_never_said(talk: Talk) -> None:
    """What waits for confirmation is named, not told, and a person is offered."""
    turn = talk.say("đăng ký nhãn hiệu được bao nhiêu")
    assert turn.entry == "trademark.amount"
    assert "chờ cán bộ" in turn.replies[0].text
    assert "Con số" not in turn.replies[0].text
    assert "person" in [button.target for button in turn.conversation.offered]


def test_what_has_expired_is_no_longer_said(talk: Talk) -> None:
    """After its last day the answer is withheld; on that day it is still given."""
    assert "hết hiệu lực từ sau ngày 31/10/2026" in talk.say("lớp khởi sự").replies[0].text
    talk.now = talk.now.replace(month=10, day=31, hour=23, minute=59)
    assert "Lớp mở" in talk.say("lớp khởi sự doanh nghiệp").replies[0].text


def test_somebody_elses_business_is_referred(talk: Talk) -> None:
    """A referral says so and is told apart from an answer."""
    assert talk.say("phân bón cho ruộng lúa").kind == "referral"


def test_a_foreign_question_is_not_guessed_at(talk: Talk) -> None:
    """Unknown is said to be unknown, a person is offered, and the question is kept."""
    turn = talk.say("giá vàng SJC sáng nay ra sao")
    assert turn.kind == "unknown"
    assert turn.missed == "giá vàng SJC sáng nay ra sao"
    assert [button.target for button in turn.conversation.offered] == ["person", "menu"]


def test_buttons_lead_to_what_people_ask_next(talk: Talk) -> None:
    """The next questions are offered, and pressing one answers it."""
    talk.say("xin tiền mua máy mới")
    assert talk.press("Giấy tờ mua máy").entry == "machinery.dossier"


def test_more_tells_the_details(talk: Talk) -> None:
    """*Xem thêm* is offered only where there is more."""
    talk.say("xin tiền mua máy mới")
    assert "nâng được năng suất" in talk.press("Xem thêm").replies[0].text


def test_the_subject_is_carried(talk: Talk) -> None:
    """A question without a subject is about what was talked about."""
    talk.say("may moc co duoc ho tro ko")
    assert talk.say("cần giấy tờ gì").entry == "machinery.dossier"
    assert talk.say("được bao nhiêu tiền?").entry == "machinery.amount"
    assert talk.say("con ho so thi sao").entry == "machinery.dossier"


def test_another_subject_keeps_the_aspect(talk: Talk) -> None:
    """After the papers for a machine, "what about the fair" asks for the fair's papers."""
    talk.say("giấy tờ mua máy cần gì")
    assert talk.say("còn hội chợ thì sao").entry == "fair.dossier"


def test_the_subject_is_forgotten_after_half_an_hour(talk: Talk) -> None:
    """Later "the papers" could be anybody's."""
    talk.say("may moc co duoc ho tro ko")
    talk.wait(minutes=31)
    talk.say("xin chào")
    assert talk.conversation.topic is None


def test_a_place_is_told_by_its_name_of_today(talk: Talk) -> None:
    """The old name is looked up; a name borne twice asks which one."""
    turn = talk.say("xã Sông Trầu giờ thuộc xã nào")
    assert "nay thuộc Phường Trảng Bom" in turn.replies[0].text
    talk.say("tên xã mới là gì")
    which = talk.say("Bình Minh")
    assert "nhiều nơi" in which.replies[0].text
    [label] = [one.title for one in which.conversation.offered if "Bù Đăng" in one.title]
    assert "Xã Bom Bo" in talk.press(label).replies[0].text


def test_without_a_place_it_asks_for_one(talk: Talk) -> None:
    """The entry's own answer asks for the name, and the bare name then counts."""
    assert "tên xã, huyện cũ" in talk.say("xã tôi giờ thuộc xã nào").replies[0].text
    assert "Phường Trảng Bom" in talk.say("Quảng Tiến").replies[0].text


def test_an_empty_setting_is_said_to_be_unknown(talk: Talk) -> None:
    """The Centre's telephone is not known, so none is made up."""
    assert "(chưa công bố)" in talk.say("gặp người thật").replies[0].text


def test_a_number_is_answered_with_the_name_of_the_place(talk: Talk) -> None:
    """A place chosen by its number is called by its name, not by the number."""
    talk.say("xã Bình Minh giờ là xã nào")
    assert "“2”" not in talk.say("2").replies[0].text
