"""When something is: to the minute, the day, the month or the year, or not known at all.

Wall-clock times of the place where people read them; who compares gives the timezone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

Precision = Literal["minute", "day", "month", "year"]

UNKNOWN = "unknown"
WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[ T](\d{2}):(\d{2}))?)?)?", re.ASCII)
YEARS = range(1900, 2200)
"""Outside of these a date is a slip of the finger."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of time in which something lies: from its start up to, not including, its end."""

    start: datetime
    end: datetime
    """The same as the start where the minute is known."""
    precision: Precision

    @property
    def begun_by(self) -> datetime:
        """What begins then has surely begun at this instant."""
        return self.start if self.precision in {"minute", "day"} else self.end

    @property
    def day(self) -> Moment:
        """The whole day on which it starts."""
        midnight = self.start.replace(hour=0, minute=0)
        return Moment(midnight, midnight + timedelta(days=1), "day")

    @property
    def last_day(self) -> datetime:
        """Midnight before the last instant that counts: a deadline of 00:00 is the day before's."""
        last = self.end - timedelta(microseconds=1)
        return last.replace(hour=0, minute=0, second=0, microsecond=0)


def read_moment(written: object) -> object:
    """A moment as it is written in YAML; None for what is not known."""
    if written is None or isinstance(written, Moment) or written == UNKNOWN:
        return None if written == UNKNOWN else written
    found = WRITTEN.fullmatch(written.strip()) if isinstance(written, str) else None
    try:
        moment = moment_of([int(part) for part in found.groups() if part]) if found else None
    except ValueError:  # 2026-02-30
        moment = None
    if moment is None:
        raise PydanticCustomError("moment", "no moment of the calendar")
    return moment


def moment_of(parts: list[int]) -> Moment | None:
    """The moment of year, month, day, hour and minute, or of as many of them as there are."""
    start = datetime(*(parts + [1, 1][len(parts) - 1 :]))  # type: ignore[arg-type] # noqa: DTZ001
    if start.year not in YEARS:
        return None
    match len(parts):
        case 1:
            return Moment(start, start.replace(year=start.year + 1), "year")
        case 2:
            following = (start + timedelta(days=31)).replace(day=1)
            return Moment(start, following, "month")
        case 3:
            return Moment(start, start + timedelta(days=1), "day")
        case _:
            return Moment(start, start, "minute")


def read_exact(written: object) -> object:
    """The same where a month or a year is not enough: a registration opens and closes on a day."""
    moment = read_moment(written)
    if isinstance(moment, Moment) and moment.precision in {"month", "year"}:
        raise PydanticCustomError("exact_moment", "a day is needed")
    return moment


AnyMoment = Annotated[Moment | None, BeforeValidator(read_moment)]
"""`2026-12-15 16:30`, `2026-12-15`, `2026-12`, `2026` or `unknown`."""
ExactMoment = Annotated[Moment | None, BeforeValidator(read_exact)]
"""`2026-12-15 16:30`, `2026-12-15` or `unknown`."""
