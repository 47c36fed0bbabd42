"""How long a person may be answered: Zalo counts from the last thing they did."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

FREE = timedelta(hours=48)
COUNTED = timedelta(days=7)
State = Literal["free", "counted", "closed", "unknown"]


def state_of(heard_at: datetime | None, now: datetime) -> State:
    """`unknown` where nothing is kept: they never wrote, or had it deleted; Zalo knows better."""
    if heard_at is None:
        return "unknown"
    since = now - heard_at
    if since <= FREE:
        return "free"
    return "counted" if since <= COUNTED else "closed"
