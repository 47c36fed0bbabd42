"""Stretches of days, with what they are called."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto


class Word(Enum):
    """How a span was said."""

    DATE = auto()
    WEEK = auto()
    WEEKEND = auto()
    MONTH = auto()
    MONTH_PART = auto()
    QUARTER = auto()
    YEAR = auto()
    YEAR_PART = auto()
    AHEAD = auto()
    COMING = auto()


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first to the last, both included."""

    first: date
    last: date
    word: Word

    def meets(self, first: date, last: date) -> bool:
        """Whether some day lies in both spans."""
        return first <= self.last and last >= self.first


def day(named: date, word: Word) -> Span:
    """A single day."""
    return Span(named, named, word)


def week(inside: date, *, is_end: bool) -> Span:
    """From Monday to Sunday, or only its weekend."""
    monday = inside - timedelta(days=inside.weekday())
    sunday = monday + timedelta(days=6)
    if is_end:
        return Span(sunday - timedelta(days=1), sunday, Word.WEEKEND)
    return Span(monday, sunday, Word.WEEK)


def month(year: int, number: int, part: str | None) -> Span:
    """A month, or its first, second or last ten days."""
    length = monthrange(year, number)[1]
    begin, end = _part(part, {"đ": (1, 10), "g": (11, 20), "c": (21, length)}) or (1, length)
    word = Word.MONTH_PART if part else Word.MONTH
    return Span(date(year, number, begin), date(year, number, end), word)


def quarter(year: int, number: int) -> Span:
    """Three months."""
    last = 3 * number
    return Span(date(year, last - 2, 1), date(year, last, monthrange(year, last)[1]), Word.QUARTER)


def year(number: int, part: str | None) -> Span:
    """A year, its first three months, the six around its middle, or its last three."""
    begin, end = _part(part, {"đ": (1, 3), "g": (4, 9), "c": (10, 12)}) or (1, 12)
    word = Word.YEAR_PART if part else Word.YEAR
    return Span(date(number, begin, 1), date(number, end, monthrange(number, end)[1]), word)


def days_ahead(today: date, days: int) -> Span:
    """From today on for so many days."""
    return Span(today, today + timedelta(days=days), Word.AHEAD)


def _part(part: str | None, parts: dict[str, tuple[int, int]]) -> tuple[int, int] | None:
    return parts["đ" if part[0] == "d" else part[0]] if part else None
