"""As few questions as possible, each of which can change something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.bootstrap.answering import load_knowledge, shipped_knowledge
from bot.eligibility.asking import next_fact
from bot.eligibility.assessment import assess
from bot.eligibility.offered import offered
from bot.eligibility.value import DONT_KNOW, Value
from bot.knowledge.program import Program
from tests.eligibility.rules import known

TODAY = date(2026, 11, 29)
KNOWN = load_knowledge(shipped_knowledge()).knowledge
PROGRAMS = offered(KNOWN, TODAY)


def answers_to(fact: str) -> list[Value]:
    choices = KNOWN.facts[fact].choices
    return [KNOWN.facts[fact].value_of(choice.id) for choice in choices] or [0, 1, 2]


def asked(programs: Sequence[Program], truth: Mapping[str, Value]) -> Iterator[str]:
    """The questions that are put to somebody of whom this is true."""
    case: dict[str, Value] = {}
    while (fact := next_fact(programs, case, TODAY)) is not None:
        assert fact not in case
        case[fact] = truth[fact]
        yield fact


def in_file_order(programs: Sequence[Program], truth: Mapping[str, Value]) -> Iterator[str]:
    """The same if the questions were put as they are written, until all is decided."""
    wanted = {fact.id for program in programs for fact in program.asks}
    case: dict[str, Value] = {}
    for fact in KNOWN.facts:
        if all(assess(program, case, TODAY).verdict != "open" for program in programs):
            return
        if fact in wanted:
            case[fact] = truth[fact]
            yield fact


TWO = """\
facts:
  - id: second
    label: Hai
    question: Hai?
    kind: yes_no
    choices: [{id: yes, title: Có}, {id: no, title: Không}]
  - id: first
    label: Một
    question: Một?
    kind: yes_no
    choices: [{id: yes, title: Có}, {id: no, title: Không}]
programs:
  - id: program.two
    title: Hai
    entry: machinery
    form: form.support
    requires:
      - {id: first, say: Một, when: {fact: first, is: yes}, sources: [{document: law}]}
      - {id: second, say: Hai, when: {fact: second, is: yes}, sources: [{document: law}]}
    outcome: {support: Gì đó}
"""
truths = st.fixed_dictionaries(
    {
        fact: st.sampled_from([*answers_to(fact), DONT_KNOW])
        for fact in KNOWN.facts
        if fact != "place"
    }
)


@given(st.sets(st.sampled_from(PROGRAMS), min_size=1, max_size=3), truths)
@settings(max_examples=60, deadline=None)
def test_the_questions_come_to_an_end(chosen: set[Program], truth: dict[str, Value]) -> None:
    """None is put twice, none that no program wants; then nothing is open."""
    programs = sorted(chosen, key=lambda program: program.id)
    wanted = {fact.id for program in programs for fact in program.asks}
    questions = list(asked(programs, truth))
    assert set(questions) <= wanted
    assert len(questions) == len(set(questions))
    case = {fact: truth[fact] for fact in questions}
    assert all(assess(program, case, TODAY).verdict != "open" for program in programs)


def test_what_is_known_is_not_asked_again() -> None:
    """A carpenter with a household business who wants a new machine has said three things."""
    case: dict[str, Value] = {"owner": "household", "industry": "wood", "machine": "new"}
    machinery = KNOWN.programs["program.machinery"]
    while (fact := next_fact([machinery], case, TODAY)) is not None:
        assert fact not in {"owner", "industry", "machine", "kiln", "place"}
        case[fact] = DONT_KNOW
    assert assess(machinery, case, TODAY).verdict == "officer"


def test_a_food_stall_is_asked_one_question() -> None:
    """Its trade decides every program that wants a producer."""
    programs = [program for program in PROGRAMS if program.id != "program.contest"]
    trade = dict.fromkeys(KNOWN.facts, DONT_KNOW) | {"industry": "trade"}
    assert list(asked(programs, trade)) == ["industry"]


def test_only_a_brick_kiln_is_asked_which_kiln() -> None:
    """Nobody else has one."""
    machinery = KNOWN.programs["program.machinery"]
    for industry in answers_to("industry"):
        truth = {fact: answers_to(fact)[0] for fact in KNOWN.facts if fact != "place"}
        is_asked = "kiln" in list(asked([machinery], {**truth, "industry": industry}))
        assert is_asked == (industry == "fired_brick")


@pytest.mark.parametrize("name", ["program.contest", "program.training", "program.cleaner"])
def test_every_question_can_change_something(name: str) -> None:
    """Whatever was said before, two answers to it may lead to two verdicts; and the other way
    round: while a verdict is open there is a question.
    """
    program = KNOWN.programs[name]
    facts = [fact.id for fact in program.asks]
    random = Random(name)  # noqa: S311 - the same cases each time
    for _ in range(60):
        known = random.sample(facts, random.randrange(len(facts)))
        case = {fact: random.choice([*answers_to(fact), DONT_KNOW]) for fact in known}
        fact = next_fact([program], case, TODAY)
        assert (fact is None) == (assess(program, case, TODAY).verdict != "open")
        if fact is not None:
            others = [one for one in facts if one not in case and one != fact]
            assert any(
                len({assess(program, {**case, **more, fact: one}, TODAY).verdict
                     for one in answers_to(fact)}) > 1
                for more in cases_of(others)
            )  # fmt: skip


def cases_of(facts: Sequence[str]) -> Iterator[dict[str, Value]]:
    for answers in product(*(answers_to(fact) for fact in facts)):
        yield dict(zip(facts, answers, strict=True))


def usual_case(random: Random) -> dict[str, Value]:
    """Somebody as there are many: four times in five the usual answer."""
    case: dict[str, Value] = {}
    for fact in KNOWN.facts.values():
        if fact.kind != "place":
            is_usual = fact.usual and random.random() < 0.8
            case[fact.id] = (
                fact.value_of(fact.usual or "") if is_usual else random.choice(answers_to(fact.id))
            )
    return case


def questions_each_way(programs: Sequence[Program], times: int) -> tuple[int, int]:
    """How many questions the bot asks, and how many in the order of the file."""
    random = Random(2026)  # noqa: S311 - the same people each time
    cases = [usual_case(random) for _ in range(times)]
    ours = sum(len(list(asked(programs, case))) for case in cases)
    theirs = sum(len(list(in_file_order(programs, case))) for case in cases)
    return ours, theirs


def test_fewer_questions_than_in_the_order_of_the_file() -> None:
    """One program at a time, each for the same forty people."""
    counted = [questions_each_way([program], 40) for program in PROGRAMS]
    ours, theirs = (sum(each) for each in zip(*counted, strict=True))
    assert ours <= 0.85 * theirs
    assert all(mine <= other for mine, other in counted)


def test_equal_questions_are_asked_in_the_order_of_the_file() -> None:
    """So that the same case leads to the same question, always."""
    rules = known(TWO).programs.values()
    assert next_fact(rules, {}, TODAY) == "second"
    assert next_fact(rules, {"second": True}, TODAY) == "first"
