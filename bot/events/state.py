"""The state of an event at a moment.  Every span is from its start up to, not including, its end.

`now` has the timezone in which people read dates.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bot.knowledge.event import Event, Registration
    from bot.knowledge.moment import Moment

State = Literal[
    "unannounced", "upcoming", "open", "closing", "closed", "scheduled", "running", "over",
    "cancelled",
]  # fmt: skip
"""`unannounced`: nothing is known that could tell more.  `upcoming`: registration opens later.
`open`, `closing`: people may register; the close is far, near.  `closed`: they came too late, the
event is still to come or its days are not known.  `scheduled`: it is still to come and nobody needs
to register.  `running`, `over`: it takes place, took place."""

SOON = 7
"""Days before the close from which registration is `closing`, where the Centre sets none."""

ACCEPTING: frozenset[State] = frozenset({"open", "closing"})
"""States in which somebody may register."""
AHEAD: frozenset[State] = frozenset(
    {"unannounced", "upcoming", "open", "closing", "closed", "scheduled", "running"}
)
"""States of events that are not behind us."""


def state_at(event: Event, now: datetime, soon: int = SOON) -> State:
    """The state at that moment."""
    if event.status == "cancelled":
        return "cancelled"
    clock = wall(now)
    last = event.held.last
    if last is not None and clock >= last.end:
        return "over"
    registering = registration_at(event.registration, clock, soon)
    if registering in ACCEPTING:
        return registering
    since = event.held.since
    if since is not None and clock >= since.begun_by:
        return "running"
    if registering == "scheduled" and since is None:
        return "unannounced"
    return registering


def registration_at(registration: Registration, clock: datetime, soon: int) -> State:
    """The same of the registration alone, at a time on the wall."""
    opens, closes = registration.opens, registration.closes
    if not registration.needed:
        return "scheduled"
    if closes is not None and clock >= closes.end:
        return "closed"
    if opens is None:
        return "unannounced"
    if clock < opens.start:
        return "upcoming"
    return "closing" if closes is not None and days_until(closes, clock) <= soon else "open"


def accepts(event: Event, now: datetime) -> bool:
    """Whether somebody may register at that moment."""
    return event.status == "live" and state_at(event, now) in ACCEPTING


def days_until(moment: Moment, now: datetime) -> int:
    """Days of the calendar to the last day of the moment: 0 today, 1 tomorrow, negative if past."""
    return (moment.last_day.date() - now.date()).days


def edges(event: Event, soon: int = SOON) -> tuple[datetime, ...]:
    """The times on the wall at which the state may change, in their order."""
    registration, held = event.registration, event.held
    found = {moment.start for moment in (registration.opens,) if moment}
    found |= {held.since.begun_by} if held.since else set()
    found |= {moment.end for moment in (registration.closes, held.last) if moment}
    if registration.closes:
        found.add(registration.closes.last_day - timedelta(days=soon))
    return tuple(sorted(found))


def wall(now: datetime) -> datetime:
    """The time that the clock on the wall shows."""
    return now.replace(tzinfo=None)
