"""Did you mean: the nearest of the names that would have been right."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def suggest(written: str, known: Iterable[str]) -> str:
    """A half sentence to end a mistake with; empty when nothing is near."""
    nearest = get_close_matches(written, known, n=1)
    return f'; có phải anh/chị định viết "{nearest[0]}"?' if nearest else ""
