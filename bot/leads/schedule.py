"""When digests are due, and the names under which each of them happens once."""

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


def occasion(day: date) -> str:
    """The name of a day's round of digests."""
    return f"digest:{day.isoformat()}"


def key(collaborator: str, newest: int | None, day: date) -> str:
    """The outbox key of a digest: the day, and the newest lead it tells of, which is told as new
    only once; None for a reminder, of which there is one a day.
    """
    return f"digest:{collaborator}:{day.isoformat()}:{newest or 'open'}"
