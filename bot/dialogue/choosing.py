"""Did you mean: entries that are worth choosing from, because they differ in what matters."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from bot.dialogue.policy import MOST_CHOICES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.dialogue.situation import Situation

LEAST = 2
"""One thing to choose from is no choice."""
ALIKE = 0.75
"""Share of common words from which two titles read like one."""


def worth_choosing(
    near: Sequence[str], others: Sequence[str], situation: Situation
) -> tuple[str, ...]:
    """Of the near ones those that can be told apart and may be said; two at least, the others
    fill up.  What waits for confirmation is offered only where there is nothing else.
    """
    told = _told_apart(near, situation)
    said = [key for key in told if not _waits(key, situation)]
    enough = said if len(said) >= LEAST else told
    if len(enough) < LEAST:
        enough = _told_apart(chain(near, others), situation)[:LEAST]
    return tuple(enough[:MOST_CHOICES])


def _waits(key: str, situation: Situation) -> bool:
    entry = situation.knowledge.entries.get(key)
    return entry is not None and entry.status == "draft"


def _told_apart(keys: Iterable[str], situation: Situation) -> list[str]:
    """Without those whose title reads like one before."""
    understanding = situation.understanding
    kept: dict[str, frozenset[str]] = {}
    for key in keys:
        words = understanding.subjects.telling(understanding.title(key))
        if not any(_is_alike(words, other) for other in kept.values()):
            kept[key] = words
    return list(kept)


def _is_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= ALIKE * max(len(one | other), 1)
