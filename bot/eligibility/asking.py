"""Which question to ask next, so that as few as possible are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.eligibility.domain import Domains
from bot.eligibility.offered import in_force
from bot.eligibility.outlook import look_ahead
from bot.eligibility.value import Case, usable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from bot.eligibility.domain import Option
    from bot.eligibility.outlook import Outlook
    from bot.knowledge.program import Program


def next_fact(programs: Iterable[Program], facts: Case, today: date) -> str | None:
    """The fact after which the fewest questions are left to ask, as far as can be expected.

    None once no answer can change what any of the programs comes to.
    """
    wanted = [(program, in_force(program, today)) for program in programs]
    asks = {fact.id: fact for program, _ in wanted for fact in program.asks}
    domains = Domains(asks.values(), (one for _, required in wanted for one in required))
    case = usable(facts, asks.values())
    outlooks = [look_ahead(required, case, domains) for _, required in wanted]
    left = questions(outlooks)
    costs = {fact: cost(outlooks, fact, domains[fact]) for fact in asks if fact in left}
    return min(costs, key=costs.__getitem__, default=None)


def questions(outlooks: Iterable[Outlook]) -> set[str]:
    """The facts that can still change something."""
    return {fact for outlook in outlooks for fact in outlook.deciding}


def cost(outlooks: Sequence[Outlook], fact: str, options: Iterable[Option]) -> float:
    """How many questions are expected to be left once the fact is known."""
    expected = sum(
        option.share * len(questions(one.given(fact, option.value) for one in outlooks))
        for option in options
    )
    return round(expected, 6)  # so that equal is equal, and the first one is asked
