"""A program's decision as a chart: one step for each requirement, and where each may lead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.eligibility.domain import Domains
from bot.eligibility.offered import in_force
from bot.eligibility.outlook import look_ahead
from bot.eligibility.phrasing import in_words
from bot.eligibility.truth import Level

if TYPE_CHECKING:
    from datetime import date

    from bot.knowledge.program import Program, Requirement
    from bot.knowledge.snapshot import Knowledge

LIKELY, NOT_YET, OFFICER = "Có thể đủ", "Chưa đủ", "Cần cán bộ xác nhận"
HOLDS, FAILS, LOOKS = "đạt", "chưa đạt", "cán bộ xem"
NOTE = f"Đạt hết mà còn điều cán bộ xem, hoặc câu trả lời là không biết: {OFFICER}"


@dataclass(frozen=True, slots=True)
class Step:
    """One requirement."""

    text: str
    condition: str
    """When it holds, in words."""
    source: str
    fails: str | None
    """What is said where it is not fulfilled; None: it cannot fail."""
    officer: str | None
    """What an officer has to look at; None: nothing, but what somebody does not know."""


@dataclass(frozen=True, slots=True)
class Chart:
    """What can be drawn."""

    title: str
    steps: tuple[Step, ...]
    never_decided: tuple[str, ...]
    """What the bot leaves to an officer whatever is answered."""
    outcome: tuple[str, ...]
    """What there may be, the ceiling, and what is not decided."""


def chart_of(program: Program, knowledge: Knowledge, today: date) -> Chart:
    """The program as it stands on that day."""
    requirements = in_force(program, today)
    domains = Domains(program.asks, requirements)
    outcome = program.outcome
    ceiling = (outcome.ceiling,) if outcome.ceiling else ()
    undecided = (f"Chưa quyết: {one}" for one in outcome.undecided)
    return Chart(
        title=program.title,
        steps=tuple(_step(one, domains, knowledge) for one in requirements if one.when),
        never_decided=tuple(
            f"{one.text} ({source_of(one, knowledge)})" for one in requirements if not one.when
        ),
        outcome=(outcome.support, *ceiling, *undecided),
    )


def _step(requirement: Requirement, domains: Domains, knowledge: Knowledge) -> Step:
    levels = look_ahead([requirement], {}, domains).levels
    when = requirement.when
    return Step(
        text=requirement.text,
        condition=in_words(when, knowledge.facts) if when else "",
        source=source_of(requirement, knowledge),
        fails=(requirement.otherwise or "") if Level.FAILS in levels else None,
        officer=requirement.officer if Level.OFFICER in levels else None,
    )


def source_of(requirement: Requirement, knowledge: Knowledge) -> str:
    """The documents and articles."""
    cited = ((knowledge.documents[one.document].name, one.at) for one in requirement.sources)
    return "; ".join(f"{name}, {at}" if at else name for name, at in cited)
