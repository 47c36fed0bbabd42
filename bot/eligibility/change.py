"""What an owner could do differently, so that a program comes to something better."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING

from bot.eligibility.outlook import look_ahead, values
from bot.eligibility.verdict import Verdict, verdict_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.eligibility.domain import Domains
    from bot.eligibility.value import Case, Known
    from bot.knowledge.program import Program, Requirement

MOST_CHANGES = 3
"""More of them at once help nobody."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something that the owner could do differently."""

    to: tuple[tuple[str, Known], ...]
    """The facts as they would have to be."""
    verdict: Verdict
    """What the program would then come to."""


def helping(
    program: Program,
    requirements: Sequence[Requirement],
    failing: Sequence[Requirement],
    case: Case,
    domains: Domains,
) -> tuple[Change, ...]:
    """The smallest changes after which it is no longer *not yet*."""
    for size in range(1, MOST_CHANGES + 1):
        found = []
        for to in _ways(program, failing, size, domains):
            after = look_ahead(requirements, {**case, **dict(to)}, domains)
            change = Change(to, verdict_of(after.levels))
            found += [change] if change.verdict != "not_yet" else []
        if found:
            return tuple(found)
    return ()


def _ways(
    program: Program, failing: Sequence[Requirement], size: int, domains: Domains
) -> Iterator[tuple[tuple[str, Known], ...]]:
    """So many changes at once, each way of them touching all that fails."""
    named = {fact for requirement in failing for fact in requirement.facts}
    can = [fact.id for fact in program.asks if fact.changeable and fact.id in named]
    for chosen in combinations(can, size):
        if all(set(requirement.facts) & set(chosen) for requirement in failing):
            for answers in product(*(values(fact, domains) for fact in chosen)):
                yield tuple(zip(chosen, answers, strict=True))
