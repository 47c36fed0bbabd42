"""Which events belong into a list: of some kinds, in a span of days, still ahead or open."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.events.state import ACCEPTING, AHEAD, state_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.events.span import Span
    from bot.knowledge.entry import EventList
    from bot.knowledge.event import Event
    from bot.knowledge.moment import Moment


def wanted(events: Iterable[Event], listed: EventList, now: datetime) -> list[Event]:
    """The events of the list that are not behind us, the next first; no drafts."""
    told = [event for event in of_kinds(events, listed) if _is_told(event, listed, now)]
    return in_order(told)


def of_kinds(events: Iterable[Event], listed: EventList) -> list[Event]:
    """The events of the list's kinds and topics, whatever their state; no drafts."""
    told = (event for event in events if event.status != "draft")
    kinds, topics = listed.kinds, listed.topics
    fits = (event for event in told if not kinds or event.kind in kinds)
    return [event for event in fits if not topics or event.topic in topics]


def in_span(events: Iterable[Event], span: Span) -> list[Event]:
    """Those that are held, or take registrations, on some day of the span."""
    return [one for one in events if any(span.meets(*days) for days in stretches(one))]


def in_order(events: Iterable[Event]) -> list[Event]:
    """The next first; those without any date last."""
    return sorted(events, key=lambda one: (min(stretches(one), default=(date.max,))[0], one.id))


def stretches(event: Event) -> Iterator[tuple[date, date]]:
    """The days on which it is held, and those of the registration, as far as they are known."""
    for first, last in (
        (event.held.since, event.held.last),
        (event.registration.opens, event.registration.closes),
    ):
        begins, ends = first or last, last or first
        if begins and ends:
            yield begins.start.date(), _last_day(ends)


def _last_day(moment: Moment) -> date:
    return max(moment.start, moment.end - timedelta(microseconds=1)).date()


def _is_told(event: Event, listed: EventList, now: datetime) -> bool:
    state = state_at(event, now)
    if listed.only == "open":
        return state in ACCEPTING
    is_ahead = any(last >= now.date() for _, last in stretches(event))
    return state in AHEAD or (state == "cancelled" and is_ahead)
