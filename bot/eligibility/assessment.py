"""What a program comes to in somebody's case, with the reason for each requirement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.eligibility.change import Change, helping
from bot.eligibility.domain import Domains
from bot.eligibility.offered import in_force
from bot.eligibility.outlook import look_ahead
from bot.eligibility.value import Case, usable
from bot.eligibility.verdict import State, Verdict, state_of, verdict_of

if TYPE_CHECKING:
    from datetime import date

    from bot.knowledge.program import Program, Requirement
    from bot.knowledge.sourced import Citation

__all__ = ["Assessment", "Change", "Reason", "State", "Verdict", "assess"]


@dataclass(frozen=True, slots=True)
class Reason:
    """What one requirement comes to."""

    requirement: str
    state: State
    text: str
    """What is required; where it fails, how it is not so."""
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
class Assessment:
    """What a program comes to."""

    program: Program
    verdict: Verdict
    """*Likely*: all that the bot may decide holds."""
    reasons: tuple[Reason, ...]
    """Those that are never the bot's to decide come last."""
    changes: tuple[Change, ...]
    """The smallest that would help where the verdict is *not yet*."""


def assess(program: Program, facts: Case, today: date) -> Assessment:
    """What the program comes to on that day."""
    facts = usable(facts, program.asks)
    requirements = in_force(program, today)
    domains = Domains(program.asks, requirements)
    verdict = verdict_of(look_ahead(requirements, facts, domains).levels)
    states = {one.id: state_of(look_ahead([one], facts, domains).levels) for one in requirements}
    reasons = sorted(
        (_reason(one, states[one.id]) for one in requirements),
        key=lambda reason: reason.is_always_officer,
    )
    failing = [one for one in requirements if states[one.id] == "fails"]
    changes = helping(program, requirements, failing, facts, domains) if failing else ()
    return Assessment(program, verdict, tuple(reasons), changes)


def _reason(requirement: Requirement, state: State) -> Reason:
    is_always_officer = requirement.when is None
    unmet = requirement.unmet if state == "fails" else None
    return Reason(
        requirement=requirement.id,
        state="officer" if is_always_officer else state,
        text=unmet or requirement.text,
        officer=requirement.officer,
        otherwise=requirement.otherwise,
        citations=requirement.sources,
        facts=requirement.facts or ((requirement.about,) if requirement.about else ()),
        is_always_officer=is_always_officer,
    )
