"""How a check of eligibility begins in somebody's own words: *tôi là hộ kinh doanh làm đồ gỗ, muốn
mua máy CNC*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.conversation import Answered
from bot.eligibility.offered import offered

if TYPE_CHECKING:
    from bot.dialogue.situation import Situation

FEWEST, OF_FACILITY = 3, 2
"""So much has to be said, and so much of that about the facility itself, before a message counts as
the beginning of a check.
"""
ASPECTS = frozenset({None, "overview", "conditions"})
"""What else is asked (how much, which papers) is answered instead."""


def opens_check(situation: Situation) -> bool:
    """Whether somebody tells so much of themselves that they want to know about their own case."""
    if not offered(situation.knowledge, situation.now.date()):
        return False
    text, understanding = situation.text, situation.understanding
    if understanding.owner(text):
        return False
    program = situation.knowledge.programs.get(meant_program(situation, text) or "")
    said = [situation.knowledge.facts[one.fact] for one in understanding.facts.read(text)]
    of_facility = sum(fact.general for fact in said) + bool(place_in(situation, text))
    of_case = 1 + sum(not fact.general for fact in said if fact in program.asks) if program else 0
    is_enough = of_facility >= OF_FACILITY and of_facility + of_case >= FEWEST
    places = situation.knowledge.places
    rest = places.remove(text, places.find(text))  # *Bù Đăng* asks for no money
    return is_enough and understanding.subjects.read(rest).aspect in ASPECTS


def meant_program(situation: Situation, text: str) -> str | None:
    """The one program whose topic the text names."""
    topics = situation.understanding.subjects.topics(text)
    entries = situation.knowledge.entries
    meant = [
        program.id
        for program in offered(situation.knowledge, situation.now.date())
        if entries[program.entry].topic in topics
    ]
    return meant[0] if len(meant) == 1 else None


def place_in(situation: Situation, text: str, *, is_answer: bool = False) -> Answered | None:
    """The place that the text names, as it was typed, with the unit of today where it is one."""
    found = situation.knowledge.places.find(text, is_answer=is_answer)
    if not found.units:
        return Answered(text) if is_answer and text else None
    is_sure = len(found.units) == 1 and not found.is_split
    return Answered(found.typed, found.units[0].code if is_sure else None)
