"""What a fault came to: its counts, and which promises it broke."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

TOLD = 10
"""Tales at most; the first tell enough."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report."""

    fault: str
    seconds: float
    counts: Mapping[str, float]
    """In the order in which they are to be read."""
    broken: tuple[str, ...] = field(default=())
    """Promises that were not kept, in words; none: all were."""
    tales: tuple[str, ...] = field(default=())
    """What happened where one was broken."""

    @property
    def line(self) -> str:
        """For people."""
        told = ", ".join(f"{_shown(number)} {name}" for name, number in self.counts.items())
        verdict = f"BROKEN: {'; '.join(self.broken)}" if self.broken else "kept"
        line = f"{self.fault:8} {told} ({self.seconds:.1f} s): {verdict}"
        return "\n".join([line, *self.tales[:TOLD]])

    @property
    def row(self) -> dict[str, object]:
        """For programs."""
        return {
            "fault": self.fault,
            "seconds": round(self.seconds, 1),
            **self.counts,
            "broken": list(self.broken),
        }


def broken(**promises: bool) -> tuple[str, ...]:
    """The names of the promises that do not hold, as words."""
    return tuple(name.replace("_", " ") for name, holds in promises.items() if not holds)


def _shown(number: float) -> str:
    return f"{number}" if isinstance(number, int) else f"{number:.2f}"
