"""What may be known of a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum

from bot.knowledge.fact import Fact


class DontKnow(Enum):
    """The answer *không biết*, which is not the same as no answer yet."""

    DONT_KNOW = "dont_know"


DONT_KNOW = DontKnow.DONT_KNOW

Known = str | int | bool
"""A choice, a number, yes or no."""
Value = Known | DontKnow
Case = Mapping[str, Value]
"""What is known of a case, by fact; what was not answered yet is missing."""


def usable(case: Case, facts: Iterable[Fact]) -> Case:
    """The answers to these facts that can be given today; others count as not given.

    A case may be older than the questions: what somebody picked yesterday is no choice any more.
    """
    return {
        fact.id: case[fact.id]
        for fact in facts
        if fact.id in case and (case[fact.id] is DONT_KNOW or fact.accepts(case[fact.id]))
    }
