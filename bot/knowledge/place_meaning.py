"""From what the names in a text may mean to what they mean together: a commune beside its
district is one place, a name that several places bear leaves several meanings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.knowledge.place_mentions import Mention
    from bot.knowledge.place_names import Reading

    Readings = tuple[Reading, ...]


def combine(
    meant: Sequence[Mention], mentions: Sequence[Mention]
) -> tuple[Readings, list[Mention]]:
    """The readings of the first place that is meant, narrowed by the names that go with it, and
    the mentions that had a say.
    """
    first = meant[0]
    readings, used = first.readings, [first]
    beside = _beside(first, mentions)
    for other in mentions:
        if other is not first and (other in meant or other in beside):
            kept = narrow(readings, other.readings)
            if kept:
                readings = kept
                used.append(other)
    return readings, sorted(used, key=lambda mention: mention.first)


def narrow(one: Readings, other: Readings) -> Readings:
    """The readings of either that fit the other: inside it, or in the same unit of today.
    Empty when they have nothing to do with each other.
    """
    fits: tuple[Callable[[Reading, Reading], bool], ...] = (_lies_in, _shares_unit)
    for fit in fits:
        for inner, outer in ((one, other), (other, one)):
            kept = tuple(r for r in inner if any(fit(r, around) for around in outer))
            if kept:
                return kept
    return ()


def distinct(readings: Iterable[Reading]) -> Readings:
    """The meanings that must be told apart: one, when all come to the same units of today."""
    readings = tuple(readings)
    splits = [reading for reading in readings if reading.is_split]
    kept: dict[tuple[frozenset[str], str], Reading] = {}
    for reading in readings:
        if reading.is_split or not any(_covers(split, reading) for split in splits):
            kept.setdefault((frozenset(reading.codes), reading.name), reading)
    meanings = tuple(kept.values())
    return meanings if len({codes for codes, _ in kept}) > 1 else meanings[:1]


def _beside(first: Mention, mentions: Sequence[Mention]) -> list[Mention]:
    """The unbroken run of names that the first one stands in."""
    run: list[Mention] = []
    for mention in mentions:
        if run and run[-1].end != mention.first:
            if first in run:
                break
            run = []
        if not mention.is_short:
            run.append(mention)
    return run if first in run else []


def _lies_in(reading: Reading, around: Reading) -> bool:
    if around.level == "district":
        return reading.level in ("unit", "commune") and around.districts <= reading.districts
    return around.level == "region" and set(reading.codes) < set(around.codes)


def _shares_unit(reading: Reading, other: Reading) -> bool:
    levels = ("unit", "commune")
    return (
        reading.level in levels
        and other.level in levels
        and not set(reading.codes).isdisjoint(other.codes)
    )


def _covers(split: Reading, reading: Reading) -> bool:
    return set(reading.codes) <= set(split.codes)
