"""Reminders: once an occasion, in time, to whoever wants them and to nobody else."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from bot.bootstrap.answering import load_knowledge, shipped_knowledge
from bot.dialogue.conversation import Conversation
from bot.events.occasions import EVENING, MORNING
from bot.knowledge.event import Event
from bot.leads.lead import ConsentGiven
from bot.leads.subscription import Subscription
from bot.message import Address
from bot.services.forget import erase, stop_within
from bot.services.remind import Reach, always, lately, remind_when_due
from bot.storage.database import open_store
from bot.storage.memory import MemoryStore
from tests.fakes import AN, BINH, CHI

if TYPE_CHECKING:
    from pathlib import Path

    from bot.knowledge.snapshot import Knowledge
    from bot.ports import Delivery, Store, Transaction

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
START = datetime(2027, 1, 20, 9, 0, tzinfo=ZONE)
EVERYWHERE = Reach({"web": always, "telegram": always})
FAIR: dict[str, Any] = {
    "id": "mau",
    "title": "Hội chợ mẫu",
    "kind": "fair",
    "registration": {"opens": "2027-02-01 08:00", "closes": "2027-03-10 16:30"},
}


@lru_cache
def shipped() -> Knowledge:
    """The sentences."""
    return load_knowledge(shipped_knowledge()).knowledge


def fair(**fields: Any) -> Event:
    """The event with other fields."""
    return Event.model_validate(FAIR | fields)


def closing(closes: str, opens: str = "2027-02-01 08:00") -> Event:
    """The event with other dates."""
    return fair(registration={"opens": opens, "closes": closes})


def consent(at: datetime) -> ConsentGiven:
    return ConsentGiven("reminder", "1", "nhắc", at, "e1")


def subscribe(store: Store, who: Address = AN, about: str = "mau", at: datetime = START) -> None:
    """They agreed then."""
    with store.transaction() as kept:
        kept.subscriptions.add(Subscription(who, about, consent(at)))


def look(
    store: Store, at: datetime | str, *events: Event, reach: Reach = EVERYWHERE
) -> list[tuple[Address, str]]:
    """What is put into the outbox at that time: to whom, the news."""
    now = at if isinstance(at, datetime) else datetime.fromisoformat(at).replace(tzinfo=ZONE)
    events = events or (fair(),)
    knowledge = replace(shipped(), events={event.id: event for event in events})
    before = {row.id for row in outbox(store)}
    count = remind_when_due(store, knowledge, reach, now)
    new = [row for row in outbox(store) if row.id not in before]
    assert count == len(new)
    return [(row.address, row.reply.text.splitlines()[0]) for row in new]


def outbox(store: Store) -> list[Delivery]:
    with store.transaction() as kept:
        return list(kept.outbox.find())


OPENED = (AN, "🔔 “Hội chợ mẫu” đã mở đăng ký.")
CLOSES = (AN, "🔔 “Hội chợ mẫu” sắp hết hạn đăng ký.")
EXTENDED = (AN, "🔔 “Hội chợ mẫu” được gia hạn đăng ký.")
CANCELLED = (AN, "🔔 “Hội chợ mẫu” đã huỷ, không tổ chức.")


def test_the_whole_life_of_an_event(store: Store) -> None:
    """When it opens, seven days and one day before it closes; each once, and no minute earlier."""
    look(store, START)
    subscribe(store)
    told = {
        "2027-02-01 07:59": [],
        "2027-02-01 08:00": [OPENED],
        "2027-02-01 08:01": [],
        "2027-03-03 07:59": [],
        "2027-03-03 08:00": [CLOSES],
        "2027-03-09 07:59": [],
        "2027-03-09 08:00": [CLOSES],
        "2027-03-10 09:00": [],
        "2027-03-11 09:00": [],
    }
    assert {at: look(store, at) for at in told} == told


def test_what_a_reminder_says(store: Store) -> None:
    """Dates and not the days left: it may be read later.  How to stop, and what to do."""
    look(store, START)
    subscribe(store)
    look(store, "2027-03-03 08:00", fair(form="form.fair", place="Nhà văn hoá"))
    [row] = outbox(store)
    assert "Đăng ký: từ 08:00 ngày 01/02/2027 đến 16:30 ngày 10/03/2027" in row.reply.text
    assert "Địa điểm: Nhà văn hoá" in row.reply.text
    assert row.reply.text.endswith("gõ NGUNG NHAC.")
    assert [one.target for one in row.reply.buttons] == ["mau", "register.mau", "stop_reminders"]


def test_an_outage_over_several_occasions_tells_the_most_urgent(store: Store) -> None:
    """Three were missed: the last is told, the others are overtaken and never come."""
    look(store, START)
    subscribe(store)
    assert look(store, "2027-03-09 20:00") == [CLOSES]
    assert look(store, "2027-03-10 08:00") == []


def test_what_came_too_late_is_not_told(store: Store) -> None:
    """An outage over the close: nobody can do anything about it any more."""
    look(store, START)
    subscribe(store)
    assert look(store, "2027-03-10 16:30") == []


def test_nobody_is_told_what_they_knew_when_they_agreed(store: Store) -> None:
    """Five days before the close they saw that it closes soon; the day before is news."""
    look(store, START)
    subscribe(store, at=datetime(2027, 3, 5, 9, 0, tzinfo=ZONE))
    assert look(store, "2027-03-05 09:01") == []
    assert look(store, "2027-03-09 08:00") == [CLOSES]


def test_a_clock_that_is_set_back_tells_nothing_again(store: Store) -> None:
    """By a day, twice over the same moment."""
    look(store, START)
    subscribe(store)
    assert look(store, "2027-02-01 12:00") == [OPENED]
    assert look(store, "2027-01-31 12:00") == []
    assert look(store, "2027-02-01 12:00") == []


def test_at_night_nobody_is_woken(store: Store) -> None:
    """It is told in the morning."""
    night = closing("2027-03-10", opens="2027-02-01 22:00")
    look(store, START, night)
    subscribe(store)
    assert look(store, "2027-02-01 22:30", night) == []
    assert look(store, "2027-02-02 07:59", night) == []
    assert look(store, "2027-02-02 08:00", night) == [OPENED]


def test_a_date_that_was_moved_counts(store: Store) -> None:
    """What was due on the old one is gone; the extension is told, then the new close."""
    look(store, START)
    subscribe(store)
    assert look(store, "2027-03-03 08:00") == [CLOSES]
    later = closing("2027-03-20")
    assert look(store, "2027-03-08 10:00", later) == [EXTENDED]
    assert look(store, "2027-03-09 08:00", later) == []
    assert look(store, "2027-03-13 08:00", later) == [CLOSES]
    assert look(store, "2027-03-19 08:00", later) == [CLOSES]


def test_a_close_that_comes_nearer_is_told(store: Store) -> None:
    """No extension, but the week before it has begun already."""
    look(store, START)
    subscribe(store)
    assert look(store, "2027-02-01 09:00") == [OPENED]
    assert look(store, "2027-02-10 10:00", closing("2027-02-14")) == [CLOSES]


def test_a_cancelled_event_is_told_once_and_nothing_else_of_it(store: Store) -> None:
    """Its dates still stand in the file."""
    look(store, START)
    subscribe(store)
    cancelled = fair(status="cancelled")
    assert look(store, "2027-02-20 10:00", cancelled) == [CANCELLED]
    for at in ("2027-02-20 10:01", "2027-03-03 08:00", "2027-03-09 08:00"):
        assert look(store, at, cancelled) == []


def test_a_topic_covers_its_events_and_no_others(store: Store) -> None:
    """Whoever wants fairs hears of each fair once, also when they asked for that one as well."""
    course = fair(id="lop", title="Lớp mẫu", kind="workshop")
    look(store, START, fair(), course)
    subscribe(store, AN, "*fair")
    subscribe(store, AN, "mau")
    subscribe(store, BINH, "*course")
    told = look(store, "2027-02-01 08:00", fair(), course)
    assert told == [OPENED, (BINH, "🔔 “Lớp mẫu” đã mở đăng ký.")]


def test_an_event_that_is_written_late_is_told_late(store: Store) -> None:
    """It was open when it came into the knowledge: news to whoever waits for its kind."""
    subscribe(store, AN, "*fair")
    assert look(store, "2027-02-15 10:00") == [OPENED]


def test_drafts_and_events_of_the_past_are_not_told(store: Store) -> None:
    """Nor what needs no registration, nor dates that nobody knows."""
    subscribe(store, AN, "*fair")
    quiet = [
        fair(status="draft"),
        fair(id="b", held={"since": "2027-01-01"}),
        fair(id="c", registration={"needed": False}),
        fair(id="d", registration={}),
        fair(id="e", status="cancelled"),
    ]
    assert look(store, "2027-03-09 10:00", *quiet) == []


def test_whoever_stops_hears_nothing_more(store: Store) -> None:
    """Not even what is waiting to be sent; agreeing again repeats nothing."""
    look(store, START)
    subscribe(store)
    subscribe(store, BINH)
    assert len(look(store, "2027-02-01 08:00")) == 2
    with store.transaction() as kept:
        stop_within(kept, AN)
    assert [row.address for row in outbox(store)] == [BINH]
    assert look(store, "2027-03-03 08:00") == [(BINH, CLOSES[1])]
    subscribe(store, AN, at=datetime(2027, 3, 3, 9, 0, tzinfo=ZONE))
    assert look(store, "2027-03-03 09:01") == []


def test_whoever_is_erased_leaves_no_row(store: Store) -> None:
    """No wish, no consent, no note of what they were told."""
    look(store, START)
    subscribe(store)
    look(store, "2027-02-01 08:00")
    erase(store, AN, START)
    with store.transaction() as kept:
        assert kept.subscriptions.find() == []
        assert kept.reminders.told("mau") == set()
        assert kept.outbox.find() == []


def test_what_waits_is_overtaken_by_newer_news(store: Store) -> None:
    """A channel that was down for a week does not say first that it opens, then that it closes."""
    look(store, START)
    subscribe(store)
    look(store, "2027-03-03 08:00")
    assert look(store, "2027-03-05 09:00", fair(status="cancelled")) == [CANCELLED]
    assert len(outbox(store)) == 1


def test_a_closed_window_holds_what_is_due(store: Store) -> None:
    """Until it opens, while it is of use; others are told meanwhile."""
    look(store, START)
    subscribe(store, CHI)
    subscribe(store, AN)
    shut: set[Address] = {CHI}

    def window(_kept: Transaction, address: Address, _now: datetime) -> bool:
        return address not in shut

    reach = Reach({"web": always, "telegram": window})
    assert look(store, "2027-03-03 08:00", reach=reach) == [CLOSES]
    assert look(store, "2027-03-04 08:00", reach=reach) == []
    shut.clear()
    assert look(store, "2027-03-05 08:00", reach=reach) == [(CHI, CLOSES[1])]
    shut.add(CHI)
    assert look(store, "2027-03-09 08:00", reach=reach) == [CLOSES]
    shut.clear()
    assert look(store, "2027-03-10 16:31", reach=reach) == []


def test_a_window_counts_from_the_last_word(store: Store) -> None:
    """Held two days after it, told as soon as they write again; who never wrote is not told."""
    look(store, START)
    subscribe(store, CHI)
    subscribe(store, BINH)
    reach = Reach({"web": lately(timedelta(hours=47)), "telegram": lately(timedelta(hours=47))})
    heard(store, CHI, "2027-03-01 08:00")
    assert look(store, "2027-03-03 08:00", reach=reach) == []
    heard(store, CHI, "2027-03-03 09:00")
    assert look(store, "2027-03-03 09:01", reach=reach) == [(CHI, CLOSES[1])]


def heard(store: Store, who: Address, at: str) -> None:
    """They wrote then."""
    now = datetime.fromisoformat(at).replace(tzinfo=ZONE)
    with store.transaction() as kept:
        kept.conversations.save(Conversation(who, changed_at=now))


def test_a_channel_that_is_not_running_holds(store: Store) -> None:
    """So does an address that nothing reaches, until somebody writes from there."""
    look(store, START)
    subscribe(store, CHI)
    assert look(store, "2027-02-01 08:00", reach=Reach({"web": always})) == []
    with store.transaction() as kept:
        kept.unreachable.add(CHI, "chặn", START)
    assert look(store, "2027-02-01 08:00") == []
    with store.transaction() as kept:
        kept.unreachable.remove(CHI)
    assert look(store, "2027-02-01 08:00") == [(CHI, OPENED[1])]


def test_killed_before_the_commit_it_is_told_by_the_next_life(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The note that somebody was told and the reminder itself are one commit."""
    look(store, START)
    subscribe(store)
    subscribe(store, BINH)
    outboxes = []

    def dies(kept: Any, _address: Address, _now: datetime) -> bool:
        outboxes.append(len(kept.outbox.find()))
        if len(outboxes) > 1:
            raise KeyboardInterrupt
        return True

    with pytest.raises(KeyboardInterrupt):
        look(store, "2027-02-01 08:00", reach=Reach({"web": dies}))
    assert outboxes == [0, 1]
    assert outbox(store) == []
    assert len(look(store, "2027-02-01 08:00")) == 2


