"""Lists of events, and what is said of one, on different days."""

# ruff: noqa: E501 - a sentence stands on one line, as people read it

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.dialogue.conversation import Turn
from tests.dialogue.event_fair import FAIR, with_fair
from tests.talk import Talk

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def on(day: str) -> Talk:
    return Talk(with_fair(), now=datetime.fromisoformat(day).replace(tzinfo=ZONE))


def text(turn: Turn) -> str:
    return "\n".join(reply.text for reply in turn.replies)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2029-12-31T23:59", "chưa mở đăng ký, mở từ 08:00 ngày 02/01/2030 (còn 2 ngày)"),
        ("2030-01-02T07:30", "chưa mở đăng ký, mở từ 08:00 ngày 02/01/2030 (còn 30 phút)"),
        ("2030-01-02T08:00", "đang nhận đăng ký đến 16:30 ngày 15/01/2030 (còn 13 ngày, trong đó 9 ngày làm việc)"),
        ("2030-01-08T00:00", "sắp hết hạn, nhận đăng ký đến 16:30 ngày 15/01/2030 (còn 7 ngày, trong đó 5 ngày làm việc)"),
        ("2030-01-15T16:29", "hôm nay là ngày cuối, nhận đăng ký đến 16:30 ngày 15/01/2030"),
        ("2030-01-15T16:30", "đã hết hạn đăng ký, hạn là 16:30 ngày 15/01/2030"),
        ("2030-02-20T00:00", "đang diễn ra"),
        ("2030-02-25T23:59", "đang diễn ra"),
        ("2030-02-26T00:00", "đã diễn ra"),
    ],
)  # fmt: skip
def test_the_answer_follows_the_state(day: str, state: str) -> None:
    """Computed when asked, to the minute; the first line says it."""
    said = on(day).say("hội chợ mẫu")
    assert said.entry == FAIR
    assert text(said).splitlines()[0] == f"Hội chợ mẫu năm 2030: {state}."


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("sắp tới có gì", "calendar.ahead"),
        ("sap toi co gi vay ad", "calendar.ahead"),
        ("tháng 2 có gì", "calendar.ahead"),
        ("quy 1 co su kien gi ko", "calendar.ahead"),
        ("có gì ở Long Khánh", "calendar.ahead"),
        ("co gi o long khanh ko", "calendar.ahead"),
        ("hội chợ tháng 2", "fair.schedule"),
        ("thang 2 co hoi cho nao ko", "fair.schedule"),
        ("sắp tới có hội chợ nào", "fair.schedule"),
        ("hội chợ ở Long Khánh", "fair.schedule"),
        ("còn hạn gì không", "calendar.open"),
        ("/han", "calendar.open"),
        ("/hoicho", "fair.schedule"),
        ("đăng ký gian hàng hội chợ thế nào", "fair.steps"),
        ("hội chợ đầu năm sau", "fair.schedule"),
    ],
)
def test_the_fair_is_listed(question: str, entry: str) -> None:
    """By time, by place, by what is open; each list is an entry of the knowledge."""
    said = on("2029-12-20" if "năm sau" in question else "2030-01-05").say(question)
    assert (said.kind, said.entry) == ("answer", entry)
    assert "- Hội chợ mẫu năm 2030: " in text(said)
    assert "Hội chợ mẫu năm 2030" in [button.title for button in said.conversation.offered]


@pytest.mark.parametrize("question", ["hội chợ tháng 3", "tháng 3 có gì", "có gì ở Biên Hòa"])
def test_nothing_then_or_there(question: str) -> None:
    """It says so, and tells what there is instead."""
    said = text(on("2030-01-05").say(question))
    assert "chưa có sự kiện nào" in said
    assert "- Hội chợ mẫu năm 2030: " in said


def test_a_lunar_month_is_not_guessed() -> None:
    said = text(on("2030-01-05").say("tháng chạp có gì"))
    assert said.startswith("Em chỉ tra được theo ngày dương lịch")


def test_with_nothing_ahead_the_entry_speaks() -> None:
    """What administrators wrote for that case."""
    said = on("2031-01-01").say("hội chợ tháng 2")
    assert said.entry == "fair.schedule"
    assert text(said).startswith("Hiện em chưa có lịch hội chợ")


def test_the_plan_of_2022_is_no_result() -> None:
    """Past and planned: quotas are told, with the caveat; nothing is said to have taken place."""
    talk = on("2026-11-24")
    said = text(talk.say("sự kiện năm 2022"))
    assert "thời gian dự kiến đã qua, em không có thông tin về kết quả" in said
    assert "đã diễn ra" not in said
    assert "đây là kế hoạch năm 2022, không phải kết quả" in said
    card = text(talk.say("", "event.contest-provincial-2022"))
    assert "Số lượng: 20 sản phẩm." in card
    assert "Thời gian tổ chức: năm 2022." in card
    assert "Địa điểm: chưa công bố." in card


def test_follow_ups() -> None:
    """After a list another month, after a card its deadline, its place, its working days."""
    talk = on("2030-01-05")
    talk.say("hội chợ tháng 3")
    assert "Lịch tháng 2/2030 em có:" in text(talk.say("thế tháng 2 thì sao"))
    talk.say("hội chợ mẫu")
    for question in ("còn hạn không", "o dau vay", "chung nao het han"):
        assert talk.say(question).entry == FAIR, question
    days = talk.say("còn mấy ngày làm việc")
    assert "đến 16:30 ngày 15/01/2030 còn 10 ngày, trong đó 7 ngày làm việc" in text(days)
    assert talk.say("cần giấy tờ gì").entry == "fair.dossier"


@pytest.mark.parametrize(
    "question",
    [
        "hội chợ năm 2022 thuê bao nhiêu gian hàng",
        "ở Long Khánh có được hỗ trợ không",
        "đi hội chợ được hỗ trợ bao nhiêu",
        "khuyến công tháng 12 chi bao nhiêu",
        "mua máy cuối năm có kịp không",
    ],
)
def test_ordinary_questions_are_not_taken(question: str) -> None:
    """A month or a place beside something else that is asked makes no list."""
    assert not (on("2030-01-05").say(question).entry or "").startswith("calendar.")
