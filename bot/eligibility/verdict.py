"""The words for what a program, or one of its requirements, comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bot.eligibility.truth import Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.eligibility.outlook import Levels

Verdict = Literal["likely", "not_yet", "officer", "open"]
State = Literal["holds", "fails", "officer", "open"]
VERDICTS: Mapping[Level, Verdict] = {
    Level.HOLDS: "likely",
    Level.OFFICER: "officer",
    Level.FAILS: "not_yet",
}
STATES: Mapping[Level, State] = {
    Level.HOLDS: "holds",
    Level.OFFICER: "officer",
    Level.FAILS: "fails",
}


def verdict_of(levels: Levels) -> Verdict:
    """Of a program; open while it may still come to several things."""
    return VERDICTS[next(iter(levels))] if len(levels) == 1 else "open"


def state_of(levels: Levels) -> State:
    """Of a requirement."""
    return STATES[next(iter(levels))] if len(levels) == 1 else "open"
