"""Questions about places: what a former commune or district is called today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.wording import fill
from bot.message import Button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.knowledge.place import Unit
    from bot.knowledge.places import Found, Places
    from bot.knowledge.snapshot import Knowledge

MOST_PLACES = 12
"""More buttons than this nobody reads; the others can be typed."""


def choice_buttons(units: Sequence[Unit]) -> tuple[Button, ...]:
    """A button for each unit of today."""
    return tuple(Button(unit.name, f"place.{unit.code}") for unit in units[:MOST_PLACES])


def units_in(target: str | None, places: Places) -> tuple[Unit, ...]:
    """The units that a pressed `place.<code>` button stands for."""
    if target is None or not target.startswith("place."):
        return ()
    unit = places.unit(target.removeprefix("place."))
    return () if unit is None else (unit,)


def what_became(found: Found, knowledge: Knowledge) -> tuple[str, tuple[Button, ...]]:
    """The sentence about a place that was found in a question, and buttons to ask which one."""
    sentences = knowledge.sentences
    names = ", ".join(unit.name for unit in found.units)
    if found.is_split:
        return fill(sentences.place_split, knowledge, typed=found.typed, units=names), ()
    if found.level == "district":
        return fill(sentences.place_district, knowledge, typed=found.typed, units=names), ()
    if len(found.units) > 1:
        text = fill(sentences.place_which, knowledge, typed=found.typed)
        return text, choice_buttons(found.units)
    return now_called(found.units[0], found.typed, knowledge), ()


def now_called(unit: Unit, typed: str, knowledge: Knowledge) -> str:
    """A unit of today with what it was made from, beside the name that was typed."""
    parts = "; ".join(f"{', '.join(part.communes)} ({part.district})" for part in unit.was)
    return fill(knowledge.sentences.place_now, knowledge, typed=typed, units=unit.name, parts=parts)
