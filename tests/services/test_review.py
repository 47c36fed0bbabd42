"""Owners are told once a week of what has grown old."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.bootstrap.answering import load_knowledge, shipped_knowledge
from bot.knowledge.age import Aged
from bot.leads.collaborator import Collaborator
from bot.message import Address
from bot.ports import Store
from bot.services.review import MOST, ask_for_review
from bot.services.summarize import Recipients

WORDING = load_knowledge(shipped_knowledge()).knowledge.digest
AN = Collaborator("ctv-01", "An", Address("email", "an@example.org"))
CHI = Collaborator("truc-ban", "Chi", Address("email", "chi@example.org"), is_on_duty=True)
ALL = Recipients((AN, CHI), {"email"})
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
OLD = Aged("fair.booth", "Gian hàng", "An", "đã quá hạn xem lại", "k/hoi-cho.yaml:3:9")
NOBODYS = replace(OLD, id="fair.cost", title="Chi phí", owner=None)
FOUND = (OLD, NOBODYS)


def told(store: Store) -> dict[str, str]:
    with store.transaction() as kept:
        return {row.address.chat: row.reply.text for row in kept.outbox.find()}


def test_the_owner_is_told_and_who_is_on_duty_of_the_rest(store: Store) -> None:
    """What to look at, why, and where it stands."""
    assert ask_for_review(store, ALL, WORDING, FOUND, MONDAY) == [AN, CHI]
    texts = told(store)
    assert "có 1 nội dung" in texts["an@example.org"]
    assert "- Gian hàng: đã quá hạn xem lại (k/hoi-cho.yaml:3:9)" in texts["an@example.org"]
    assert "Chi phí" in texts["chi@example.org"]


def test_once_a_week(store: Store) -> None:
    """However often it is looked, until Sunday night; then again on Monday, over New Year too."""
    sunday = MONDAY + timedelta(days=6, hours=14, minutes=59)
    for now in (MONDAY, MONDAY + timedelta(minutes=1), sunday):
        ask_for_review(store, ALL, WORDING, FOUND, now)
    with store.transaction() as kept:
        assert len(kept.outbox.find()) == 2
    assert len(ask_for_review(store, ALL, WORDING, FOUND, sunday + timedelta(minutes=1))) == 2
    new_year = datetime(2026, 12, 31, 9, 0, tzinfo=MONDAY.tzinfo)
    assert len(ask_for_review(store, ALL, WORDING, FOUND, new_year)) == 2
    assert ask_for_review(store, ALL, WORDING, FOUND, new_year + timedelta(days=1)) == []


def test_nobody_is_told_of_nothing(store: Store) -> None:
    assert ask_for_review(store, ALL, WORDING, (), MONDAY) == []
    assert told(store) == {}


def test_who_cannot_be_reached_is_told_when_they_can(store: Store) -> None:
    """No address, or no such channel: the week is not used up."""
    nowhere = Recipients((replace(AN, address=None), CHI), ())
    assert ask_for_review(store, nowhere, WORDING, FOUND, MONDAY) == []
    assert ask_for_review(store, ALL, WORDING, FOUND, MONDAY) == [AN, CHI]


def test_a_long_list_is_cut(store: Store) -> None:
    """The count is of all of it."""
    many = [replace(OLD, title=f"Mục {number}") for number in range(MOST + 5)]
    ask_for_review(store, ALL, WORDING, many, MONDAY)
    text = told(store)["an@example.org"]
    assert f"có {MOST + 5} nội dung" in text
    assert text.count("\n- ") == MOST
