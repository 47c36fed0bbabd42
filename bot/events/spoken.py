"""Dates in people's words: *mai*, *tuần sau*, *tháng 12*, *quý 4*, *cuối năm*, *15/12*.

Solar dates only.  What is lunar (*tháng chạp*, *rằm*, *sau Tết*) is recognized as such and not
turned into a date.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from bot.events.span import Span, Word, day, days_ahead, month, quarter, week, year
from bot.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    Reader = Callable[[re.Match[str], date], Span | None]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a text says about time."""

    span: Span | None = None
    """None: it names no time, or one that is not solar."""
    is_lunar: bool = False
    rest: str = ""
    """The text without the words of time."""


def find_time(text: str, today: date) -> Spoken:
    """The first time that the text names, seen from today.  `rest` is composed, in small letters.

    A month or a day without its year is the next one that is not over.
    """
    text = unicodedata.normalize("NFC", text).casefold()
    if not HINT.search(text):
        return Spoken(rest=text)
    if lunar := _lunar().search(text):
        return Spoken(is_lunar=True, rest=_without(text, lunar))
    for pattern, read in _patterns():
        for found in pattern.finditer(text):
            span = read(found, today)
            if span is not None:
                return Spoken(span, rest=_without(text, found))
    season = _season().search(text)
    return Spoken(is_lunar=True, rest=_without(text, season)) if season else Spoken(rest=text)


def _without(text: str, found: re.Match[str]) -> str:
    return " ".join(f"{text[: found.start()]} {text[found.end() :]}".split())


def _words(pattern: str) -> re.Pattern[str]:
    """A pattern whose Vietnamese words may be typed with all their accents or with none."""
    either = re.sub(r"[^\W\d_]*[^\x00-\x7f][^\W\d_]*", lambda word: _either(word[0]), pattern)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


def _either(word: str) -> str:
    return f"(?:{word}|{fold(word)})"


NUMBERS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12,
}  # fmt: skip
_BY_NAME = {fold(name): number for name, number in NUMBERS.items()}
_NUMBER = "|".join(sorted((r"\d{1,2}", *NUMBERS), key=len, reverse=True))
_YEAR = r"(?:\s*(?:/|-|năm)?\s*(?P<year>20\d\d)|\s+năm\s+(?P<which>nay|này|sau|tới|ngoái))?"
_NEXT = "(?P<next>sau|tới|kế|kế tiếp)"


def _number(written: str) -> int:
    return int(written) if written.isdigit() else _BY_NAME.get(fold(written), 0)


def _year_of(found: re.Match[str], today: date) -> int | None:
    if found["year"]:
        return int(found["year"])
    return today.year + SHIFT[fold(found["which"])] if found["which"] else None


SHIFT = {"nay": 0, "sau": 1, "toi": 1, "ngoai": -1}
"""Years from this one, by the word without accents."""


def _date(found: re.Match[str], today: date) -> Span | None:
    years = [int(found["year"])] if found["year"] else [today.year, today.year + 1]
    for each in years:
        try:
            named = date(each, int(found["month"]), int(found["day"]))
        except ValueError:
            continue
        if found["year"] or named >= today:
            return day(named, Word.DATE)
    return None


def _of_month(found: re.Match[str], today: date) -> Span | None:
    number, said = _number(found["number"]), _year_of(found, today)
    if number not in MONTHS:
        return None
    return _next(lambda each: month(each, number, found["part"]), said, today)


def _of_quarter(found: re.Match[str], today: date) -> Span | None:
    number = ROMAN.get(found["number"]) or _number(found["number"])
    if number not in QUARTERS:
        return None
    return _next(lambda each: quarter(each, number), _year_of(found, today), today)


def _next(of_year: Callable[[int], Span], said: int | None, today: date) -> Span:
    """The one of the year that was said, else the next that is not over."""
    this = of_year(said or today.year)
    return this if said or this.last >= today else of_year(today.year + 1)


