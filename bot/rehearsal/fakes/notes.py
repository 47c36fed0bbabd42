"""What a platform did, told to whoever watches it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

OK = "ok"
ANY = "*"
"""In a trouble: whatever is called."""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that happened between a platform and the bot."""

    platform: str
    """The name of its channel."""
    what: str
    """The method that the bot called, or the Update that the platform posted."""
    outcome: str = OK
    """The fault that was played, or the status or code that came back."""


Watch = Callable[[Note], object]


def look_away(_note: Note) -> None:
    """Nobody watches."""
