"""Working days around Tết, New Year and the ends of months."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.events.workdays import LONGEST, add_working_days, is_working, working_days
from bot.knowledge.workdays import WorkingDays

USUAL = WorkingDays()
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("when", "works"),
    [
        ("2026-12-31", True),
        ("2027-01-01", False),  # New Year
        ("2026-12-26", False),  # a Saturday
        ("2026-12-27", False),
        ("2027-02-08", False),  # Tết
        ("2027-04-16", False),  # the Hùng kings
        ("2027-05-03", False),  # for 1 May, a Saturday
    ],
)
def test_holidays_are_known(when: str, works: bool) -> None:
    assert is_working(day(when), USUAL) == works


def test_administrators_know_better() -> None:
    """A Saturday is worked for a Monday off; both are written down."""
    own = WorkingDays(worked=(day("2026-12-26"),), off=(day("2026-12-28"),))
    assert is_working(day("2026-12-26"), own)
    assert not is_working(day("2026-12-28"), own)


@pytest.mark.parametrize(
    ("after", "until", "count"),
    [
        ("2026-12-30", "2026-12-31", 1),
        ("2026-12-31", "2027-01-04", 1),  # over New Year and a weekend
        ("2027-02-03", "2027-02-15", 3),  # over Tết
        ("2026-12-31", "2026-12-31", 0),
        ("2026-12-31", "2026-12-30", 0),
    ],
)
def test_counting(after: str, until: str, count: int) -> None:
    """The first day does not count, the last one does."""
    assert working_days(day(after), day(until), USUAL) == count


def test_too_far_ahead() -> None:
    """Nobody knows the holidays of years to come."""
    with pytest.raises(ValueError, match="more than"):
        working_days(day("2026-01-01"), day("2026-01-01") + timedelta(LONGEST + 1), USUAL)


@given(DAYS, st.integers(1, 60))
def test_adding_and_counting_agree(start: date, count: int) -> None:
    """As many days as were added are counted again, and the last of them is worked."""
    end = add_working_days(start, count, USUAL)
    assert working_days(start, end, USUAL) == count
    assert is_working(end, USUAL)


@given(DAYS, st.integers(0, 100), st.integers(0, 100))
def test_spans_add_up(start: date, first: int, second: int) -> None:
    middle, end = start + timedelta(first), start + timedelta(first + second)
    halves = working_days(start, middle, USUAL) + working_days(middle, end, USUAL)
    assert working_days(start, end, USUAL) == halves
