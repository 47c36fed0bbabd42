"""The report as a picture: accuracy per noise, and how far scores can be believed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from bench.noise import NOISES

WIDTH, HEIGHT, TOP, LEFT = 620, 300, 40, 50
COLORS = ("#9aa5b1", "#7b8794", "#c58c3a", "#5b8c5a", "#6b9bd1", "#b3261e")
SIDE = 300

Points = Sequence[tuple[float, float]]


def _line(points: Points, color: str) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{color}"/>' for x, y in points)
    return f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"/>{dots}'


def _text(x: float, y: float, text: str, **style: str) -> str:
    extra = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in style.items())
    return f'<text x="{x:.1f}" y="{y:.1f}"{extra}>{escape(text)}</text>'


def _accuracies(table: Mapping[str, Mapping[str, float]]) -> list[str]:
    step = WIDTH / (len(NOISES) - 1)
    parts = []
    for value in range(0, 101, 20):
        y = TOP + HEIGHT * (1 - value / 100)
        parts.append(f'<path d="M{LEFT} {y}H{LEFT + WIDTH}" stroke="#ddd"/>')
        parts.append(_text(LEFT - 8, y + 4, str(value), text_anchor="end"))
    for place, noise in enumerate(NOISES):
        x = LEFT + place * step
        turn = f"rotate(-35 {x:.1f} {TOP + HEIGHT + 16})"
        parts.append(_text(x, TOP + HEIGHT + 16, noise, text_anchor="end", transform=turn))
    for number, (name, row) in enumerate(table.items()):
        points = [
            (LEFT + place * step, TOP + HEIGHT * (1 - row[noise] / 100))
            for place, noise in enumerate(NOISES)
        ]
        color = COLORS[number % len(COLORS)]
        parts += [_line(points, color), _text(LEFT, 420 + 18 * number, f"● {name}", fill=color)]
    return parts


def _reliability(rows: Sequence[tuple[float, float, int]]) -> list[str]:
    left = LEFT + WIDTH + 80

    def place(score: float, right: float) -> tuple[float, float]:
        return left + SIDE * score, TOP + HEIGHT * (1 - right)

    frame = (
        f'<rect x="{left}" y="{TOP}" width="{SIDE}" height="{HEIGHT}" fill="none" stroke="#ddd"/>'
    )
    ideal = _line([place(0, 0), place(1, 1)], "#ccc")
    found = _line([place(score, right) for score, right, _ in rows], COLORS[-1])
    return [
        frame,
        ideal,
        found,
        _text(left, TOP - 14, "share that is right (up) by score (across)"),
        _text(left, TOP + HEIGHT + 18, "0"),
        _text(left + SIDE - 8, TOP + HEIGHT + 18, "1"),
    ]


def draw(table: Mapping[str, Mapping[str, float]], rows: Sequence[tuple[float, float, int]]) -> str:
    """An SVG of both."""
    title = _text(LEFT, TOP - 14, "correct entry first, %, by what was done to the question")
    parts = [title, *_accuracies(table), *_reliability(rows)]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1080 550" '
        'font-family="sans-serif" font-size="13"><rect width="1080" height="550" fill="white"/>'
        + "\n".join(parts)
        + "</svg>\n"
    )
