"""The state of an event, checked against an oracle that knows no code of ours, at every edge."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.events.state import ACCEPTING, accepts, days_until, edges, state_at
from bot.knowledge.event import Event

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MINUTE = timedelta(minutes=1)

FAIR = {
    "id": "fair-2026",
    "title": "Hội chợ thử",
    "kind": "fair",
    "registration": {"opens": "2026-12-01 08:00", "closes": "2026-12-15"},
    "held": {"since": "2026-12-31", "until": "2027-01-02 17:00"},
}


def event(**changes: object) -> Event:
    return Event.model_validate(FAIR | changes)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("when", "state"),
    [
        ("2026-11-30T23:59:59", "upcoming"),
        ("2026-12-01T00:00", "upcoming"),
        ("2026-12-01T07:59:59.999999", "upcoming"),
        ("2026-12-01T08:00", "open"),
        ("2026-12-07T23:59:59", "open"),
        ("2026-12-08T00:00", "closing"),
        ("2026-12-15T23:59:59.999999", "closing"),
        ("2026-12-16T00:00", "closed"),
        ("2026-12-30T23:59:59", "closed"),
        ("2026-12-31T00:00", "running"),
        ("2027-01-01T00:00", "running"),
        ("2027-01-02T16:59:59", "running"),
        ("2027-01-02T17:00", "over"),
    ],
)
def test_a_fair_over_new_year(when: str, state: str) -> None:
    """Both sides of every edge, of midnight, of the month and of the year."""
    assert state_at(event(), at(when)) == state
    assert accepts(event(), at(when)) == (state in ACCEPTING)


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"registration": {}, "held": {}}, "unannounced"),
        ({"registration": {"opens": "unknown", "closes": "unknown"}}, "unannounced"),
        ({"registration": {"closes": "2026-12-20"}}, "unannounced"),
        ({"registration": {"closes": "2026-12-01"}}, "closed"),
        ({"registration": {"opens": "2026-12-01"}}, "open"),
        ({"registration": {"needed": "false"}}, "scheduled"),
        ({"registration": {"needed": "false"}, "held": {}}, "unannounced"),
        ({"registration": {}, "held": {"since": "2026-12"}}, "unannounced"),
        ({"registration": {}, "held": {"since": "2026-11"}}, "over"),
        ({"registration": {}, "held": {"since": "2022"}}, "over"),
        ({"registration": {}, "held": {"since": "2026-12-09", "until": "unknown"}}, "running"),
        ({"registration": {}, "held": {"since": "unknown", "until": "2026-12-09"}}, "over"),
        ({"status": "cancelled"}, "cancelled"),
    ],
)
def test_what_is_unknown(changes: dict[str, object], state: str) -> None:
    """On 10 December, with dates that nobody knows, a month, or a year."""
    assert state_at(event(**changes), at("2026-12-10T09:00")) == state


def test_registration_may_go_on_while_it_runs() -> None:
    """A course takes people until its second day."""
    course = event(
        registration={"opens": "2026-12-01", "closes": "2026-12-11"},
        held={"since": "2026-12-10", "until": "2026-12-12"},
    )
    assert state_at(course, at("2026-12-10T09:00")) == "closing"
    assert state_at(course, at("2026-12-12T09:00")) == "running"


def test_neither_drafts_nor_cancelled_events_accept() -> None:
    for status in ("draft", "cancelled"):
        assert not accepts(event(status=status), at("2026-12-10T09:00"))


@pytest.mark.parametrize(
    ("closes", "now", "days"),
    [
        ("2026-12-15", "2026-12-15T23:59", 0),
        ("2026-12-15", "2026-12-14T23:59", 1),
        ("2026-12-15 00:00", "2026-12-14T12:00", 0),
        ("2026-12-15 00:01", "2026-12-14T12:00", 1),
        ("2027-01-01", "2026-12-31T23:59", 1),
    ],
)
def test_days_are_days_of_the_calendar(closes: str, now: str, days: int) -> None:
    """Midnight belongs to the day that ends with it."""
    deadline = event(registration={"closes": closes}, held={}).registration.closes
    assert deadline is not None
    assert days_until(deadline, at(now)) == days


DAYS = st.dates(datetime(2026, 11, 28).date(), datetime(2027, 1, 3).date()).map(str)  # noqa: DTZ001
TIMES = st.tuples(DAYS, st.times()).map(lambda both: f"{both[0]} {both[1]:%H:%M}")
MAYBE = st.one_of(st.just("unknown"), DAYS, TIMES)
ROUGHLY = st.one_of(MAYBE, st.sampled_from(["2026-11", "2026-12", "2027-01", "2026", "2027"]))


def first(text: str) -> str:
    """The first minute of what was written, in an order of texts: the oracle's only calendar."""
    return text if len(text) == 16 else f"{text} 00:00"


def last(text: str, *, exclusive: bool) -> str:
    """The last minute that counts."""
    if len(text) == 16:
        moment = datetime.fromisoformat(text)
        return str(moment - MINUTE if exclusive else moment)[:16]
    return {10: text, 7: f"{text}-31", 4: f"{text}-12-31"}[len(text)] + " 23:59"


def expected(opens: str, closes: str, since: str, until: str, now: str) -> str:
    """The oracle: minutes are compared as texts, no arithmetic."""
    if until != "unknown" and now > last(until, exclusive=True):
        return "over"
    is_late = closes != "unknown" and now > last(closes, exclusive=True)
    has_opened = opens != "unknown" and now >= first(opens)
    if has_opened and not is_late:
        return "open"
    begun = first(since) if len(since) >= 10 else last(since, exclusive=False)
    if since != "unknown" and (now >= begun if len(since) >= 10 else now > begun):
        return "running"
    if is_late:
        return "closed"
    return "unannounced" if opens == "unknown" else "upcoming"


@given(MAYBE, MAYBE, ROUGHLY, ROUGHLY, st.data())
def test_every_minute_around_every_edge(
    opens: str, closes: str, since: str, until: str, data: st.DataObject
) -> None:
    """The state is the oracle's, in every minute near an edge and a day before and after."""
    one = event(
        registration={"opens": opens, "closes": closes}, held={"since": since, "until": until}
    )
    found = edges(one, soon=0)
    edge = data.draw(st.sampled_from(found)) if found else datetime(2026, 12, 1)  # noqa: DTZ001
    for shift in (*range(-3, 4), -1440, 1440):
        now = edge + shift * MINUTE
        state = state_at(one, now.replace(tzinfo=ZONE), soon=0)
        wanted = expected(opens, closes, since, until, f"{now:%Y-%m-%d %H:%M}")
        assert state.replace("closing", "open") == wanted, now


@given(MAYBE, MAYBE, ROUGHLY, ROUGHLY)
def test_nothing_changes_but_at_an_edge(opens: str, closes: str, since: str, until: str) -> None:
    """Between two edges the state is one; a second before and at each edge it is that span's."""
    one = event(
        registration={"opens": opens, "closes": closes}, held={"since": since, "until": until}
    )
    found = edges(one)
    for begin, end in pairwise(found):
        moments = [begin, begin + (end - begin) / 2, end - timedelta(microseconds=1)]
        states = {state_at(one, moment.replace(tzinfo=ZONE)) for moment in moments}
        assert len(states) == 1
