"""What the shipped rules come to, compared with an oracle over every combination of answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.bootstrap.answering import load_knowledge, shipped_knowledge
from bot.eligibility.assessment import assess
from bot.eligibility.offered import offered
from bot.eligibility.value import DONT_KNOW, Value
from bot.knowledge.program import Program
from tests.eligibility.oracle import UNKNOWN, Judge, read

TODAY = date(2026, 11, 29)
KNOWN = load_knowledge(shipped_knowledge()).knowledge
PROGRAMS = offered(KNOWN, TODAY)
FACTS, SHARED, WRITTEN = read(shipped_knowledge())
JUDGES = {program["id"]: Judge(program, SHARED, FACTS) for program in WRITTEN}
SMALL = KNOWN.programs["program.training"]
"""Few enough combinations to try every one with answers missing and unknown, too."""


def as_value(fact: str, answer: Any) -> Value:
    """The oracle's word for an answer as the program keeps it."""
    if answer == UNKNOWN:
        return DONT_KNOW
    value: Value = answer == "yes" if FACTS[fact].get("kind") == "yes_no" else answer
    return value


def as_case(answers: Mapping[str, Any]) -> dict[str, Value]:
    return {fact: as_value(fact, answer) for fact, answer in answers.items()}


def test_the_oracle_judges_what_is_shipped() -> None:
    """Every program, each with the same facts; a rule that it cannot read would stop it."""
    assert set(JUDGES) == {program.id for program in PROGRAMS} == set(KNOWN.programs)
    for program in PROGRAMS:
        assert list(JUDGES[program.id].facts) == [fact.id for fact in program.asks]


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.id)
def test_every_combination_of_answers(program: Program) -> None:
    """The same verdict, and all three of them are reached."""
    judge, reached = JUDGES[program.id], set()
    for answers in judge.everything():
        verdict = assess(program, as_case(answers), TODAY).verdict
        assert verdict == judge.verdict(answers), answers
        reached.add(verdict)
    assert reached == {"likely", "officer", "not_yet"}


def partial_cases(judge: Judge) -> list[dict[str, Any]]:
    """Every case in which each fact is answered, unknown or missing."""
    missing = object()
    options = [[*answers, UNKNOWN, missing] for answers in judge.facts.values()]
    return [
        {fact: one for fact, one in zip(judge.facts, answers, strict=True) if one is not missing}
        for answers in product(*options)
    ]


def test_every_combination_with_answers_missing_or_unknown() -> None:
    """The same verdict, *open* too."""
    judge = JUDGES[SMALL.id]
    for answers in partial_cases(judge):
        assert assess(SMALL, as_case(answers), TODAY).verdict == judge.verdict(answers), answers


@st.composite
def partial(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A program and a case in which up to three facts are missing and any may be unknown."""
    judge = JUDGES[draw(st.sampled_from(sorted(JUDGES)))]
    answers = {
        fact: draw(st.sampled_from([*known, UNKNOWN])) for fact, known in judge.facts.items()
    }
    for fact in draw(st.sets(st.sampled_from(sorted(answers)), max_size=3)):
        del answers[fact]
    return judge.id, answers


@given(partial())
@settings(max_examples=300, deadline=None)
def test_cases_of_all_programs_with_answers_missing_or_unknown(
    drawn: tuple[str, dict[str, Any]],
) -> None:
    """The same for programs with too many combinations to try them all."""
    program, answers = drawn
    verdict = assess(KNOWN.programs[program], as_case(answers), TODAY).verdict
    assert verdict == JUDGES[program].verdict(answers)


@given(partial(), st.data())
@settings(max_examples=200, deadline=None)
def test_what_no_rule_names_changes_nothing(
    drawn: tuple[str, dict[str, Any]], data: st.DataObject
) -> None:
    """Another answer to a question of other programs, or one that nobody asks, is no reason."""
    program, case = KNOWN.programs[drawn[0]], as_case(drawn[1])
    others = sorted({"weather", *FACTS} - {fact.id for fact in program.asks})
    other = data.draw(st.sampled_from(others))
    answer = data.draw(st.one_of(st.booleans(), st.integers(), st.text(), st.just(DONT_KNOW)))
    assert assess(program, {**case, other: answer}, TODAY) == assess(program, case, TODAY)


@given(partial(), st.data())
@settings(max_examples=300, deadline=None)
def test_to_know_more_never_takes_a_result_back(
    drawn: tuple[str, dict[str, Any]], data: st.DataObject
) -> None:
    """*Not yet* and *likely* stay what they are when something missing or unknown is answered."""
    program, answers = KNOWN.programs[drawn[0]], drawn[1]
    before = assess(program, as_case(answers), TODAY).verdict
    for fact, known in JUDGES[program.id].facts.items():
        if answers.get(fact, UNKNOWN) == UNKNOWN:
            answers = {**answers, fact: data.draw(st.sampled_from(known))}
    after = assess(program, as_case(answers), TODAY).verdict
    assert after == before or before in {"open", "officer"}


@given(partial())
@settings(max_examples=200, deadline=None)
def test_what_would_help_helps_and_nothing_less_does(drawn: tuple[str, dict[str, Any]]) -> None:
    """Each change leads to the verdict it says; a part of it does not."""
    program, case = KNOWN.programs[drawn[0]], as_case(drawn[1])
    for change in assess(program, case, TODAY).changes:
        after = assess(program, {**case, **dict(change.to)}, TODAY)
        assert after.verdict == change.verdict != "not_yet"
        for left_out in change.to:
            fewer = {key: value for key, value in change.to if key != left_out[0]}
            assert assess(program, {**case, **fewer}, TODAY).verdict == "not_yet"
