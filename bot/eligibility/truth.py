"""Whether conditions hold, where all that they name is known."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from bot.knowledge.fact import NO, YES

if TYPE_CHECKING:
    from bot.eligibility.value import Case, Value
    from bot.knowledge.program import Condition, Requirement


class Level(IntEnum):
    """What a requirement comes to; of several the worst counts."""

    HOLDS = 0
    OFFICER = 1
    FAILS = 2


def level_of(requirement: Requirement, case: Case) -> Level:
    """What it comes to in a case in which its facts are known."""
    if requirement.when is None:
        return Level.HOLDS
    if requirement.officer_when and is_true(requirement.officer_when, case):
        return Level.OFFICER
    return Level.HOLDS if is_true(requirement.when, case) else Level.FAILS


def is_true(condition: Condition, case: Case) -> bool:
    """Whether it is so in a case in which its facts are known."""
    if condition.every:
        return all(is_true(part, case) for part in condition.every)
    if condition.some:
        return any(is_true(part, case) for part in condition.some)
    if condition.negated:
        return not is_true(condition.negated, case)
    return fits(condition, case[condition.fact or ""])


def fits(atom: Condition, value: Value) -> bool:
    """Whether a value is as a condition on a single fact says."""
    if atom.equals is not None:
        return as_written(value) == atom.equals
    if atom.one_of is not None:
        return as_written(value) in atom.one_of
    number = value if isinstance(value, int) else 0
    if atom.within is not None:
        return atom.within.least <= number <= atom.within.most
    if atom.at_least is not None:
        return number >= atom.at_least
    return atom.at_most is None or number <= atom.at_most


def as_written(value: Value) -> str:
    """The value as conditions name it."""
    if isinstance(value, bool):
        return YES if value else NO
    return str(value)
