"""Events as administrators write them, and how a slip is told."""

# ruff: noqa: E501 - a message stands on one line, as people read it

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.bootstrap.answering import shipped_knowledge
from bot.errors import KnowledgeError
from bot.events.state import state_at
from bot.knowledge.assembly import Folder, assemble
from bot.knowledge.event import Registration
from bot.knowledge.loader import read_folder
from bot.knowledge.moment import Moment, read_moment
from bot.knowledge.snapshot import Knowledge

EXAMPLE = Path(__file__).parents[2] / "docs" / "su-kien-mau.yaml"
ENTRY = "entries:\n  - {id: fair.booth, title: Gian hàng, ask: [gian hàng], answer: Có.}\n"
EVENT = """\
events:
  - id: fair-2026
    title: Hội chợ thử
    kind: fair
"""


def read(more: str, event: str = EVENT) -> Knowledge:
    files = {"lich.yaml": (event + more).encode(), "muc.yaml": ENTRY.encode()}
    return assemble(Folder("k", files), lambda: read_folder(shipped_knowledge())).knowledge


def refused(more: str, event: str = EVENT) -> list[str]:
    with pytest.raises(KnowledgeError) as caught:
        read(more, event)
    return [str(mistake) for mistake in caught.value.mistakes]


def test_the_smallest_event() -> None:
    """Everything but its name may be unknown."""
    event = read("").events["fair-2026"]
    assert (event.status, event.registration.opens, event.held.last) == ("live", None, None)


def test_one_day_needs_one_date() -> None:
    """Without `until` an event ends when its day does; `unknown` is something else."""
    one = read("    held: {since: 2026-12-31}\n").events["fair-2026"].held
    assert one.last == one.since
    hour = read("    held: {since: 2026-12-31 08:00}\n").events["fair-2026"].held
    assert hour.last == one.last
    assert (
        read("    held: {since: 2026-12-31, until: unknown}\n").events["fair-2026"].held.last
        is None
    )


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (
            "    held: {since: 31/12/2026}\n",
            "lich.yaml:5:19: ngày giờ phải có trong lịch, viết năm-tháng-ngày, thêm giờ:phút nếu có, hoặc unknown; hãy viết: since: 2026-12-31",
        ),
        (
            '    registration: {closes: "5/1/2027 16h30"}\n',
            "lich.yaml:5:28: ngày giờ phải có trong lịch, viết năm-tháng-ngày, thêm giờ:phút nếu có, hoặc unknown; hãy viết: closes: 2027-01-05 16:30",
        ),
        (
            "    held: {since: 2026-02-30}\n",
            "lich.yaml:5:19: ngày giờ phải có trong lịch, viết năm-tháng-ngày, thêm giờ:phút nếu có, hoặc unknown; ví dụ: since: 2026-12-15 16:30",
        ),
        (
            "    registration: {opens: 2026-12}\n",
            'lich.yaml:5:27: "opens" cần đúng một ngày; chưa biết ngày thì hãy viết: opens: unknown, biết rồi thì ví dụ: opens: 2026-12-15',
        ),
        (
            "    registration: {opens: 2026-12-16, closes: 2026-12-15}\n",
            "lich.yaml:5:47: hạn đăng ký (closes) phải sau lúc mở đăng ký (opens); hãy sửa một trong hai",
        ),
        (
            "    registration: {closes: 2026-12-15, extended_from: 2026-12-15}\n",
            "lich.yaml:5:55: hạn cũ (extended_from) phải trước hạn mới (closes); hãy sửa một trong hai",
        ),
        (
            "    held: {since: 2026-12-16, until: 2026-12-15}\n",
            "lich.yaml:5:19: ngày bắt đầu (since) sau ngày kết thúc (until); hãy đổi chỗ hai ngày",
        ),
        (
            "    registration: {closes: 2026-12-17}\n    held: {since: 2026-12-16}\n",
            "lich.yaml:5:28: hạn đăng ký (closes) sau khi sự kiện đã kết thúc; hãy sửa closes hoặc held",
        ),
        (
            "    form: form.fear\n",
            'lich.yaml:5:11: không có biểu mẫu nào mang mã "form.fear"; hãy thêm vào hoặc xóa dòng này',
        ),
        (
            "    held: {from: 2026-12-16}\n",
            'lich.yaml:5:12: không có mục "from"; ở đây chỉ có: since, until',
        ),
    ],
)
def test_a_slip_is_told_with_its_place(more: str, told: str) -> None:
    assert refused(more) == [told]


def test_a_deadline_without_an_opening_is_pointed_out() -> None:
    """Nobody could register; whoever writes `unknown` knows that."""
    for opens, count in (("", 1), ("opens: unknown, ", 0), ("opens: 2026-12-01, ", 0)):
        more = f"    registration: {{{opens}closes: 2026-12-15}}\n"
        files = {"lich.yaml": (EVENT + more).encode(), "muc.yaml": ENTRY.encode()}
        loaded = assemble(Folder("k", files), lambda: read_folder(shipped_knowledge()))
        assert sum("chưa ghi ngày mở" in one.why for one in loaded.warnings) == count


def test_an_event_is_no_entry() -> None:
    """A button leads to one thing."""
    told = refused("", EVENT.replace("fair-2026", "fair.booth"))
    assert told == [
        'lich.yaml:2:9: mã "fair.booth" đã là mã của một mục, biểu mẫu hay lệnh; hãy viết: id: fair.booth-2027'
    ]


@given(st.dates().map(str), st.sampled_from(["", " 00:00", "T23:59"]))
def test_any_day_is_read_or_refused(day: str, time: str) -> None:
    """No day of any year breaks the reading, and what is read holds what was written."""
    try:
        moment = read_moment(day + time)
    except ValueError:
        assert not "1900" <= day[:4] < "2200"
        return
    assert isinstance(moment, Moment)
    assert str(moment.start)[:10] == day
    assert moment.start <= moment.end


def test_the_example_is_an_event_that_nobody_is_told_of() -> None:
    """What administrators copy is valid beside the shipped knowledge, and clearly no real event."""
    shipped = read_folder(shipped_knowledge())
    text = EXAMPLE.read_bytes()
    loaded = assemble(Folder(shipped.name, {**shipped.files, "mau.yaml": text}))
    assert loaded.warnings == assemble(shipped).warnings
    [example] = [one for one in loaded.knowledge.events.values() if one.status == "draft"]
    assert "mẫu" in example.title
    assert "KHÔNG PHẢI SỰ KIỆN THẬT" in text.decode().splitlines()[0]
    assert Registration.model_fields.keys() <= set(re.findall(r"\w+", text.decode()))


def test_nothing_shipped_is_still_to_come() -> None:
    """No invented date: every shipped event is over on the day the facts were gathered."""
    events = assemble(read_folder(shipped_knowledge())).knowledge.events.values()
    assert len(events) >= 8
    gathered = datetime(2026, 11, 23, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    for event in events:
        assert state_at(event, gathered) == "over", event.id
        assert event.sources, event.id
