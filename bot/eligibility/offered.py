"""What is in force on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from bot.knowledge.entry import Validity
    from bot.knowledge.program import Program, Requirement
    from bot.knowledge.snapshot import Knowledge


def offered(knowledge: Knowledge, today: date) -> tuple[Program, ...]:
    """The programs that people are told of on that day, in their order."""
    programs = sorted(knowledge.programs.values(), key=lambda program: program.order)
    return tuple(one for one in programs if one.status == "live" and is_valid(one.valid, today))


def in_force(program: Program, today: date) -> tuple[Requirement, ...]:
    """What the program requires on that day."""
    return tuple(one for one in program.requires if is_valid(one.valid, today))


def is_valid(valid: Validity, today: date) -> bool:
    """Whether the day lies within."""
    return (valid.since is None or valid.since <= today) and (
        valid.until is None or today <= valid.until
    )