MONTHS, QUARTERS = range(1, 13), range(1, 5)
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def _this_month(found: re.Match[str], today: date) -> Span:
    ahead = today.month if found["next"] else today.month - 1
    return month(today.year + ahead // 12, ahead % 12 + 1, found["part"])


def _this_quarter(found: re.Match[str], today: date) -> Span:
    ahead = (today.month - 1) // 3 + bool(found["next"])
    return quarter(today.year + ahead // 4, ahead % 4 + 1)


def _this_week(found: re.Match[str], today: date) -> Span:
    return week(today + timedelta(weeks=1 if found["next"] else 0), is_end=bool(found["end"]))


def _some_year(found: re.Match[str], today: date) -> Span:
    number = int(found["year"]) if found["year"] else today.year + SHIFT[fold(found["which"])]
    return year(number, found["part"])


def _end_of_year(found: re.Match[str], today: date) -> Span:
    return _next(lambda each: year(each, found["part"]), None, today)


def _ahead(found: re.Match[str], today: date) -> Span:
    days = {"ngay": 1, "tuan": 7, "thang": 30}[fold(found["unit"])]
    return days_ahead(today, days * _number(found["number"]))


def _in_days(days: int) -> Reader:
    return lambda _, today: day(today + timedelta(days), Word.DATE)


def _coming(_: re.Match[str], today: date) -> Span:
    return Span(today, date.max, Word.COMING)


_PART = r"(?:(?P<part>đầu|giữa|cuối)\s+)?"
HINT = re.compile(
    r"\d|th[áa]ng|tu[ầa]n|n[ăa]m|qu[ýy]|mai|m[ốo]t|nay|ng[àa]y|t[ớo]i|s[ắa]p|t[ếe]t|r[ằa]m|[âa]m l"
)
"""Without one of these a text names no time, and the patterns need not be made."""


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Reader], ...]:
    """Tried in their order: the longer ways of saying before those that they contain."""
    return (
        (_words(r"(?:ngày\s+)?(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})"
                r"(?:\s*[/.-]\s*(?P<year>20\d\d))?"), _date),
        (_words(r"(?:ngày|mùng|mồng)?\s*(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})"
                r"(?:\s*(?:/|-|năm)\s*(?P<year>20\d\d))?"), _date),
        (_words(rf"(?P<number>{_NUMBER})\s+(?P<unit>ngày|tuần|tháng)\s+(?:nữa|tới|sắp tới)"),
         _ahead),
        (_words(rf"{_PART}tháng\s+(?:này|nay|{_NEXT})"), _this_month),
        (_words(rf"{_PART}tháng\s+(?P<number>{_NUMBER}){_YEAR}(?!\s+(?:âm|al))"), _of_month),
        (_words(rf"{_PART}(?P<number>1[0-2]|0?[1-9])\s*/\s*(?P<year>20\d\d)(?P<which>)"),
         _of_month),
        (_words(rf"{_PART}t(?P<number>1[0-2]|[1-9]){_YEAR}"), _of_month),
        (_words(r"(?P<part>cuối)\s+tháng(?P<next>)"), _this_month),
        (_words(rf"quý\s+(?P<number>iv|i{{1,3}}|{_NUMBER}){_YEAR}"), _of_quarter),
        (_words(rf"quý\s+(?:này|nay|{_NEXT})"), _this_quarter),
        (_words(rf"(?P<end>cuối\s+)?tuần\s+(?:này|nay|{_NEXT})"), _this_week),
        (_words(r"(?P<end>cuối\s+)tuần(?P<next>)"), _this_week),
        (_words(rf"{_PART}năm\s+(?:(?P<which>nay|này|sau|tới|ngoái)|(?P<year>20\d\d))"),
         _some_year),
        (_words(r"(?P<part>đầu|giữa|cuối)\s+năm"), _end_of_year),
        (_words(r"hôm nay|bữa nay|ngày hôm nay"), _in_days(0)),
        (_words(r"ngày mai|mai"), _in_days(1)),
        (_words(r"(?:ngày|bữa) mốt|ngày kia"), _in_days(2)),
        (_words(r"sắp tới|sắp diễn ra|thời gian tới|sắp có"), _coming),
    )  # fmt: skip


@cache
def _lunar() -> re.Pattern[str]:
    return _words(
        r"tháng\s+(?:chạp|giêng)|(?:(?:ngày\s+\d+\s+)?tháng\s+\d+\s+)?âm lịch"
        r"|rằm(?:\s+tháng\s+\S+)?|(?:mùng|mồng)\s+\d+(?!\s*(?:tháng|/|-)\s*\d)"
    )


@cache
def _season() -> re.Pattern[str]:
    """Tết is said of a season more than of a day: a month named beside it says more."""
    return _words(r"(?:(?:trước|sau|qua|dịp|gần|giáp|ra)\s+)?tết(?:\s+nguyên đán)?")
