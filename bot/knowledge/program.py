"""A program of support: what it requires, each requirement with its source, and what it gives.

The requirements are data.  What they come to in a case is worked out in `bot/eligibility`.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from bot.knowledge.entry import Validity
from bot.knowledge.fact import Fact
from bot.knowledge.piece import Day, Id, Piece, Text
from bot.knowledge.sourced import Citation

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMS = ("every", "some", "negated", "equals", "one_of", "at_least", "at_most", "within")
JOINING = frozenset({"every", "some", "negated"})


class Span(Piece):
    """Numbers from one to the other, both included."""

    least: int
    most: int


class Condition(Piece):
    """Something about the facts that is true or not; conditions may be joined and nested."""

    fact: Id | None = None
    equals: Text | None = Field(default=None, alias="is")
    """A choice, `yes`, `no`, or a number."""
    one_of: tuple[Text, ...] | None = Field(default=None, min_length=1)
    at_least: int | None = None
    at_most: int | None = None
    within: Span | None = None
    every: tuple[Condition, ...] | None = Field(default=None, alias="all", min_length=1)
    some: tuple[Condition, ...] | None = Field(default=None, alias="any", min_length=1)
    negated: Condition | None = Field(default=None, alias="not")

    @model_validator(mode="after")
    def _says_one_thing(self) -> Condition:
        said = [form for form in FORMS if getattr(self, form) is not None]
        if len(said) != 1 or (said[0] in JOINING) == (self.fact is not None):
            raise ValueError(
                'mỗi điều kiện là một câu: "fact" với một trong is, one_of, at_least, at_most,'
                " within; hoặc một trong all, any, not"
            )
        return self

    @property
    def parts(self) -> tuple[Condition, ...]:
        """The conditions that it joins."""
        return self.every or self.some or ((self.negated,) if self.negated else ())

    @cached_property
    def atoms(self) -> tuple[Condition, ...]:
        """The conditions on a single fact in it."""
        return (self,) if self.fact else tuple(atom for part in self.parts for atom in part.atoms)


class Requirement(Piece):
    """One thing that a program requires.

    `when` decides it.  Where `officer_when` is true the bot leaves it to an officer instead, and
    with `officer` alone it always does.
    """

    id: Id
    say: Text | None = None
    """What is required, in a sentence: *Máy là máy mới*."""
    unmet: Text | None = None
    """The same where it is not so: *Máy là máy cũ*.  None: it is said as it is required."""
    when: Condition | None = None
    officer: Text | None = None
    """What an officer has to look at."""
    officer_when: Condition | None = None
    about: Id | None = None
    """The fact that the officer needs to know, where no condition names it: the place."""
    otherwise: Text | None = Field(default=None, alias="else")
    """What would fulfil it, said when it is not: *nếu mua máy mới*."""
    sources: tuple[Citation, ...]
    """None (`[]`) only where no text decides, so that an officer has to look."""
    valid: Validity = Validity()

    @model_validator(mode="after")
    def _can_be_decided(self) -> Requirement:
        if self.when is None and self.officer is None:
            raise ValueError('điều kiện cần "when" (bot tự xét) hoặc "officer" (cán bộ xét)')
        if not self.sources and self.officer is None:
            raise ValueError(
                'điều kiện do bot tự xét thì cần nguồn (sources); không có thì "officer"'
            )
        if self.when is not None and self.say is None:
            raise ValueError('điều kiện có "when" thì cần "say": câu nói ra điều kiện')
        if (self.officer_when is None) != (self.when is None or self.officer is None):
            raise ValueError(
                '"officer_when" đi cùng cả "when" và "officer": lúc nào thì để cán bộ xét'
            )
        return self

    @property
    def text(self) -> str:
        """What is required."""
        return self.say or self.officer or ""

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        """What is asked of the facts."""
        return tuple(one for one in (self.when, self.officer_when) if one)

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """The facts that its conditions name, each once."""
        atoms = (atom for condition in self.conditions for atom in condition.atoms)
        return tuple(dict.fromkeys(atom.fact for atom in atoms if atom.fact))


class SharedRequirement(Requirement):
    """A requirement of several programs, which somebody looks after."""

    owner: Text | None = None
    updated: Day | None = None
    """When somebody last made sure that it is right."""
    review_by: Day | None = None

    @property
    def title(self) -> str:
        """What it is called in lists."""
        return self.text


class Outcome(Piece):
    """What whoever meets the requirements may be supported with."""

    support: Text
    ceiling: Text | None = None
    """The highest amount there can be; never worded as what somebody will get."""
    undecided: tuple[Text, ...] = ()
    """What the bot does not decide."""
    sources: tuple[Citation, ...] = ()

    @model_validator(mode="after")
    def _has_a_source_for_money(self) -> Outcome:
        if self.ceiling and not self.sources:
            raise ValueError(
                "có mức tối đa (ceiling) thì phải ghi nguồn (sources); hoặc bỏ ceiling"
            )
        return self


class WrittenProgram(Piece):
    """A program as it is written, some requirements by their names only."""

    id: Id
    title: Text
    status: Literal["live", "draft"] = "live"
    """`draft`: nobody is told of it."""
    order: int = Field(default=99, ge=0)
    """Where it stands in lists; smaller numbers come first."""
    valid: Validity = Validity()
    entry: Id
    """The answer that tells more."""
    papers: Id | None = None
    """The answer that tells which papers are needed."""
    form: Annotated[str, StringConstraints(pattern=r"^form\.[a-z0-9_-]+$", max_length=80)]
    """By which people register."""
    common: tuple[Id, ...] = ()
    """Requirements that it shares with others, written in the section `requirements:`."""
    requires: tuple[Requirement, ...] = ()
    """Its own."""
    outcome: Outcome
    owner: Text | None = None
    updated: Day | None = None
    """When somebody last made sure that it is right."""
    review_by: Day | None = None

    @property
    def sources(self) -> tuple[Citation, ...]:
        """All that it rests on, without what it shares with others."""
        own = (one for one in self.requires if one.id not in self.common)
        cited = [source for requirement in own for source in requirement.sources]
        return (*cited, *self.outcome.sources)


class Program(WrittenProgram):
    """A program with all its requirements and the facts that they name."""

    asks: tuple[Fact, ...] = ()
    """In the order of the files."""


def resolve(
    written: WrittenProgram, shared: Mapping[str, SharedRequirement], facts: Mapping[str, Fact]
) -> Program:
    """The program with what it names."""
    requires = (*(shared[key] for key in written.common), *written.requires)
    named = {fact for requirement in requires for fact in requirement.facts}
    fields = {name: getattr(written, name) for name in WrittenProgram.model_fields}
    asks = tuple(fact for fact in facts.values() if fact.id in named)
    return Program(**{**fields, "requires": requires, "asks": asks})
