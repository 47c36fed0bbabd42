"""Registering for an event: who comes in time is taken, who does not is told by how much."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.dialogue.conversation import Turn
from bot.dialogue.engine import respond
from bot.message import Message
from tests.dialogue.event_fair import FAIR, with_fair
from tests.talk import AN, Talk

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
OPENS = datetime(2030, 1, 2, 8, 0, tzinfo=ZONE)
CLOSES = datetime(2030, 1, 15, 16, 30, tzinfo=ZONE)
SECOND = timedelta(seconds=1)
ANSWERS = ("Bảy Tiền", "Mây tre Bảy Tiền", "giỏ mây", "0903123456", "xã Phú Túc")


def text(turn: Turn) -> str:
    return "\n".join(reply.text for reply in turn.replies)


def begin(talk: Talk) -> Turn:
    """Ask for the fair by its name and press *Đăng ký*."""
    talk.say("hội chợ mẫu")
    return talk.press("Đăng ký")


def fill_in(talk: Talk) -> None:
    """Up to the review."""
    talk.press("Đồng ý")
    for answer in ANSWERS:
        talk.say(answer)


def test_a_registration() -> None:
    """The lead says which event it is for, and the thank-you promises no place."""
    talk = Talk(with_fair(), now=CLOSES - timedelta(days=2))
    begin(talk)
    fill_in(talk)
    done = talk.press("Gửi phiếu")
    [lead] = talk.leads
    assert lead.entry == FAIR
    assert lead.title == "Đăng ký quan tâm hội chợ: Hội chợ mẫu năm 2030"
    assert "đã ghi nhận đăng ký “Hội chợ mẫu năm 2030”" in text(done)
    assert "chưa phải là kết quả xét chọn" in text(done)


@pytest.mark.parametrize(
    ("late", "told"),
    [
        (timedelta(0), "trễ 1 phút"),
        (timedelta(minutes=1), "trễ 1 phút"),
        (timedelta(hours=1, minutes=5), "trễ 1 giờ 5 phút"),
        (timedelta(hours=23), "trễ 23 giờ"),
    ],
)
def test_begun_before_the_close_and_sent_after_it(late: timedelta, told: str) -> None:
    """No lead; it says by how much, and offers to tell of the next one."""
    talk = Talk(with_fair(), now=CLOSES - timedelta(minutes=20))
    begin(talk)
    fill_in(talk)
    talk.now = CLOSES + late
    refused = talk.press("Gửi phiếu")
    assert talk.leads == []
    assert talk.conversation.form is None
    assert "16:30 ngày 15/01/2030" in text(refused)
    assert told in text(refused)
    assert "Báo tôi đợt sau" in [button.title for button in talk.conversation.offered]


def test_sent_in_the_last_second() -> None:
    talk = Talk(with_fair(), now=CLOSES - timedelta(minutes=20))
    begin(talk)
    fill_in(talk)
    talk.now = CLOSES - SECOND
    talk.press("Gửi phiếu")
    assert len(talk.leads) == 1


def test_it_counts_when_it_reached_us() -> None:
    """Sent in time, read after an outage: it is in time."""
    talk = Talk(with_fair(), now=CLOSES - timedelta(minutes=20))
    begin(talk)
    fill_in(talk)
    sent = Message(AN, "last", "Gửi phiếu", CLOSES - SECOND, "step.send")
    turn = respond(with_fair(), talk.conversation, sent, CLOSES + timedelta(hours=2))
    assert turn.lead is not None
    late = replace(sent, sent_at=CLOSES)
    assert respond(with_fair(), talk.conversation, late, CLOSES).lead is None


def test_the_close_is_noticed_at_every_step() -> None:
    """Nobody types five answers into a form that is closed."""
    talk = Talk(with_fair(), now=CLOSES - SECOND)
    begin(talk)
    talk.now = CLOSES
    assert "đã hết hạn đăng ký" in text(talk.press("Đồng ý"))


def test_before_it_opens() -> None:
    """There is no button; and an old one leads nowhere before the opening minute."""
    talk = Talk(with_fair(), now=OPENS - SECOND)
    talk.say("hội chợ mẫu")
    assert "Đăng ký" not in [button.title for button in talk.conversation.offered]
    refused = talk.say("Đăng ký", f"register.{FAIR}")
    assert "chưa nhận đăng ký: mở từ 08:00 ngày 02/01/2030, còn 1 phút" in text(refused)
    talk.now = OPENS
    assert talk.say("Đăng ký", f"register.{FAIR}").conversation.form is not None


def test_closed_offers_the_next_one() -> None:
    """After the close people can leave a number to be told of the next."""
    talk = Talk(with_fair(), now=CLOSES)
    said = talk.say("hội chợ mẫu còn hạn không")
    assert "đã hết hạn đăng ký, hạn là 16:30 ngày 15/01/2030" in text(said)
    talk.press("Báo tôi đợt sau")
    fill_in(talk)
    done = talk.press("Gửi phiếu")
    [lead] = talk.leads
    assert lead.question == "Báo tôi đợt sau: Hội chợ mẫu năm 2030"
    assert "chưa phải là đăng ký" in text(done)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("status: live", "status: cancelled"), "đã hủy"),
        (("status: live", "status: draft"), "chưa công bố ngày nhận đăng ký"),
        (("closes: 2030-01-15 16:30", "closes: 2030-01-12"), "đã hết hạn đăng ký"),
    ],
)
def test_an_edit_in_the_middle_of_a_form(change: tuple[str, str], told: str) -> None:
    """Cancelled, withdrawn or closed earlier while somebody fills in the form: no lead."""
    talk = Talk(with_fair(), now=datetime(2030, 1, 13, 9, 0, tzinfo=ZONE))
    begin(talk)
    fill_in(talk)
    talk.understanding = with_fair(change)
    assert told in text(talk.press("Gửi phiếu"))
    assert talk.leads == []


def test_an_extension_in_the_middle_of_a_form() -> None:
    """Extended before it was sent: it is in time, and the card tells the old close."""
    talk = Talk(with_fair(), now=CLOSES - timedelta(minutes=20))
    begin(talk)
    fill_in(talk)
    extended = ("# extended_from: 2030-01-10", "extended_from: 2030-01-15 16:30")
    talk.understanding = with_fair(extended, ("closes: 2030-01-15 16:30", "closes: 2030-01-20"))
    talk.now = CLOSES + timedelta(hours=2)
    talk.press("Gửi phiếu")
    assert len(talk.leads) == 1
    assert "Đã gia hạn: hạn cũ là 16:30 ngày 15/01/2030." in text(talk.say("hội chợ mẫu"))


def test_a_form_asks_for_which_event() -> None:
    """*Ghi tên đi hội chợ* while a fair is open: that fair, or the next one."""
    talk = Talk(with_fair(), now=CLOSES - timedelta(days=1))
    talk.say("ghi tên đi hội chợ")
    offered = [button.title for button in talk.conversation.offered]
    assert offered[:2] == ["Hội chợ mẫu năm 2030", "Báo tôi đợt sau"]
    assert talk.press("Hội chợ mẫu năm 2030").conversation.form is not None


def test_without_open_events_a_form_is_as_before() -> None:
    talk = Talk(with_fair(), now=CLOSES + timedelta(days=60))
    talk.say("ghi tên đi hội chợ")
    fill_in(talk)
    assert "Hiện chưa có lịch hội chợ nào" in text(talk.press("Gửi phiếu"))
    assert talk.leads[0].title == "Đăng ký quan tâm hội chợ"


def test_a_question_in_the_middle() -> None:
    """The event's own card is told aside and the form goes on."""
    talk = Talk(with_fair(), now=CLOSES - timedelta(days=1))
    begin(talk)
    aside = talk.say("Hội chợ mẫu năm 2030", FAIR)
    assert len(aside.replies) == 2
    assert aside.conversation.form is not None
