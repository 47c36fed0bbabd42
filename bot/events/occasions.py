"""On which occasions people are told of an event, and from when until when that makes sense.

They are worked out from the dates as they stand, never scheduled: when a date is moved, what was
to be told on the old one is simply no longer there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Literal

from bot.events.state import state_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.events.edition import Edition
    from bot.knowledge.event import Event
    from bot.knowledge.moment import Moment

OccasionKind = Literal["cancelled", "extended", "closes-1", "closes-7", "opens"]
URGENCY: tuple[OccasionKind, ...] = ("cancelled", "extended", "closes-1", "closes-7", "opens")
"""When several are due at once, as after an outage, people are told of the first of these."""
DAYS_BEFORE: dict[OccasionKind, int] = {"closes-7": 7, "closes-1": 1}

MORNING, EVENING = time(8), time(21)
"""Nobody is woken by a reminder."""
STALE = timedelta(days=30)
"""So long it makes sense to tell what has no end of its own."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """One thing to tell."""

    kind: OccasionKind
    name: str
    """Unique for the event, with the date that it is about: a moved close is told of anew."""
    due_at: datetime
    until: datetime
    """From then on it is too late to be of use."""


def is_daytime(now: datetime) -> bool:
    """Whether people may be written to.  `now` in local time."""
    return MORNING <= now.time() < EVENING


def due_occasions(event: Event, edition: Edition, now: datetime) -> list[Occasion]:
    """What may be told of the event now, the most urgent first.  `now` in local time."""
    found = [one for one in occasions_of(event, edition, now) if one.due_at <= now < one.until]
    return sorted(found, key=lambda one: URGENCY.index(one.kind))


def occasions_of(event: Event, edition: Edition, now: datetime) -> Iterator[Occasion]:
    """All of them as the dates stand.  `now` tells the timezone and whether the event is past."""
    if event.status == "cancelled":
        if edition.cancelled_at is not None:
            at = edition.cancelled_at
            yield Occasion("cancelled", f"cancelled:{at.timestamp():.0f}", at, at + STALE)
        return
    if event.status == "draft" or state_at(event, now) == "over" or not event.registration.needed:
        return
    yield from _opening(event, edition, now)
    closes = event.registration.closes
    if closes is not None:
        yield from _closing(event, edition, closes, now)


def _opening(event: Event, edition: Edition, now: datetime) -> Iterator[Occasion]:
    opens, closes = event.registration.opens, event.registration.closes
    if opens is None:
        return
    morning = opens.start.replace(hour=MORNING.hour, minute=0)
    known = max(opens.start, morning).replace(tzinfo=now.tzinfo)
    due = max(known, edition.first_seen_at)  # what is announced late is told late
    until = _end(closes, now) if closes else due + STALE
    yield Occasion("opens", f"opens:{opens.start.isoformat()}", due, until)


def _closing(event: Event, edition: Edition, closes: Moment, now: datetime) -> Iterator[Occasion]:
    end, opens = _end(closes, now), event.registration.opens
    name = closes.end.isoformat()
    if edition.extended_at is not None and edition.closes == name:
        yield Occasion("extended", f"extended:{name}", edition.extended_at, end)
    until = end
    for kind in sorted(DAYS_BEFORE, key=DAYS_BEFORE.__getitem__):
        day = closes.last_day - timedelta(days=DAYS_BEFORE[kind])
        due = day.replace(hour=MORNING.hour, tzinfo=now.tzinfo)
        if opens is None or due > opens.start.replace(tzinfo=now.tzinfo):
            yield Occasion(kind, f"{kind}:{name}", due, until)
        until = due


def _end(closes: Moment, now: datetime) -> datetime:
    return closes.end.replace(tzinfo=now.tzinfo)
