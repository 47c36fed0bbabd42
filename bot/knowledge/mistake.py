"""A mistake in a file that somebody wrote by hand, with its place, for the one who mends it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """What is wrong, where, and how the corrected line looks.  Sorts by place."""

    file: str
    line: int
    column: int
    why: str
    """A Vietnamese sentence."""
    is_warning: bool = False
    """True: it can be served as it is."""

    @property
    def place(self) -> tuple[str, int, int]:
        """File, line and column."""
        return self.file, self.line, self.column

    def __str__(self) -> str:
        level = "cảnh báo: " if self.is_warning else ""
        return f"{self.file}:{self.line}:{self.column}: {level}{self.why}"
