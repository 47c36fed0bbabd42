"""What may be known of a case."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum


class DontKnow(Enum):
    """The answer *không biết*, which is not the same as no answer yet."""

    DONT_KNOW = "dont_know"


DONT_KNOW = DontKnow.DONT_KNOW

Known = str | int | bool
"""A choice, a number, yes or no."""
Value = Known | DontKnow
Case = Mapping[str, Value]
"""What is known of a case, by fact; what was not answered yet is missing."""
