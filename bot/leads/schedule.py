"""When digests are due, and the key that makes each happen once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime, time


def is_due(now: datetime, at: time) -> bool:
    """Whether today's digests may be composed.  `now` in local time.

    An outage over the hour loses nothing: they stay due for the rest of the day, and what was
    not told on one day is told on the next.
    """
    return now.time() >= at


def key(collaborator: str, day: date) -> str:
    """The outbox key of a collaborator's digest of a day."""
    return f"digest:{collaborator}:{day.isoformat()}"
