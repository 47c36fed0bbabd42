"""What is shipped keeps the house's own rules about what may be said, and how long."""

from __future__ import annotations

import re
from datetime import date

import pytest

from bot.bootstrap.answering import load_knowledge, shipped_knowledge
from bot.dialogue.answer import compose
from bot.knowledge.entry import Entry
from bot.knowledge.program import Program

SHIPPED = load_knowledge(shipped_knowledge()).knowledge
TODAY = date(2026, 11, 23)
ENTRIES = list(SHIPPED.entries.values())
PHONE = re.compile(r"(?<![\d.])(?:0\d{9}|0\d{2,3}[ .]\d{3}[ .]?\d{3,4}|1\d{3}[ .]\d{4})(?![\d.])")


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_an_answer_fits_on_a_phone(entry: Entry) -> None:
    """With its source and what limits it, no answer is longer than 900 characters."""
    assert len(compose(entry, SHIPPED, TODAY).text) <= 900


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_nobodys_telephone_is_made_up(entry: Entry) -> None:
    """No number was found in any source, so none is said."""
    assert not PHONE.search(f"{entry.answer} {entry.more or ''}")


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_an_entry_can_be_asked_in_many_ways(entry: Entry) -> None:
    """Five phrasings and two questions of its own tests, as a rule."""
    assert len(entry.ask) >= 5
    assert sum(trial.reach for trial in entry.tests) >= 2


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_a_draft_keeps_its_secret(entry: Entry) -> None:
    """What waits for confirmation is not said, nor are its sources claimed."""
    said = compose(entry, SHIPPED, TODAY)
    assert said.is_withheld == (entry.status == "draft")
    assert not (said.is_withheld and entry.answer.splitlines()[0] in said.text)


def test_the_center_says_nothing_that_is_not_known() -> None:
    """Address, telephone and hours stay empty until an administrator knows them."""
    center = SHIPPED.center
    assert (center.telephone, center.address, center.email, center.hours) == (None,) * 4


PROGRAMS = list(SHIPPED.programs.values())


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.id)
def test_a_program_promises_nothing(program: Program) -> None:
    """A ceiling is worded as one, somebody else approves, and the place is for an officer."""
    ceiling = program.outcome.ceiling
    assert ceiling is None or ("mức tối đa" in ceiling and "phê duyệt" in ceiling)
    places = [requirement for requirement in program.requires if requirement.about == "place"]
    assert [requirement.when for requirement in places] == [None]
    assert program.outcome.undecided


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.id)
def test_a_program_knows_no_more_money_than_the_answers(program: Program) -> None:
    """Each number of a ceiling stands in a live answer that cites the same document."""
    cited = {source.document for source in program.outcome.sources}
    answers = " ".join(
        entry.answer
        for entry in ENTRIES
        if entry.status == "live" and cited & {source.document for source in entry.sources}
    )
    for number in re.findall(r"\d[\d.,]*", program.outcome.ceiling or ""):
        assert number in re.findall(r"\d[\d.,]*", answers)


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.id)
def test_a_program_rests_on_what_was_read(program: Program) -> None:
    """No requirement rests on a document that nobody has checked or that is history."""
    for requirement in program.requires:
        for citation in (*requirement.sources, *program.outcome.sources):
            assert SHIPPED.documents[citation.document].basis in {"current", "outdated", "summary"}
