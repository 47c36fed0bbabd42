"""What may still come of a program while some facts of the case are not known.

Everything is worked out over the answers that may still be given, so a requirement that holds
whatever is answered holds already, and a question that can change nothing is never needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from bot.eligibility.truth import Level, level_of
from bot.eligibility.value import DONT_KNOW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.eligibility.domain import Domains
    from bot.eligibility.value import Case, Known
    from bot.knowledge.program import Requirement

Levels = frozenset[Level]


@dataclass(frozen=True, slots=True)
class Part:
    """Requirements that hang together through facts that are missing."""

    facts: tuple[str, ...]
    """Those that are missing."""
    levels: Mapping[tuple[Known, ...], Level]
    """The worst of them for each combination of answers."""

    def given(self, fact: str, value: Known) -> Part:
        """What is left once a fact is known."""
        if fact not in self.facts:
            return self
        place = self.facts.index(fact)
        left = {
            (*answers[:place], *answers[place + 1 :]): level
            for answers, level in self.levels.items()
            if answers[place] == value
        }
        return Part((*self.facts[:place], *self.facts[place + 1 :]), left)

    def deciding(self, floor: Level) -> Iterator[str]:
        """The facts that can still change something, where the rest is at least at that level."""
        for place, fact in enumerate(self.facts):
            reached: dict[tuple[Known, ...], Level] = {}
            for answers, level in self.levels.items():
                others = (*answers[:place], *answers[place + 1 :])
                if reached.setdefault(others, max(level, floor)) != max(level, floor):
                    yield fact
                    break


@dataclass(frozen=True, slots=True)
class Outlook:
    """All parts of a program."""

    parts: tuple[Part, ...]

    @property
    def levels(self) -> Levels:
        """What may still come of it."""
        possible = frozenset({Level.HOLDS})
        for part in self.parts:
            reached = set(part.levels.values())
            possible = frozenset(max(one, other) for one in possible for other in reached)
        return possible

    @property
    def deciding(self) -> frozenset[str]:
        """The missing facts that can still change what comes of it."""
        found: set[str] = set()
        for part in self.parts:
            others = [other for other in self.parts if other is not part]
            floor = max((min(other.levels.values()) for other in others), default=Level.HOLDS)
            found.update(part.deciding(floor))
        return frozenset(found)

    def given(self, fact: str, value: Known) -> Outlook:
        """What is left once a fact is known."""
        return Outlook(tuple(part.given(fact, value) for part in self.parts))


def look_ahead(requirements: Iterable[Requirement], case: Case, domains: Domains) -> Outlook:
    """What may still come of these requirements."""
    missing = [(one, {fact for fact in one.facts if fact not in case}) for one in requirements]
    decided = [one for one, names in missing if not names]
    groups = [decided] if decided else []
    groups += grouped((one, names) for one, names in missing if names)
    return Outlook(tuple(work_out(group, case, domains) for group in groups))


def grouped(missing: Iterable[tuple[Requirement, set[str]]]) -> list[list[Requirement]]:
    """The requirements put together by the missing facts that they share."""
    groups: list[tuple[set[str], list[Requirement]]] = []
    for requirement, facts in missing:
        names, members = set(facts), [requirement]
        apart = [group for group in groups if not group[0] & names]
        for group in groups:
            if group[0] & facts:
                names |= group[0]
                members = [*group[1], *members]
        groups = [*apart, (names, members)]
    return [members for _, members in groups]


def work_out(requirements: Sequence[Requirement], case: Case, domains: Domains) -> Part:
    """The worst level for each combination of answers that are missing."""
    named = dict.fromkeys(fact for one in requirements for fact in one.facts)
    missing = tuple(fact for fact in named if fact not in case)
    levels: dict[tuple[Known, ...], Level] = {}
    for answers in product(*(values(fact, domains) for fact in missing)):
        full = {**case, **dict(zip(missing, answers, strict=True))}
        levels[answers] = max(settled(one, full, domains) for one in requirements)
    return Part(missing, levels)


def settled(requirement: Requirement, case: Case, domains: Domains) -> Level:
    """What it comes to.  What somebody does not know and could matter is for an officer."""
    unknown = tuple(fact for fact in requirement.facts if case[fact] is DONT_KNOW)
    if not unknown:
        return level_of(requirement, case)
    reached = {
        level_of(requirement, {**case, **dict(zip(unknown, answers, strict=True))})
        for answers in product(*(values(fact, domains) for fact in unknown))
    }
    return reached.pop() if len(reached) == 1 else Level.OFFICER


def values(fact: str, domains: Domains) -> list[Known]:
    """The answers that make a difference."""
    return [option.value for option in domains[fact]]
