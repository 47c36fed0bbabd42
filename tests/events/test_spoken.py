"""Dates as people say them, seen from Tuesday, 24 November 2026."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.events.spoken import find_time
from bot.text.fold import fold

TODAY = date(2026, 11, 24)

SAID = [
    ("hôm nay có gì", "2026-11-24", "2026-11-24"),
    ("ngày mai có gì không", "2026-11-25", "2026-11-25"),
    ("mai có gì", "2026-11-25", "2026-11-25"),
    ("ngày mốt", "2026-11-26", "2026-11-26"),
    ("tuần này", "2026-11-23", "2026-11-29"),
    ("tuần sau có gì", "2026-11-30", "2026-12-06"),
    ("cuối tuần này", "2026-11-28", "2026-11-29"),
    ("cuối tuần", "2026-11-28", "2026-11-29"),
    ("tháng này", "2026-11-01", "2026-11-30"),
    ("tháng sau", "2026-12-01", "2026-12-31"),
    ("cuối tháng này", "2026-11-21", "2026-11-30"),
    ("cuối tháng", "2026-11-21", "2026-11-30"),
    ("giữa tháng sau", "2026-12-11", "2026-12-20"),
    ("hội chợ tháng 12", "2026-12-01", "2026-12-31"),
    ("hội chợ tháng mười hai", "2026-12-01", "2026-12-31"),
    ("hội chợ tháng 11", "2026-11-01", "2026-11-30"),
    ("hội chợ tháng 10", "2027-10-01", "2027-10-31"),
    ("tháng 3 năm sau", "2027-03-01", "2027-03-31"),
    ("tháng 3/2028", "2028-03-01", "2028-03-31"),
    ("12/2026", "2026-12-01", "2026-12-31"),
    ("hội chợ t12", "2026-12-01", "2026-12-31"),
    ("đầu tháng 2", "2027-02-01", "2027-02-10"),
    ("cuối tháng 2", "2027-02-21", "2027-02-28"),
    ("cuối tháng 2/2028", "2028-02-21", "2028-02-29"),
    ("quý 4", "2026-10-01", "2026-12-31"),
    ("quý IV năm 2026", "2026-10-01", "2026-12-31"),
    ("quý 1", "2027-01-01", "2027-03-31"),
    ("quý này", "2026-10-01", "2026-12-31"),
    ("quý sau", "2027-01-01", "2027-03-31"),
    ("cuối năm", "2026-10-01", "2026-12-31"),
    ("cuối năm nay", "2026-10-01", "2026-12-31"),
    ("đầu năm", "2027-01-01", "2027-03-31"),
    ("đầu năm sau", "2027-01-01", "2027-03-31"),
    ("năm nay", "2026-01-01", "2026-12-31"),
    ("năm 2027", "2027-01-01", "2027-12-31"),
    ("15/12", "2026-12-15", "2026-12-15"),
    ("ngày 15-12-2026", "2026-12-15", "2026-12-15"),
    ("ngày 15 tháng 12", "2026-12-15", "2026-12-15"),
    ("ngày 2 tháng 1", "2027-01-02", "2027-01-02"),
    ("ngày 29/2/2028", "2028-02-29", "2028-02-29"),
    ("10 ngày tới", "2026-11-24", "2026-12-04"),
    ("2 tuần nữa", "2026-11-24", "2026-12-08"),
    ("sắp tới có gì", "2026-11-24", "9999-12-31"),
]


@pytest.mark.parametrize(("text", "first", "last"), SAID)
def test_a_time_is_found(text: str, first: str, last: str) -> None:
    """With accents, without any, and in capitals."""
    for typed in (text, fold(text), text.upper()):
        span = find_time(typed, TODAY).span
        assert span is not None, typed
        assert (str(span.first), str(span.last)) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "tháng chạp có gì",
        "rằm tháng 7",
        "sau Tết",
        "trước tết nguyên đán",
        "tháng 8 âm lịch",
        "mùng 5",
    ],
)
def test_the_moon_is_not_guessed_at(text: str) -> None:
    """Lunar dates are recognized, and no solar date is made of them."""
    for typed in (text, fold(text)):
        said = find_time(typed, TODAY)
        assert said.is_lunar, typed
        assert said.span is None


@pytest.mark.parametrize(
    "text",
    ["còn hạn không", "tháng 13", "quý 5", "30/2", "nghị định 45/2012", "một năm mấy lần", ""],
)
def test_no_time_is_no_time(text: str) -> None:
    said = find_time(text, TODAY)
    assert (said.span, said.is_lunar) == (None, False)


def test_the_rest_is_kept() -> None:
    assert find_time("Hội chợ tháng 12 ở Long Khánh", TODAY).rest == "hội chợ ở long khánh"


@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)), st.sampled_from(SAID))
def test_what_has_no_year_is_never_over(today: date, said: tuple[str, str, str]) -> None:
    """Whatever the day: a month, a quarter or a day without its year is still to come."""
    text = said[0]
    span = find_time(text, today).span
    is_dated = any(word in text for word in ("20", "năm", "này", "nay"))
    assert span is None or is_dated or span.last >= today
    assert span is None or span.first <= span.last


@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)), st.integers(0, 400))
def test_a_day_is_read_back(today: date, ahead: int) -> None:
    """A date with its year is that day, whatever today is."""
    named = today + timedelta(ahead)
    span = find_time(f"ngày {named.day}/{named.month}/{named.year}", today).span
    if named.year < 2100:
        assert span is not None
        assert (span.first, span.last) == (named, named)
