"""Questions about places: what a former commune or district is called today, and which is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.wording import fill
from bot.message import Button

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.knowledge.place import Unit
    from bot.knowledge.places import Found, Places
    from bot.knowledge.snapshot import Knowledge

MOST_PLACES = 12
"""More buttons than this nobody reads; the others can be typed."""

TARGET = "place."
"""Begins the targets of buttons that stand for one or more units: `place.26248-26278`."""


def unit_buttons(units: Iterable[Unit]) -> tuple[Button, ...]:
    """A button for each unit of today."""
    return tuple(Button(unit.name, TARGET + unit.code) for unit in units)[:MOST_PLACES]


def meaning_buttons(found: Found) -> tuple[Button, ...]:
    """A button for each thing that the name may mean."""
    choices = found.choices[:MOST_PLACES]
    return tuple(Button(label, TARGET + "-".join(codes)) for label, codes in choices)


def units_in(target: str | None, places: Places) -> tuple[Unit, ...]:
    """The units that a pressed button stands for."""
    if target is None or not target.startswith(TARGET):
        return ()
    units = (places.unit(code) for code in target.removeprefix(TARGET).split("-"))
    return tuple(unit for unit in units if unit is not None)


def what_became(found: Found, knowledge: Knowledge) -> tuple[str, tuple[Button, ...]]:
    """The sentence about a place that was named in a question, and buttons to ask which one."""
    sentences = knowledge.sentences
    if found.choices:
        text = fill(sentences.place_which, knowledge, typed=found.typed)
        return text, meaning_buttons(found)
    if found.is_split:
        names = _names(found.units)
        return fill(sentences.place_split, knowledge, typed=found.typed, units=names), ()
    return now_called(found.units, found.typed, knowledge), ()


def now_called(units: Sequence[Unit], typed: str, knowledge: Knowledge) -> str:
    """One unit of today with what it was made from, or the units that a district became."""
    sentences = knowledge.sentences
    if len(units) > 1:
        return fill(sentences.place_district, knowledge, typed=typed, units=_names(units))
    [unit] = units
    parts = "; ".join(f"{', '.join(part.communes)} ({part.district})" for part in unit.was)
    return fill(sentences.place_now, knowledge, typed=typed, units=unit.name, parts=parts)


def _names(units: Iterable[Unit]) -> str:
    return ", ".join(unit.name for unit in units)
