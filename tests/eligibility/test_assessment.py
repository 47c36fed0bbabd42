"""What the rules come to, told as cases of owners, with rules made up for the purpose."""

from __future__ import annotations

from datetime import date

import pytest

from bot.eligibility.asking import next_fact
from bot.eligibility.assessment import Assessment, Change, assess
from bot.eligibility.offered import offered
from bot.eligibility.value import DONT_KNOW, Value
from tests.eligibility.rules import known

TODAY = date(2026, 11, 29)
RULES = """\
facts:
  - id: owner
    label: Loại hình
    question: Loại hình nào?
    choices:
      - {id: household, title: Hộ kinh doanh}
      - {id: large, title: Doanh nghiệp lớn}
      - {id: office, title: Cơ quan}
  - id: machine
    label: Máy
    question: Máy mới hay cũ?
    changeable: true
    choices: [{id: new, title: Mới}, {id: used, title: Cũ}]
  - id: workers
    label: Lao động
    question: Mấy người?
    kind: number
    unit: người
    least: 1
  - id: funded
    label: Đã nhận
    question: Nhận chưa?
    kind: yes_no
    changeable: true
    choices: [{id: "yes", title: Rồi}, {id: "no", title: Chưa}]
requirements:
  - id: place
    officer: Nơi sản xuất
    sources: [{document: law, at: Điều 9}]
programs:
  - id: program.machinery
    title: Máy móc
    entry: machinery
    form: form.support
    common: [place]
    requires:
      - id: owner
        say: Là hộ kinh doanh
        when: {fact: owner, is: household}
        officer: Doanh nghiệp lớn thì cán bộ xem
        officer_when: {fact: owner, is: large}
        sources: [{document: law, at: Điều 1}]
      - id: machine
        say: Máy mới, hoặc cơ sở có từ 50 lao động
        when:
          any:
            - {fact: machine, is: new}
            - {fact: workers, at_least: 50}
        else: nếu mua máy mới
        sources: [{document: law, at: Điều 2}]
      - id: funded
        say: Chưa nhận
        unmet: Đã nhận rồi
        when: {not: {fact: funded, is: yes}}
        sources: [{document: law, at: Điều 3}]
      - id: later
        say: Dưới 10 lao động
        when: {fact: workers, within: {least: 1, most: 9}}
        sources: [{document: law, at: Điều 4}]
        valid: {since: 2027-01-01}
    outcome:
      support: Máy
"""
BEST: dict[str, Value] = {"owner": "household", "machine": "new", "funded": False}


MACHINERY = known(RULES).programs["program.machinery"]


def told(facts: dict[str, Value], today: date = TODAY) -> Assessment:
    return assess(MACHINERY, facts, today)


def states(assessment: Assessment) -> dict[str, str]:
    return {reason.requirement: reason.state for reason in assessment.reasons}


def test_everything_that_the_bot_may_decide_holds() -> None:
    """Likely, although the place is for an officer; that is said last, neither yes nor no."""
    assessment = told(BEST)
    assert assessment.verdict == "likely"
    place = assessment.reasons[-1]
    assert (place.requirement, place.state, place.holds) == ("place", "officer", None)
    assert place.is_always_officer
    assert [reason.holds for reason in assessment.reasons[:-1]] == [True, True, True]


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({"owner": "large"}, "officer"),
        ({"owner": "office"}, "not_yet"),
        ({"funded": True}, "not_yet"),
        ({"machine": "used", "workers": 49}, "not_yet"),
        ({"machine": "used", "workers": 50}, "likely"),
        ({"owner": "large", "funded": True}, "not_yet"),
    ],
)
def test_one_answer_decides(change: dict[str, Value], verdict: str) -> None:
    """What fails counts more than what an officer has to look at."""
    assert told({**BEST, **change}).verdict == verdict


@pytest.mark.parametrize("fact", ["owner", "machine", "funded"])
def test_not_knowing_is_for_an_officer(fact: str) -> None:
    """*Không biết* never makes anybody likely; where it does not matter it is no obstacle."""
    assert told({**BEST, fact: DONT_KNOW, "workers": 3}).verdict == "officer"
    assert told({**BEST, "machine": DONT_KNOW, "workers": 60}).verdict == "likely"
    assert told({"owner": "office", "machine": DONT_KNOW}).verdict == "not_yet"


