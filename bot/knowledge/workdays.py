"""Days on which offices work, or do not, other than the calendar of every year says."""

from __future__ import annotations

from bot.knowledge.piece import Day, Piece


class WorkingDays(Piece):
    """What a decision of the year changes beside the public holidays that the program knows."""

    worked: tuple[Day, ...] = ()
    """Weekend days that are worked, to make up for a day off."""
    off: tuple[Day, ...] = ()
    """Days off beside the holidays: swapped days, the Centre's own."""
