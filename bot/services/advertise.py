"""Makes posters: a code to scan that opens the bot where it answers about one thing.

What a poster says has to be true for as long as it hangs, so it tells dates and never what they
mean today.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING

import segno

from bot.dialogue.arrival import write_payload

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogue.arrival import Arrival

PARAMETER = "muc"
"""What the chat page reads a payload from."""
SIDE = 120.0
"""Of the code on the poster, in millimeters; the sheet is A4."""
TITLE_WIDTH = 25
"""Characters of the largest letters in a line."""
LEADING = 1.35
PNG_DOT = 20
"""Pixels of one module: the code alone is some 800 pixels wide, 7 cm in print at 300 dpi."""
QUIET = 4
"""Modules that have to stay white around a code, or scanners do not find it."""
SHEET = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" viewBox="0 0 210 297">'
    "<title>{title}</title>"
    '<rect width="210" height="297" fill="#fff"/>'
    '<g font-family="Be Vietnam Pro, Noto Sans, DejaVu Sans, Arial, sans-serif" fill="#111"'
    ' text-anchor="middle">{text}</g>'
    '<svg x="{x}" y="{y}" width="{side}" height="{side}" {code}</svg>\n'
)


@dataclass(frozen=True, slots=True)
class Poster:
    """What people read around the code."""

    heading: str
    """Whose poster it is."""
    title: str
    facts: tuple[str, ...]
    """Dates and places, a line each."""
    instruction: str
    """How to scan."""
    link: str
    """What the code says, for whoever types it."""


def telegram_link(username: str, arrival: Arrival) -> str:
    """Opens the chat with the bot.  Raises ValueError when the link cannot carry the arrival."""
    return f"https://t.me/{username.removeprefix('@')}?start={write_payload(arrival)}"


def page_link(public_url: str, arrival: Arrival) -> str:
    """Opens the chat page.  Raises ValueError when the link cannot carry the arrival."""
    return f"{public_url.rstrip('/')}/?{PARAMETER}={write_payload(arrival)}"


def zalo_link(oa_id: str) -> str:
    """Opens the Official Account.  As far as is known it carries nothing else."""
    return f"https://zalo.me/{oa_id}"


def draw_png(link: str) -> bytes:
    """The code alone, for a poster of one's own."""
    drawn = io.BytesIO()
    _code(link).save(drawn, kind="png", scale=PNG_DOT, border=QUIET)
    return drawn.getvalue()


def draw_svg(poster: Poster) -> bytes:
    """A whole A4 sheet, ready to print."""
    size = 12.0 if len(poster.title) <= 2 * TITLE_WIDTH else 8.5
    heading = _even(poster.heading, 52)
    title = _even(poster.title, int(TITLE_WIDTH * 12 / size))
    first = 22 + len(heading) * 7 * LEADING + size
    top = first + len(title) * size * LEADING - size / 2
    lines = [*_lines(heading, 24, 7), *_lines(title, first, size)]
    lines += _lines([poster.instruction], top + SIDE + 8, 6.5)
    lines += _lines([row for fact in poster.facts for row in _even(fact, 52)], top + SIDE + 22, 6.5)
    lines += _lines([poster.link], 286, 4)
    shown = SHEET.format(
        title=escape(poster.title),
        text="".join(lines),
        x=(210 - SIDE) / 2,
        y=top,
        side=SIDE,
        code=_code(poster.link).svg_inline(border=QUIET, omitsize=True).removeprefix("<svg "),
    )
    return shown.encode()


def _code(link: str) -> segno.QRCode:
    """A quarter of the code may be dirty or torn."""
    return segno.make(link, error="q", micro=False)


def _even(text: str, width: int) -> list[str]:
    """Lines of at most so many characters, each about as long as the others."""
    count = len(wrap(text, width))
    return next(
        rows for narrow in range(len(text) // count, width + 1)
        if len(rows := wrap(text, narrow)) <= count
    )  # fmt: skip


def _lines(rows: Sequence[str], top: float, size: float) -> list[str]:
    return [
        f'<text x="105" y="{top + number * size * LEADING:.1f}" font-size="{size}">{escape(row)}'
        "</text>"
        for number, row in enumerate(rows)
    ]
