"""A chart as an SVG picture of plain boxes, lines and texts; nothing in it is loaded or run."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING

from bot.eligibility.chart import FAILS, HOLDS, LIKELY, LOOKS, NOT_YET, NOTE, OFFICER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.eligibility.chart import Chart, Step

WIDTH, LEFT, MAIN, SIDE = 860, 20, 380, 350
"""Of the picture, its margin, the boxes of the steps and those beside them."""
RIGHT = WIDTH - LEFT - SIDE
LINE, PADDING, GAP = 18, 10, 34
LETTER, BOLD = 8.2, 9.2
"""About as wide as a letter is on the average in the widest fonts that browsers take."""
COLORS = {"step": "#eef3fb", "likely": "#e3f4e5", "not_yet": "#fbe6e4", "officer": "#fdf3d8"}
BORDERS = {"step": "#4a6fa5", "likely": "#3c8a44", "not_yet": "#b5473c", "officer": "#b08a1e"}


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its lines, the head of them bold."""

    kind: str
    x: int
    width: int
    head: tuple[str, ...]
    body: tuple[str, ...]

    @property
    def height(self) -> int:
        """As much as its lines need."""
        return (len(self.head) + len(self.body)) * LINE + 2 * PADDING


def svg(chart: Chart) -> str:
    """The whole picture."""
    head = box("step", LEFT, WIDTH - 2 * LEFT, chart.title)
    y = LEFT + head.height + GAP
    parts = [*drawn(head, LEFT), *arrow(y - GAP, "")]
    for step in chart.steps:
        rows, height = row(step, y)
        parts += [*rows, *arrow(y + height, HOLDS)]
        y += height + GAP
    for last in ending(chart):
        parts += drawn(last, y)
        y += last.height + PADDING
    return "\n".join([opening(chart.title, y + LEFT - PADDING), *parts, "</svg>"]) + "\n"


def opening(title: str, height: int) -> str:
    """The first element, with the picture's name for those who do not see it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
        f' font-family="sans-serif" font-size="14">\n<title>{escape(title)}</title>'
    )


def row(step: Step, y: int) -> tuple[list[str], int]:
    """A step with what may come of it beside it, and how high all that is."""
    main = box("step", LEFT, MAIN, step.text, step.condition, step.source)
    beside = []
    if step.fails is not None:
        beside.append((FAILS, box("not_yet", RIGHT, SIDE, NOT_YET, step.fails)))
    if step.officer is not None:
        beside.append((LOOKS, box("officer", RIGHT, SIDE, OFFICER, step.officer)))
    parts, below = [], y
    for word, other in beside:
        parts += [*drawn(other, below), *branch(below + other.height // 2, word)]
        below += other.height + PADDING
    height = max(main.height, below - y - PADDING)
    return [*drawn(main, y, height), *parts], height


def ending(chart: Chart) -> Iterator[Box]:
    """What it comes to, and what the bot leaves open all the same."""
    yield box("likely", LEFT, WIDTH - 2 * LEFT, LIKELY, *chart.outcome, NOTE)
    if chart.never_decided:
        head = "Luôn do cán bộ xác nhận"
        yield box("officer", LEFT, WIDTH - 2 * LEFT, head, *chart.never_decided)


def box(kind: str, x: int, width: int, head: str, *texts: str) -> Box:
    """A box in which the texts stand, each from a new line on."""
    space = width - 2 * PADDING
    body = (line for text in texts for line in wrap(text, int(space / LETTER)))
    return Box(kind, x, width, tuple(wrap(head, int(space / BOLD))), tuple(body))


def drawn(one: Box, y: int, height: int | None = None) -> list[str]:
    """A box at that place, as high as its lines need or higher."""
    size = f'width="{one.width}" height="{height or one.height}"'
    look = f'rx="8" fill="{COLORS[one.kind]}" stroke="{BORDERS[one.kind]}"'
    rect = f'<rect x="{one.x}" y="{y}" {size} {look}/>'
    return [rect, *written(one, one.x + PADDING, y + PADDING)]


def written(one: Box, x: int, y: int) -> Iterator[str]:
    """The lines of a box below each other."""
    for number, line in enumerate((*one.head, *one.body), 1):
        weight = ' font-weight="bold"' if number <= len(one.head) else ""
        at = y + number * LINE - 4
        yield f'<text x="{x}" y="{at}" fill="#1c1c1c"{weight}>{escape(line)}</text>'


def arrow(y: int, word: str) -> list[str]:
    """Down to the next step."""
    x, end = LEFT + MAIN // 2, y + GAP
    return [
        f'<path d="M{x} {y}V{end - 8}" stroke="#444" fill="none"/>',
        f'<path d="M{x - 5} {end - 8}h10l-5 8z" fill="#444"/>',
        *label(x + 10, y + GAP // 2 + 5, word),
    ]


def branch(y: int, word: str) -> list[str]:
    """To the box beside a step."""
    start, end = LEFT + MAIN, RIGHT
    return [
        f'<path d="M{start} {y}H{end - 8}" stroke="#444" fill="none"/>',
        f'<path d="M{end - 8} {y - 5}v10l8 -5z" fill="#444"/>',
        *label(start + 4, y - 6, word),
    ]


def label(x: int, y: int, word: str) -> list[str]:
    """A word at an arrow."""
    return (
        [f'<text x="{x}" y="{y}" fill="#444" font-size="12">{escape(word)}</text>'] if word else []
    )
