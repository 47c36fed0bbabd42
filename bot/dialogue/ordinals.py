"""The place of a button, said in words: *số 2*, *cái thứ hai nha*, *câu đầu tiên*, *cái cuối*."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.text.fold import fold
from bot.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMES: Mapping[str, int] = MappingProxyType(
    {
        "mot": 1, "nhat": 1, "dau": 1, "dau tien": 1, "tren cung": 1, "hai": 2, "nhi": 2, "ba": 3,
        "bon": 4, "tu": 4, "nam": 5, "cuoi": -1, "cuoi cung": -1, "sau cung": -1, "duoi cung": -1,
    }
)  # fmt: skip
"""Counted from the front; from the back where negative."""
_LEAD = r"(?:(?:em|toi|minh|chon|lay|bam|cho|xem|y|la|muc|dong|nut|phan|o)\s+)*"
_WHAT = r"(?:(?:cai|so|cau|thu|muc|dong|nut|y|lua chon)\s+)"
_TAIL = r"(?:\s+(?:a|nha|nhe|nhe a|di|do|ad|nhen|ha|em|ban|oi|thoi))*"
_PLACE = re.compile(
    rf"{_LEAD}(?:{_WHAT}+(?P<name>\d\d?|{'|'.join(_NAMES)})|(?P<digits>\d\d?)){_TAIL}"
)


def ordinal(text: str, count: int) -> int:
    """Which of so many is meant, from 1; 0 when the message says something else."""
    found = _PLACE.fullmatch(" ".join(fold(normalize(text)).split()))
    if not found:
        return 0
    said = found["name"] or found["digits"]
    place = int(said) if said.isdigit() else _NAMES[said]
    return place if place > 0 else count
