"""The answers to a fact that make a difference, each standing for those that make the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.eligibility.truth import fits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.eligibility.value import Known
    from bot.knowledge.fact import Fact
    from bot.knowledge.program import Condition, Requirement

USUAL = 4.0
"""How much more often the usual choice is expected than all others together."""


@dataclass(frozen=True, slots=True)
class Option:
    """Answers between which no condition tells apart."""

    value: Known
    """The first of them."""
    share: float
    """How often one of them is expected, between 0 and 1."""


class Domains(dict[str, tuple[Option, ...]]):
    """The options of each fact, worked out when they are looked up."""

    def __init__(self, facts: Iterable[Fact], requirements: Iterable[Requirement]) -> None:
        super().__init__()
        self._facts = {fact.id: fact for fact in facts}
        self._requirements = tuple(requirements)

    def __missing__(self, fact: str) -> tuple[Option, ...]:
        atoms = [
            atom
            for requirement in self._requirements
            if fact in requirement.facts
            for condition in requirement.conditions
            for atom in condition.atoms
            if atom.fact == fact
        ]
        self[fact] = options(self._facts[fact], atoms)
        return self[fact]


def options(fact: Fact, atoms: Sequence[Condition]) -> tuple[Option, ...]:
    """The answers put together by what the conditions say of them."""
    shares: dict[tuple[bool, ...], float] = {}
    first: dict[tuple[bool, ...], Known] = {}
    weighed = weights(fact, atoms)
    total = sum(weighed.values())
    for value, weight in weighed.items():
        told = tuple(fits(atom, value) for atom in atoms)
        first.setdefault(told, value)
        shares[told] = shares.get(told, 0.0) + weight / total
    return tuple(Option(value, shares[told]) for told, value in first.items())


def weights(fact: Fact, atoms: Iterable[Condition]) -> Mapping[Known, float]:
    """Every answer, and how often it is given."""
    known = answers_to(fact, atoms)
    usual = fact.value_of(fact.usual) if fact.usual else None
    others = max(len(known) - 1, 1)
    return {value: USUAL * others if value == usual else 1.0 for value in known}


def answers_to(fact: Fact, atoms: Iterable[Condition]) -> list[Known]:
    """Every choice, or of numbers those on both sides of each border."""
    choices = [fact.value_of(choice.id) for choice in fact.choices]
    return (
        [*choices] if choices else [*borders(fact, [one for one in atoms if one.fact == fact.id])]
    )


def borders(fact: Fact, atoms: Iterable[Condition]) -> list[int]:
    """Numbers of which each condition is true and false, within what may be answered."""
    least, most = fact.least or 0, fact.most
    found = {least}
    for atom in atoms:
        within = (atom.within.least, atom.within.most) if atom.within else ()
        named = [int(one) for one in (atom.equals, *(atom.one_of or ())) if one is not None]
        for number in (*within, *named, atom.at_least, atom.at_most):
            if number is not None:
                found |= {number - 1, number, number + 1}
    return sorted(one for one in found if one >= least and (most is None or one <= most))
