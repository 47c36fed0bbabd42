"""Calendars as other programs read them: parsed back, never compared as text."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from bot.events.edition import edition_of
from bot.knowledge.event import Event
from bot.services.pace import Rate
from bot.services.publish import publish
from bot.storage.memory import MemoryStore
from bot.web.calendar import CalendarDoors, Calendars
from bot.web.ics import CalendarWording, calendar_of
from bot.web.limits import Limits
from bot.web.refusals import explain

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
WORDING = CalendarWording("Lịch mẫu", "Mở đăng ký: {title}", "Hạn đăng ký: {title}")
WORDS = st.characters(exclude_categories=["C", "Zl", "Zp"])
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=ZONE)


def event(id: str = "mau", **fields: Any) -> Event:  # noqa: A002 - as it is written in YAML
    """An event with these fields."""
    return Event.model_validate({"id": id, "title": "Hội chợ mẫu", "kind": "fair"} | fields)


FAIR = event(
    registration={"opens": "2027-02-01", "closes": "2027-03-10 16:30"},
    held={"since": "2027-04-02", "until": "2027-04-05"},
    place="Nhà văn hoá, phường mẫu; khu A",
    about="Mang theo mẫu.\nKhông thu phí.",
)


def parsed(text: bytes) -> Any:
    """As another program reads it."""
    return Calendar.from_ical(text)


def drawn(*events: Event) -> dict[str, Any]:
    """The entries of a calendar that was written and read back, by UID."""
    told = [(one, edition_of(one, None, NOW)) for one in events]
    made = calendar_of(WORDING, told, ZONE, lambda key: f"https://bot.example.org/?muc={key}")
    return {str(one["uid"]): one for one in parsed(made.to_ical()).events}


def test_an_event_has_an_entry_for_each_date_that_is_known() -> None:
    """Days as days, with the last one in; a minute as a minute where people live."""
    entries = drawn(FAIR)
    assert set(entries) == {"mau.held@khuyencong", "mau.opens@khuyencong", "mau.closes@khuyencong"}
    held, closes = entries["mau.held@khuyencong"], entries["mau.closes@khuyencong"]
    assert (held["dtstart"].dt, held["dtend"].dt) == (date(2027, 4, 2), date(2027, 4, 6))
    assert closes["dtstart"].dt == datetime(2027, 3, 10, 16, 30, tzinfo=ZONE)
    assert closes["dtstart"].params["tzid"] == "Asia/Ho_Chi_Minh"
    assert "dtend" not in closes
    assert held["location"] == "Nhà văn hoá, phường mẫu; khu A"
    assert held["description"] == "Mang theo mẫu.\nKhông thu phí."
    assert held["summary"] == "Hội chợ mẫu"
    assert closes["summary"] == "Hạn đăng ký: Hội chợ mẫu"
    assert held["status"] == "CONFIRMED"
    assert held["url"] == "https://bot.example.org/?muc=mau"


@pytest.mark.parametrize(
    "held",
    [{}, {"since": "unknown"}, {"since": "2027"}, {"since": "2027-04"}, {"until": "2027-04-05"}],
)
def test_what_is_not_known_is_not_made_up(held: dict[str, str]) -> None:
    """A month is no day, and an end is no beginning."""
    assert drawn(event(held=held)) == {}


@pytest.mark.parametrize(
    ("since", "until", "span"),
    [
        ("2027-04-02 08:00", "2027-04-02 17:00", "2027-04-02 08:00 - 2027-04-02 17:00"),
        ("2027-04-02 08:00", "2027-04-03", "2027-04-02 08:00 - 2027-04-04 00:00"),
        ("2027-04-02 08:00", "unknown", "2027-04-02 08:00"),
        ("2027-04-02", "2027-04-03 17:00", "2027-04-02 - 2027-04-04"),
        ("2027-04-02", "unknown", "2027-04-02 - 2027-04-03"),
        ("2027-04-02", "2027-05", "2027-04-02 - 2027-04-03"),
        ("2027-12-31", "2028-01-01", "2027-12-31 - 2028-01-02"),
    ],
)
def test_days_and_minutes(since: str, until: str, span: str) -> None:
    """From, up to and not including.  The first to the day: both are days."""
    [entry] = drawn(event(held={"since": since, "until": until})).values()
    read = [entry[key].dt for key in ("dtstart", "dtend") if key in entry]
    assert " - ".join(map(_written, read)) == span


def _written(moment: date) -> str:
    if isinstance(moment, datetime):
        assert moment.utcoffset() == timedelta(hours=7)
        return f"{moment:%Y-%m-%d %H:%M}"
    return moment.isoformat()


def test_nobody_registers_for_what_needs_no_registration() -> None:
    """Its dates, if there are any, are not shown."""
    open_day = event(registration={"needed": False}, held={"since": "2027-04-02"})
    assert list(drawn(open_day)) == ["mau.held@khuyencong"]


def test_a_cancelled_event_is_cancelled_in_every_calendar() -> None:
    """It does not just disappear; it says so, with a higher number and the same name."""
    before = edition_of(FAIR, None, NOW)
    cancelled = FAIR.model_copy(update={"status": "cancelled"})
    after = edition_of(cancelled, before, NOW + timedelta(days=1))
    made = calendar_of(WORDING, [(cancelled, after)], ZONE, lambda _: "")
    entries = parsed(made.to_ical()).events
    assert {str(one["status"]) for one in entries} == {"CANCELLED"}
    assert {one["sequence"] for one in entries} == {1}
    assert {one["dtstamp"].dt for one in entries} == {datetime(2026, 11, 25, 2, tzinfo=UTC)}
    assert {str(one["uid"]) for one in entries} == set(drawn(FAIR))


@given(st.text(WORDS, min_size=1).filter(str.strip), st.text(WORDS))
def test_whatever_stands_in_it_comes_back(title: str, about: str) -> None:
    """No title can break a line, a calendar or another event."""
    written: Any = {"title": title, "about": about.strip() or None, "held": {"since": "2027-04-02"}}
    [entry] = drawn(event(**written)).values()
    assert str(entry["summary"]) == title.strip()
    assert str(entry.get("description", "")) == about.strip()


class House:
    """A server with events that may be edited."""

    def __init__(self) -> None:
        self.events = [FAIR, event("mau-2", status="draft", held={"since": "2027-04-02"})]
        self.store = MemoryStore()
        self.now = NOW

    def told(self) -> list[Any]:
        editions = publish(self.store, self.events, self.now)
        return [(one, editions[one.id]) for one in self.events if one.id in editions]


@pytest.fixture
def house() -> House:
    """Nobody has asked yet."""
    return House()


@pytest.fixture
async def client(house: House) -> AsyncIterator[Callable[..., Any]]:
    """Gets a calendar."""
    doors = CalendarDoors(house.told, lambda: WORDING, ZONE, lambda _: "")
    app = web.Application(middlewares=[explain])
    app.add_routes(Calendars(doors, Limits(requests=Rate(burst=6, per_second=0.001))).routes())
    async with TestClient(TestServer(app)) as opened:
        yield opened.get


async def test_one_event(client: Callable[..., Any]) -> None:
    """As a file that a phone opens with its calendar."""
    answer = await client("/lich/mau.ics")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'inline; filename="mau.ics"'
    read = parsed(await answer.read())
    assert (read["version"], read["method"]) == ("2.0", "PUBLISH")
    assert str(read["x-wr-calname"]) == "Lịch mẫu"
    assert str(read["x-published-ttl"]) == "PT6H"
    [zone] = read.timezones
    assert str(zone["tzid"]) == "Asia/Ho_Chi_Minh"
    assert {one["tzoffsetto"].td for one in zone.subcomponents} == {timedelta(hours=7)}


async def test_what_has_not_changed_is_not_sent_again(
    client: Callable[..., Any], house: House
) -> None:
    """Until a date is moved: then the same UID comes with the next number."""
    first = await client("/lich/tat-ca.ics")
    tag = {"If-None-Match": first.headers["ETag"]}
    house.now += timedelta(hours=6)
    assert (await client("/lich/tat-ca.ics", headers=tag)).status == 304
    moved = FAIR.model_copy(update={"held": event(held={"since": "2027-05-02"}).held})
    house.events[0] = moved
    again = await client("/lich/tat-ca.ics", headers=tag)
    assert again.status == 200
    entries = parsed(await again.read()).events
    assert {one["sequence"] for one in entries} == {1}
    assert len(entries) == 3


async def test_drafts_and_strangers(client: Callable[..., Any], house: House) -> None:
    """What nobody is told of is not there; what has no date has no calendar."""
    house.events.append(event("mau-3"))
    assert (await client("/lich/mau-2.ics")).status == 404
    assert (await client("/lich/khong-co.ics")).status == 404
    answer = await client("/lich/mau-3.ics")
    assert answer.status == 404
    assert "chưa công bố" in (await answer.json())["error"]
    house.events.clear()
    empty = parsed(await (await client("/lich/tat-ca.ics")).read())
    assert empty.events == []
    assert len(empty.timezones) == 1


async def test_nobody_downloads_without_end(client: Callable[..., Any]) -> None:
    """Each time costs the store a look."""
    statuses = [(await client("/lich/tat-ca.ics")).status for _ in range(7)]
    assert statuses == [200] * 6 + [429]
