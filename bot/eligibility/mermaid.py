"""A chart as Mermaid text, which many editors and wikis draw."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bot.eligibility.chart import FAILS, HOLDS, LIKELY, LOOKS, NOT_YET, NOTE, OFFICER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.eligibility.chart import Chart, Step

ESCAPES = {"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "&": "#amp;", "\n": " "}
"""What Mermaid would take for its own."""


def mermaid(chart: Chart) -> str:
    """The whole text."""
    return "\n".join(_lines(chart)) + "\n"


def _lines(chart: Chart) -> Iterator[str]:
    yield "flowchart TD"
    yield f"    start({_label(chart.title)})"
    yield f"    likely([{_label(LIKELY, *chart.outcome, NOTE)}])"
    for number, step in enumerate(chart.steps, 1):
        yield from _step(number, step)
    names = ["start", *(f"s{number}" for number, _ in enumerate(chart.steps, 1)), "likely"]
    yield f"    start --> {names[1]}"
    for before, after in pairwise(names[1:]):
        yield f"    {before} -->|{HOLDS}| {after}"
    if chart.never_decided:
        yield f"    never[{_label('Luôn do cán bộ xác nhận:', *chart.never_decided)}]"
        yield "    likely -.- never"


def _step(number: int, step: Step) -> Iterator[str]:
    yield f"    s{number}{{{{{_label(step.text, step.condition, step.source)}}}}}"
    if step.fails is not None:
        yield f"    s{number} -->|{FAILS}| n{number}[{_label(NOT_YET, step.fails)}]"
    if step.officer is not None:
        yield f"    s{number} -.->|{LOOKS}| o{number}[{_label(OFFICER, step.officer)}]"


def _label(*lines: str) -> str:
    return '"' + "<br/>".join(_escaped(line) for line in lines if line) + '"'


def _escaped(text: str) -> str:
    return "".join(ESCAPES.get(letter, letter) for letter in text)