def test_two_processes_tell_once(tmp_path: Path) -> None:
    """Each with a database connection of its own, at the same instant."""
    url = f"sqlite:///{tmp_path}/bot.db"
    stores = [open_store(url, patience=20) for _ in range(2)]
    people = [Address("web", f"p{number}") for number in range(40)]
    for who in people:
        subscribe(stores[0], who)
    knowledge = replace(shipped(), events={"mau": fair()})
    moments = [START, *(START + timedelta(days=days) for days in (12, 42, 48))]

    def run(store: Store) -> int:
        return sum(remind_when_due(store, knowledge, EVERYWHERE, now) for now in moments)

    with ThreadPoolExecutor(4) as pool:
        told = sum(pool.map(run, stores * 2))
    with stores[0].transaction() as kept:
        noted = len(kept.reminders.told("mau"))
    assert told == noted == 3 * len(people)
    for store in stores:
        store.close()


class Year(RuleBasedStateMachine):
    """Clocks that jump, dates that are moved, people who come and go, windows that shut."""

    def __init__(self) -> None:
        super().__init__()
        self.store = MemoryStore()
        self.now = START
        self.event = fair()
        self.wanting: dict[Address, datetime] = {}
        self.shut: set[Address] = set()
        self.told: Counter[tuple[Address, str]] = Counter()
        self.reach = Reach({"web": self.may_write, "telegram": self.may_write})

    def may_write(self, _kept: Transaction, address: Address, _now: datetime) -> bool:
        return address not in self.shut

    @rule(hours=st.integers(-48, 240))
    def jump(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(
        opens=st.sampled_from(["2027-02-01 08:00", "2027-02-20", "unknown"]),
        closes=st.sampled_from(["2027-03-10 16:30", "2027-02-25", "2027-03-20 00:00", "unknown"]),
        status=st.sampled_from(["live", "live", "cancelled", "draft"]),
    )
    def edit(self, opens: str, closes: str, status: str) -> None:
        self.event = fair(registration={"opens": opens, "closes": closes}, status=status)

    @rule(who=st.sampled_from([AN, BINH, CHI]), about=st.sampled_from(["mau", "*fair"]))
    def wish(self, who: Address, about: str) -> None:
        subscribe(self.store, who, about, self.now)
        self.wanting[who] = min(self.now, self.wanting.get(who, self.now))

    @rule(who=st.sampled_from([AN, BINH, CHI]))
    def stop(self, who: Address) -> None:
        with self.store.transaction() as kept:
            stop_within(kept, who)
        self.wanting.pop(who, None)

    @rule(who=st.sampled_from([AN, BINH, CHI]))
    def turn_window(self, who: Address) -> None:
        self.shut ^= {who}

    @rule(times=st.integers(1, 3))
    def look(self, times: int) -> None:
        before = {row.id for row in outbox(self.store)}
        knowledge = replace(shipped(), events={"mau": self.event})
        for _ in range(times):
            remind_when_due(self.store, knowledge, self.reach, self.now)
        new = [row for row in outbox(self.store) if row.id not in before]
        assert len({row.address for row in new}) == len(new)  # one at a time to each
        for row in new:
            self.judge(row)

    def judge(self, row: Delivery) -> None:
        """In daytime, wanted, allowed, of the dates as they stand, and not before their time."""
        who, [_, _, kind, *_] = row.address, row.key.split(":")
        self.told[who, row.key] += 1
        assert MORNING <= self.now.time() < EVENING
        assert who in self.wanting
        assert who not in self.shut
        assert self.event.status == ("cancelled" if kind == "cancelled" else "live")
        opens, closes = self.event.registration.opens, self.event.registration.closes
        clock = self.now.replace(tzinfo=None)
        if kind == "opens":
            assert opens
            assert clock >= opens.start
        if kind.startswith("closes"):
            assert closes
            days = (closes.last_day.date() - clock.date()).days
            assert days <= int(kind[-1])
            assert days > 1 or kind == "closes-1"
        if closes and kind != "cancelled":
            assert clock < closes.end

    @invariant()
    def nobody_is_told_twice(self) -> None:
        assert all(count == 1 for count in self.told.values())

    def teardown(self) -> None:
        self.store.close()


def test_whatever_happens_nobody_is_told_twice_early_or_unasked() -> None:
    """Each occasion at most once for each person, not before its time, to nobody who stopped."""
    run_state_machine_as_test(
        Year,
        settings=settings(
            max_examples=60,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
