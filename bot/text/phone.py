"""Telephone numbers as people type them: `lh 09.12 345 678`, `+84 912…`, `o912…`."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import phonenumbers

if TYPE_CHECKING:
    from collections.abc import Iterator

_REGION = "VN"
_COUNTRY = 84
_MAX_TEXT = 2000
_LETTER_O = re.compile(r"(?<![^\W\d_])[oO](?=[\s.\-]?\d)|(?<=\d)[oO](?=\d|\b)")
_RUN = re.compile(r"\(?\+?\d[\d()]*(?:[ .\-]{1,2}\(?\d[\d()]*)*")
_GROUP = re.compile(r"\+?\d+")
_DIGITS = range(9, 15)
"""A number that counts: shortest without its zero, longest with `0084`."""
_MOST_GROUPS = _DIGITS.stop - 1
"""Each has a digit at least."""
_ATTEMPTS = range(8, 16)
_STARTS = ("0", "+", "84", "1800", "1900")


def _runs(text: str) -> Iterator[list[str]]:
    """Groups of digits that stand together."""
    shown = unicodedata.normalize("NFKC", text[:_MAX_TEXT])
    for run in _RUN.findall(_LETTER_O.sub("0", shown)):
        yield _GROUP.findall(run)


def _parse(digits: str) -> str | None:
    try:
        number = phonenumbers.parse(digits, _REGION)
    except phonenumbers.NumberParseException:
        return None
    if number.country_code != _COUNTRY or not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _first_number(groups: list[str]) -> str | None:
    """The longest valid number that begins and ends with a group.

    A lone digit left over means a wrong length rather than the next word of the sentence.
    """
    for start in range(len(groups)):
        for end in range(min(len(groups), start + _MOST_GROUPS), start, -1):
            digits = "".join(groups[start:end])
            has_extra = end < len(groups) and len(groups[end]) == 1
            is_possible = (
                len(digits) in _DIGITS and not has_extra and _is_callable(groups[start:end])
            )
            if is_possible and (found := _parse(digits)):
                return found
    return None


def _is_callable(groups: list[str]) -> bool:
    """Begins as numbers do; `350.000.000` is money, `912345678` only lacks its zero."""
    return groups[0].startswith(_STARTS) or (len(groups) == 1 and not groups[0].endswith("000"))


def read_phone(text: str) -> str | None:
    """The first valid Vietnamese number in free text, as E.164; None if there is none."""
    return next((found for groups in _runs(text) if (found := _first_number(groups))), None)


def is_phone_like(text: str) -> bool:
    """Somebody tried to give a number here, right or wrong."""
    return any(sum(map(len, run)) in _ATTEMPTS and _is_callable(run) for run in _runs(text))


def format_phone(e164: str) -> str:
    """The number as people in Vietnam write it: `0912 345 678`."""
    number = phonenumbers.parse(e164, _REGION)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
