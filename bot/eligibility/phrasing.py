"""Conditions in words, for administrators who want to see what they wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.knowledge.fact import Fact
    from bot.knowledge.program import Condition


def in_words(condition: Condition, facts: Mapping[str, Fact]) -> str:
    """The condition as a half sentence."""
    if condition.every:
        return " và ".join(_part(one, facts) for one in condition.every)
    if condition.some:
        return " hoặc ".join(_part(one, facts) for one in condition.some)
    if condition.negated:
        return f"không phải: {in_words(condition.negated, facts)}"
    return _of_a_fact(condition, facts[condition.fact or ""])


def _part(condition: Condition, facts: Mapping[str, Fact]) -> str:
    said = in_words(condition, facts)
    return said if condition.fact else f"({said})"


def _of_a_fact(condition: Condition, fact: Fact) -> str:
    named = condition.one_of or ((condition.equals,) if condition.equals else ())
    if named:
        titles = {choice.id: choice.title for choice in fact.choices}
        wanted = [titles.get(one, one) for one in named]
        return f"{fact.label}: {' / '.join(wanted)}"
    return f"{fact.label}: {_numbers(condition, f' {fact.unit}' if fact.unit else '')}"


def _numbers(condition: Condition, unit: str) -> str:
    if condition.within:
        return f"từ {condition.within.least} đến {condition.within.most}{unit}"
    if condition.at_least is not None:
        return f"từ {condition.at_least}{unit} trở lên"
    return f"không quá {condition.at_most}{unit}"
