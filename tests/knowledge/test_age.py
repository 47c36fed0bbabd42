"""What has grown old is said in the answer and listed by the check."""

from __future__ import annotations

from datetime import date

import pytest

from bot.bootstrap.answering import shipped_knowledge
from bot.dialogue.answer import compose
from bot.knowledge.age import aged, citing
from bot.knowledge.assembly import Folder, assemble
from bot.knowledge.loader import read_folder
from bot.knowledge.snapshot import Knowledge

BASE = """\
documents:
  - {id: old, name: Quyết định 1, title: Cũ, basis: current, until: 2026-06-30, replaced_by: [new]}
  - {id: new, name: Quyết định 2, title: Mới, basis: current, in_force: 2026-07-01}
entries:
  - id: fair.booth
    title: Gian hàng
    ask: [gian hàng]
    answer: Có.
    owner: An
    sources: [{document: old}]
    REVIEW
events:
  - id: fair-2026
    title: Hội chợ
    kind: fair
    sources: [{document: old, at: Điều 1}]
    review_by: 2026-05-01
"""
OVERDUE = "review_by: 2026-05-01"


def knowledge(review: str = OVERDUE, base: str = BASE) -> Knowledge:
    files = {"a.yaml": base.replace("REVIEW", review.replace("\n", "\n    ")).encode()}
    return assemble(Folder("k", files), lambda: read_folder(shipped_knowledge())).knowledge


def said(known: Knowledge, day: date) -> str:
    return compose(known.entries["fair.booth"], known, day).text


@pytest.mark.parametrize(
    ("day", "is_old"),
    [(date(2026, 4, 30), False), (date(2026, 5, 1), False), (date(2026, 5, 2), True)],
)
def test_overdue_is_said_from_the_day_after(day: date, is_old: bool) -> None:
    """With the day that somebody last made sure of it, or since when it waits."""
    dated = knowledge(f"{OVERDUE}\nupdated: 2026-01-15")
    assert ("Thông tin cập nhật ngày 15/01/2026" in said(dated, day)) == is_old
    assert ("cần xem lại từ ngày 01/05/2026" in said(knowledge(), day)) == is_old


@pytest.mark.parametrize(
    ("day", "has_lapsed"), [(date(2026, 6, 30), False), (date(2026, 7, 1), True)]
)
def test_what_rests_on_a_lapsed_document_says_so(day: date, has_lapsed: bool) -> None:
    """On the first day without force, in every answer and in the check."""
    known = knowledge("review_by: 2027-01-01")
    assert ("Quyết định 1 nay đã hết hiệu lực" in said(known, day)) == has_lapsed
    lapsed = [one.id for one in aged(known, day) if "dẫn Quyết định 1" in one.why]
    assert lapsed == (["fair.booth", "fair-2026"] if has_lapsed else [])


def test_replaced_without_a_last_day() -> None:
    """A document is over when the one that replaces it comes into force."""
    known = knowledge(base=BASE.replace(" until: 2026-06-30,", ""))
    assert "hết hiệu lực" not in said(known, date(2026, 6, 30))
    assert "hết hiệu lực" in said(known, date(2026, 7, 1))


def test_the_check_points_at_the_line() -> None:
    """Owner, document, successor; and what is marked as history is no news."""
    known = knowledge()
    told = [str(one.warning) for one in aged(known, date(2026, 7, 1))]
    assert told[0].startswith('a.yaml:5:9: cảnh báo: mục "fair.booth" (người phụ trách: An)')
    assert told[1].startswith('a.yaml:10:15: cảnh báo: mục "fair.booth" dẫn Quyết định 1 (old)')
    assert "được thay bằng Quyết định 2" in told[1]
    marked = knowledge(base=BASE.replace("Cũ, basis: current", "Cũ, basis: history"))
    assert len(list(aged(marked, date(2026, 7, 1)))) == 2
    assert [one.place for one in citing(known, "old")] == ["a.yaml:10:15", "a.yaml:16:15"]
