"""Working days: Monday to Friday without the public holidays of Viet Nam, with the exceptions of
each year that administrators write down.
"""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.knowledge.workdays import WorkingDays

LONGEST = 400
"""Days; farther ahead nobody has decreed which days are worked."""


class _Calendar(Protocol):
    def is_working_day(self, key: date) -> bool: ...


@lru_cache(maxsize=1)
def _public() -> _Calendar:
    """The public holidays.  Their library takes a tenth of a second to load, which nobody has to
    wait for who asks nothing of the kind.
    """
    vietnam = import_module("holidays.countries.vietnam").Vietnam
    return cast("_Calendar", vietnam())


def is_working(day: date, own: WorkingDays) -> bool:
    """Whether offices work on that day."""
    if day in own.worked:
        return True
    return day not in own.off and _public().is_working_day(day)


def working_days(after: date, until: date, own: WorkingDays) -> int:
    """How many working days follow the first day, up to and with the last; 0 if it is not later.
    Raises ValueError for more than `LONGEST` days.
    """
    if (until - after).days > LONGEST:
        raise ValueError(f"more than {LONGEST} days")
    return sum(is_working(day, own) for day in _days(after, until))


def add_working_days(start: date, count: int, own: WorkingDays) -> date:
    """The working day that is so many after the start; the start itself is not counted."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= is_working(day, own)
    return day


def _days(after: date, until: date) -> Iterator[date]:
    return (after + timedelta(days=number) for number in range(1, (until - after).days + 1))
