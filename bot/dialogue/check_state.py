"""What is known in a check of eligibility, and how it grows: plain functions of its state."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.eligibility.offered import offered
from bot.eligibility.value import DONT_KNOW

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from bot.dialogue.conversation import CheckState, Told
    from bot.eligibility.value import Value
    from bot.knowledge.program import Program
    from bot.knowledge.snapshot import Knowledge


def programs_of(state: CheckState, knowledge: Knowledge, today: date) -> Sequence[Program]:
    """Those that are checked."""
    programs = offered(knowledge, today)
    chosen = [program for program in programs if program.id == state.program]
    return chosen or programs


def asked_of(programs: Sequence[Program], state: CheckState) -> Sequence[Program]:
    """What is asked about.  Of all programs at once only what concerns the facility itself: the
    rest of a program is asked when it is chosen.
    """
    if state.program is not None or len(programs) == 1:
        return programs
    return [_about_facility(program) for program in programs]


def matters(told: Iterable[Told], programs: Iterable[Program]) -> tuple[Told, ...]:
    """Of what was said that which these programs ask about."""
    asks = {fact.id for program in programs for fact in program.asks}
    return tuple(one for one in told if one.fact in asks)


def _about_facility(program: Program) -> Program:
    general = {fact.id for fact in program.asks if fact.general}
    requires = tuple(one for one in program.requires if general.issuperset(one.facts))
    asks = tuple(fact for fact in program.asks if fact.general)
    return program.model_copy(update={"requires": requires, "asks": asks})


def values_of(state: CheckState) -> Mapping[str, Value]:
    """The facts, as the rules want them."""
    return {one.fact: DONT_KNOW if one.value is None else one.value for one in state.told}


def told_of(state: CheckState, fact: str) -> Told | None:
    """What was said of one fact."""
    return next((one for one in state.told if one.fact == fact), None)


def with_told(state: CheckState, told: Iterable[Told]) -> CheckState:
    """What was said later counts; the order stays."""
    known = {one.fact: one for one in state.told} | {one.fact: one for one in told}
    return replace(state, told=tuple(known.values()))


def without(state: CheckState, fact: str) -> CheckState:
    """As if nothing had been said of it."""
    return replace(state, told=tuple(one for one in state.told if one.fact != fact))


def refreshed(state: CheckState, knowledge: Knowledge, today: date) -> CheckState | None:
    """The state as far as this knowledge still has what it is about; None: nothing to ask."""
    programs = {program.id for program in offered(knowledge, today)}
    if not programs or (state.fact is not None and state.fact not in knowledge.facts):
        return None
    program = state.program if state.program in programs else None
    told = tuple(one for one in state.told if _is_possible(one, knowledge))
    asked = tuple(fact for fact in state.asked if fact in knowledge.facts)
    return replace(state, program=program, told=told, asked=asked)


def _is_possible(told: Told, knowledge: Knowledge) -> bool:
    fact = knowledge.facts.get(told.fact)
    if fact is None or not fact.choices:
        return fact is not None
    return told.value is None or any(fact.value_of(one.id) == told.value for one in fact.choices)
