"""What a look at one part of the program comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    level: Literal["ok", "warning", "error"]
    what: str
    mend: str = ""
    """How to mend it; empty when there is nothing to mend."""
