"""What was last made known of an event, so that a change is noticed once and by everybody.

Administrators change a date and think no further; the number by which calendars recognize a newer
edition is therefore counted here and kept in the database, not asked of them.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.knowledge.event import Event
    from bot.knowledge.moment import Moment


@dataclass(frozen=True, slots=True)
class Edition:
    """An event as it was last seen."""

    event: str
    fingerprint: str
    """Of all that a calendar shows."""
    sequence: int
    """0 at first, one more with each change."""
    closes: str
    """The end of registration then, as ISO on the wall; empty: not known."""
    first_seen_at: datetime
    changed_at: datetime
    extended_at: datetime | None = None
    """When a later close was noticed last."""
    cancelled_at: datetime | None = None
    """When it was noticed that the event, which had been announced, will not be."""


def edition_of(event: Event, before: Edition | None, now: datetime) -> Edition:
    """The edition of this moment; the one before when nothing has changed."""
    seen = _fingerprint(event)
    if before is None:
        return Edition(event.id, seen, 0, _closes(event), now, now)
    if before.fingerprint == seen:
        return before
    later = replace(
        before,
        fingerprint=seen,
        sequence=before.sequence + 1,
        closes=_closes(event),
        changed_at=now,
    )
    if event.status == "cancelled":
        return replace(later, cancelled_at=before.cancelled_at or now)
    is_extended = "" < before.closes < later.closes
    extended_at = now if is_extended else before.extended_at
    return replace(later, extended_at=extended_at, cancelled_at=None)


def _closes(event: Event) -> str:
    closes = event.registration.closes
    return closes.end.isoformat() if closes else ""


def _fingerprint(event: Event) -> str:
    registration, held = event.registration, event.held
    moments = (registration.opens, registration.closes, held.since, held.last)
    shown = [event.title, event.status == "cancelled", registration.needed, event.place, event.who,
             event.about, *map(_written, moments)]  # fmt: skip
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()


def _written(moment: Moment | None) -> str:
    return f"{moment.start.isoformat()}/{moment.end.isoformat()}" if moment else ""
