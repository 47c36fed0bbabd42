"""Five owners, and what the texts that were read say of them."""

from __future__ import annotations

from datetime import date

import pytest

from bot.bootstrap.answering import load_knowledge, shipped_knowledge
from bot.eligibility.assessment import Assessment, assess
from bot.eligibility.offered import offered
from bot.eligibility.value import Value

TODAY = date(2026, 11, 29)
KNOWN = load_knowledge(shipped_knowledge()).knowledge
PRODUCER: dict[str, Value] = {
    "funded": False, "capital": True, "own_product": True, "copied": False, "meets_rules": True,
    "serial": True, "abroad_trips": 0, "machine": "new", "machine_use": "production",
    "machine_gain": True, "bought": False, "model_kind": "running", "shares": True,
    "applies_cleaner": True, "advice_field": "design",
}  # fmt: skip
"""Of whom everything else is as it should be."""
CARPENTER = {**PRODUCER, "owner": "household", "industry": "wood", "place": "Trảng Bom"}
GARMENTS = {**PRODUCER, "owner": "foreign", "industry": "textile"}
CASHEWS = {**PRODUCER, "owner": "cooperative", "industry": "food", "place": "Bù Đăng"}
BRICKS = {**PRODUCER, "owner": "household", "industry": "fired_brick", "kiln": "ring"}
STALL = {**PRODUCER, "owner": "household", "industry": "trade"}


def verdicts(case: dict[str, Value]) -> set[str]:
    return {assess(program, case, TODAY).verdict for program in offered(KNOWN, TODAY)}


def machinery(case: dict[str, Value]) -> Assessment:
    return assess(KNOWN.programs["program.machinery"], case, TODAY)


def failing(assessment: Assessment) -> list[str]:
    return [reason.requirement for reason in assessment.reasons if reason.holds is False]


@pytest.mark.parametrize("case", [CARPENTER, CASHEWS])
def test_a_producer_of_a_listed_kind(case: dict[str, Value]) -> None:
    """Household business or cooperative, wood or cashews: likely for all (Điều 1, Điều 5); where
    the place counts is for an officer, also in what was Bình Phước.
    """
    assert verdicts(case) == {"likely"}
    for program in offered(KNOWN, TODAY):
        reasons = assess(program, case, TODAY).reasons
        [place] = [reason for reason in reasons if "place" in reason.facts]
        assert place.state == "officer"
        assert {"nd-235-2025"} <= {citation.document for citation in place.citations}


def test_a_garment_maker_with_foreign_capital() -> None:
    """No text says yes or no, so an officer does for every program; a used machine is refused."""
    assert verdicts(GARMENTS) == {"officer"}
    assert machinery({**GARMENTS, "machine": "used"}).verdict == "not_yet"


def test_a_large_company_that_produces_cleaner() -> None:
    """For cleaner production there is no limit of size (Điều 1 khoản 2 điểm b)."""
    case = {**GARMENTS, "owner": "large"}
    assert assess(KNOWN.programs["program.cleaner"], case, TODAY).verdict == "likely"
    assert machinery(case).verdict == "officer"


def test_a_brick_kiln() -> None:
    """An improved hand-fired kiln is not supported; of a ring kiln the text says *that pollutes*,
    and of others nothing, so an officer has to look.
    """
    improved = {**BRICKS, "kiln": "improved"}
    assessment = machinery(improved)
    assert (assessment.verdict, failing(assessment)) == ("not_yet", ["kiln"])
    assert [(change.to, change.verdict) for change in assessment.changes] == [
        ((("kiln", "ring"),), "officer")  # the first of all that are left to an officer
    ]
    for kiln in ("ring", "newer", "plain"):
        assert machinery({**BRICKS, "kiln": kiln}).verdict == "officer"


def test_a_food_stall() -> None:
    """Does not produce, so nothing fits; what would help is a workshop, which it cannot change to
    by answering differently.
    """
    assert verdicts(STALL) == {"not_yet"}
    assessment = machinery(STALL)
    assert (failing(assessment), assessment.changes) == (["industry"], ())
    [reason] = [reason for reason in assessment.reasons if reason.requirement == "industry"]
    assert "xưởng" in (reason.otherwise or "")