def test_what_is_missing_is_open_only_where_it_matters() -> None:
    """One that fails decides the whole; one reason may stay open then."""
    assert told({}).verdict == "open"
    assert told({"owner": "office"}).verdict == "not_yet"
    assert states(told({"owner": "office"}))["funded"] == "open"
    assert "workers" not in BEST
    assert states(told(BEST))["machine"] == "holds"


def test_what_fails_is_said_the_other_way_round() -> None:
    """Where the rule has a sentence for it; else as it is required."""

    def texts(change: dict[str, Value]) -> dict[str, str]:
        return {one.requirement: one.text for one in told({**BEST, **change}).reasons}

    assert texts({})["funded"] == "Chưa nhận"
    assert texts({"funded": True})["funded"] == "Đã nhận rồi"
    assert texts({"owner": "office"})["owner"] == "Là hộ kinh doanh"


def test_what_would_help_is_the_smallest_change() -> None:
    """Of what can be changed: a new machine; both at once only where both fail."""
    assert told({**BEST, "machine": "used", "workers": 3}).changes == (
        Change((("machine", "new"),), "likely"),
    )
    assert told({**BEST, "machine": "used", "workers": 3, "funded": True}).changes == (
        Change((("machine", "new"), ("funded", False)), "likely"),
    )
    assert told({**BEST, "owner": "office"}).changes == ()
    assert told(BEST).changes == ()


def test_a_rule_counts_from_its_first_day_on() -> None:
    """Not a day before."""
    facts: dict[str, Value] = {**BEST, "workers": 60}
    assert told(facts, date(2026, 12, 31)).verdict == "likely"
    assert told(facts, date(2027, 1, 1)).verdict == "not_yet"
    assert "later" not in states(told(facts))


def test_a_rule_counts_to_the_end_of_its_last_day() -> None:
    """And a program is offered from its first to its last day, unless it is a draft."""
    rules = RULES.replace("valid: {since: 2027-01-01}", "valid: {until: 2027-01-01}")
    knowledge = known(rules.replace("entry:", "valid: {since: 2026-02-01}\n    entry:"))
    ending, facts = knowledge.programs["program.machinery"], {**BEST, "workers": 60}
    assert assess(ending, facts, date(2027, 1, 1)).verdict == "not_yet"
    assert assess(ending, facts, date(2027, 1, 2)).verdict == "likely"
    assert offered(knowledge, date(2026, 1, 31)) == ()
    assert offered(knowledge, date(2026, 2, 1)) == (ending,)
    assert offered(known(rules.replace("entry:", "status: draft\n    entry:")), TODAY) == ()


def test_no_question_that_changes_nothing() -> None:
    """The number of workers is asked of whoever has a used machine, and of nobody else."""
    assert next_fact([MACHINERY], BEST, TODAY) is None
    assert next_fact([MACHINERY], {**BEST, "machine": "used"}, TODAY) == "workers"
    assert next_fact([MACHINERY], {"owner": "office"}, TODAY) is None
    assert next_fact([MACHINERY], {**BEST, "machine": DONT_KNOW}, TODAY) == "workers"
    assert next_fact([], {}, TODAY) is None


@pytest.mark.parametrize(
    ("fact", "value"),
    [("owner", "guild"), ("owner", True), ("funded", "no"), ("workers", True), ("workers", 0)],
)
def test_an_answer_that_can_no_longer_be_given_counts_as_none(fact: str, value: Value) -> None:
    """A conversation may be older than the questions; nobody is refused for that."""
    case: dict[str, Value] = {**BEST, "machine": "used", "workers": 60, fact: value}
    assert told(case).verdict == "open"
    assert next_fact([MACHINERY], case, TODAY) == fact


def test_programs_are_told_in_the_order_that_somebody_chose() -> None:
    """Not in that of the files."""
    other = RULES[RULES.index("  - id: program.machinery") :].replace("machinery\n", "zero\n", 1)
    other = other.replace("title:", "order: 1\n    title:", 1)
    told_of = offered(known(RULES + other), TODAY)
    assert [program.id for program in told_of] == ["program.zero", "program.machinery"]
