"""What a program comes to in somebody's case, with the reason for each requirement."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING, Literal

from bot.eligibility.domain import domains_of
from bot.eligibility.offered import in_force
from bot.eligibility.outlook import look_ahead, values
from bot.eligibility.truth import Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from bot.eligibility.domain import Domains
    from bot.eligibility.outlook import Levels
    from bot.eligibility.value import Case, Known
    from bot.knowledge.program import Program, Requirement
    from bot.knowledge.sourced import Citation

Verdict = Literal["likely", "not_yet", "officer", "open"]
State = Literal["holds", "fails", "officer", "open"]
VERDICTS: Mapping[Level, Verdict] = {
    Level.HOLDS: "likely",
    Level.OFFICER: "officer",
    Level.FAILS: "not_yet",
}
STATES: Mapping[Level, State] = {
    Level.HOLDS: "holds",
    Level.OFFICER: "officer",
    Level.FAILS: "fails",
}
MOST_CHANGES = 3
"""More changes at once help nobody."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What one requirement comes to."""

    requirement: str
    state: State
    text: str
    """What is required."""
    officer: str | None
    """What an officer has to look at."""
    otherwise: str | None
    """What would fulfil it."""
    citations: tuple[Citation, ...]
    facts: tuple[str, ...]
    """On which it depends."""
    is_always_officer: bool
    """True: the bot never decides it.  It does not keep a program from being likely, and is said
    with every result."""

    @property
    def holds(self) -> bool | None:
        """Whether it is fulfilled; None: not known, or not for the bot to say."""
        return {"holds": True, "fails": False}.get(self.state)


@dataclass(frozen=True, slots=True)
class Change:
    """Something that the owner could do differently."""

    to: tuple[tuple[str, Known], ...]
    """The facts as they would have to be."""
    verdict: Verdict
    """What the program would then come to."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a program comes to."""

    program: Program
    verdict: Verdict
    reasons: tuple[Reason, ...]
    """Those that are never the bot's to decide come last."""
    changes: tuple[Change, ...]
    """The smallest that would help where the verdict is *not yet*."""


def assess(program: Program, facts: Case, today: date) -> Assessment:
    """What the program comes to on that day."""
    requirements = in_force(program, today)
    domains = domains_of(program.asks, requirements)
    verdict = verdict_of(look_ahead(requirements, facts, domains).levels)
    reasons = [_reason(requirement, facts, domains) for requirement in requirements]
    reasons.sort(key=lambda one: one.is_always_officer)
    failing = {fact for reason in reasons if reason.state == "fails" for fact in reason.facts}
    chosen = [fact.id for fact in program.asks if fact.changeable and fact.id in failing]
    changes = _changes(chosen, requirements, facts, domains) if verdict == "not_yet" else ()
    return Assessment(program, verdict, tuple(reasons), tuple(changes))


def verdict_of(levels: Levels) -> Verdict:
    """The word for what may come of it."""
    return VERDICTS[next(iter(levels))] if len(levels) == 1 else "open"


def _reason(requirement: Requirement, facts: Case, domains: Domains) -> Reason:
    is_always_officer = requirement.when is None
    levels = look_ahead([requirement], facts, domains).levels
    state = STATES[next(iter(levels))] if len(levels) == 1 else "open"
    return Reason(
        requirement=requirement.id,
        state="officer" if is_always_officer else state,
        text=requirement.text,
        officer=requirement.officer,
        otherwise=requirement.otherwise,
        citations=requirement.sources,
        facts=requirement.facts or ((requirement.about,) if requirement.about else ()),
        is_always_officer=is_always_officer,
    )


def _changes(
    changeable: Sequence[str], requirements: Sequence[Requirement], facts: Case, domains: Domains
) -> Sequence[Change]:
    """The smallest changes of these facts that help."""
    for size in range(1, MOST_CHANGES + 1):
        tried = (
            _changed(to, requirements, facts, domains) for to in _ways(changeable, size, domains)
        )
        helping = [change for change in tried if change.verdict != "not_yet"]
        if helping:
            return helping
    return ()


def _ways(
    changeable: Sequence[str], size: int, domains: Domains
) -> Iterator[tuple[tuple[str, Known], ...]]:
    for chosen in combinations(changeable, size):
        for answers in product(*(values(fact, domains) for fact in chosen)):
            yield tuple(zip(chosen, answers, strict=True))


def _changed(
    to: tuple[tuple[str, Known], ...],
    requirements: Sequence[Requirement],
    facts: Case,
    domains: Domains,
) -> Change:
    after = look_ahead(requirements, {**facts, **dict(to)}, domains)
    return Change(to, verdict_of(after.levels))
