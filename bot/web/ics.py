"""Events as iCalendar (RFC 5545).

What is known to the day or the minute becomes an entry of the calendar; what is not known becomes
none.  Each entry keeps its UID for ever, and its SEQUENCE grows with every change.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from icalendar import Calendar, Timezone
from icalendar import Event as Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from zoneinfo import ZoneInfo

    from bot.events.edition import Edition
    from bot.knowledge.event import Event
    from bot.knowledge.moment import Moment

Link = Callable[[str], str]
"""Where an event can be asked about; empty: nowhere."""
Span = tuple[date | datetime, date | datetime | None]
Part = Literal["held", "opens", "closes"]
EXACT = frozenset({"minute", "day"})
PRODUCT = "-//khuyencong//lich//VI"
REFRESH = timedelta(hours=6)
"""How often a subscribed calendar may ask again."""
FIRST, LAST = date(2000, 1, 1), date(2038, 1, 1)
"""For which the rules of the timezone are written out."""


@dataclass(frozen=True, slots=True)
class CalendarWording:
    """What people read in their calendar."""

    name: str
    opens: str
    """{title}."""
    closes: str
    """{title}."""

    def title(self, part: Part, event: Event) -> str:
        """What stands on the day."""
        wording = {"held": "{title}", "opens": self.opens, "closes": self.closes}[part]
        return wording.replace("{title}", event.title)


def calendar_of(
    wording: CalendarWording, told: Iterable[tuple[Event, Edition]], zone: ZoneInfo, link: Link
) -> Calendar:
    """A calendar of these events."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", wording.name)
    made.add("x-wr-timezone", zone.key)
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", f"PT{REFRESH // timedelta(hours=1)}H")
    made.add_component(_zone(zone.key))
    for event, edition in told:
        for part, span in spans_of(event, zone):
            entry = _entry(wording.title(part, event), part, event, edition, span)
            if address := link(event.id):
                entry.add("url", address)
            made.add_component(entry)
    return made


def spans_of(event: Event, zone: ZoneInfo) -> Iterator[tuple[Part, Span]]:
    """When it is held, when registration opens and closes; each where it is known."""
    registration, held = event.registration, event.held
    if held.since is not None and held.since.precision in EXACT:
        yield "held", _span(held.since, held.last, zone)
    edges: tuple[tuple[Part, Moment | None], ...] = (
        ("opens", registration.opens),
        ("closes", registration.closes),
    )
    for part, moment in edges if registration.needed else ():
        if moment is not None:
            yield part, _span(moment, moment, zone)


def _entry(title: str, part: Part, event: Event, edition: Edition, span: Span) -> Entry:
    made = Entry()
    made.add("uid", f"{event.id}.{part}@khuyencong")
    made.add("sequence", edition.sequence)
    made.add("dtstamp", edition.changed_at.astimezone(UTC))
    made.add("last-modified", edition.changed_at.astimezone(UTC))
    made.add("dtstart", span[0])
    if span[1] is not None:
        made.add("dtend", span[1])
    made.add("summary", title)
    made.add("status", "CANCELLED" if event.status == "cancelled" else "CONFIRMED")
    made.add("transp", "OPAQUE" if part == "held" else "TRANSPARENT")
    if event.place is not None:
        made.add("location", event.place)
    about = "\n".join(text for text in (event.who, event.about) if text)
    if about:
        made.add("description", about)
    return made


def _span(since: Moment, until: Moment | None, zone: ZoneInfo) -> Span:
    """From when until when.  Days where either is known to the day only; without an end where
    none is known, or where it is the same instant.
    """
    ends = until is not None and until.precision in EXACT and until.end > since.start
    if since.precision == "minute":
        end = until.end.replace(tzinfo=zone) if until is not None and ends else None
        return since.start.replace(tzinfo=zone), end
    last = until.last_day if until is not None and ends else since.start
    return since.start.date(), last.date() + timedelta(days=1)


@lru_cache(maxsize=4)
def _zone(key: str) -> Timezone:
    return Timezone.from_tzid(key, first_date=FIRST, last_date=LAST)
