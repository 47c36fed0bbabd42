"""Cuts a long text where it hurts least: between paragraphs, lines, words, whole characters."""

from __future__ import annotations

from itertools import accumulate
from unicodedata import category

JOINER = "\u200d"
LIMIT = 4096
"""UTF-16 units that Telegram takes in one message, counted without its tags; others take less."""


def units(text: str) -> int:
    """The length in UTF-16 units, as Telegram counts it: an emoji is two."""
    return sum(map(_width, text))


def split(text: str, limit: int = LIMIT) -> list[str]:
    """Parts no longer than the limit, in order; only white space is lost between them."""
    parts, rest = [], text.strip()
    while units(rest) > limit:
        end = _cut(rest, limit)
        parts.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*parts, rest] if rest or not parts else parts


def _width(letter: str) -> int:
    return 2 if letter > "\uffff" else 1


def _cut(text: str, limit: int) -> int:
    """Where the first part of a text ends that is too long."""
    widths = accumulate(map(_width, text))
    longest = next(index for index, width in enumerate(widths) if width > limit)
    for separator in ("\n\n", "\n"):  # not right after the beginning: that would make crumbs
        end = text.rfind(separator, longest // 2, longest + 1)
        if end > 0:
            return end
    end = max(text.rfind(space, 0, longest + 1) for space in " \n\t")
    return end if end > 0 else _between_characters(text, longest)


def _between_characters(text: str, end: int) -> int:
    """The last place before the end that is not inside of what people see as one character."""
    start = end
    while start > 0 and _is_inside(text, start):
        start -= 1
    return start or end


def _is_inside(text: str, index: int) -> bool:
    before, after = text[index - 1], text[index]
    if JOINER in {before, after} or category(after).startswith("M"):
        return True
    if "\U0001f3fb" <= after <= "\U0001f3ff" or "\U000e0020" <= after <= "\U000e007f":
        return True  # the color of a skin, the region of a flag
    return _is_flag(after) and _flags_before(text, index) % 2 == 1


def _is_flag(letter: str) -> bool:
    return "\U0001f1e6" <= letter <= "\U0001f1ff"


def _flags_before(text: str, index: int) -> int:
    """A flag is two letters of a kind of their own."""
    start = index
    while start > 0 and _is_flag(text[start - 1]):
        start -= 1
    return index - start
