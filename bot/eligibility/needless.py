"""Parts of conditions that change nothing, whatever is answered: slips of whoever wrote them."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from bot.eligibility.domain import answers_to
from bot.eligibility.truth import level_of
from bot.knowledge.program import Condition

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.eligibility.value import Case
    from bot.knowledge.fact import Fact
    from bot.knowledge.program import Requirement


def needless(requirement: Requirement, facts: Mapping[str, Fact]) -> Iterator[str]:
    """What could be left out, as it is written."""
    cases = list(all_cases(requirement, facts))
    before = [level_of(requirement, case) for case in cases]
    for name, change in without_each(requirement):
        if [level_of(change, case) for case in cases] == before:
            yield name


def all_cases(requirement: Requirement, facts: Mapping[str, Fact]) -> Iterator[Case]:
    """Every combination of answers."""
    names = requirement.facts
    atoms = [atom for condition in requirement.conditions for atom in condition.atoms]
    for answers in product(*(answers_to(facts[fact], atoms) for fact in names)):
        yield dict(zip(names, answers, strict=True))


def without_each(requirement: Requirement) -> Iterator[tuple[str, Requirement]]:
    """The requirement without one of its parts, for each of them."""
    for field in ("when", "officer_when"):
        condition: Condition | None = getattr(requirement, field)
        for name, changed in smaller(condition) if condition else ():
            yield name, requirement.model_copy(update={field: changed})


def smaller(condition: Condition) -> Iterator[tuple[str, Condition]]:
    """The condition without one joined part, or without one of the choices that it names."""
    if condition.one_of and len(condition.one_of) > 1:
        for choice in condition.one_of:
            left = tuple(one for one in condition.one_of if one != choice)
            yield f"{condition.fact}: {choice}", condition.model_copy(update={"one_of": left})
    if condition.negated:
        for name, changed in smaller(condition.negated):
            yield name, condition.model_copy(update={"negated": changed})
    for field in ("every", "some"):
        parts: tuple[Condition, ...] = getattr(condition, field) or ()
        for place, part in enumerate(parts):
            others = (*parts[:place], *parts[place + 1 :])
            if others:
                yield named(part), condition.model_copy(update={field: others})
            for name, changed in smaller(part):
                replaced = (*parts[:place], changed, *parts[place + 1 :])
                yield name, condition.model_copy(update={field: replaced})


def named(condition: Condition) -> str:
    """A part, as far as it takes to find it."""
    return ", ".join(dict.fromkeys(atom.fact or "" for atom in condition.atoms))
