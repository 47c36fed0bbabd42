"""What a form need not ask, because it was said in the check of eligibility."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.dialogue.check_state import values_of
from bot.dialogue.check_telling import labelled
from bot.dialogue.conversation import Answered
from bot.dialogue.situation import CALLBACK
from bot.dialogue.wording import fill
from bot.eligibility.assessment import assess
from bot.eligibility.offered import offered

if TYPE_CHECKING:
    from bot.dialogue.conversation import CheckState
    from bot.dialogue.situation import Situation
    from bot.knowledge.form import Form
    from bot.knowledge.program import Program

LONGEST_NOTE = 500
"""Characters; more nobody reads in a digest."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before a form begins."""

    answers: tuple[tuple[str, Answered], ...] = ()
    """By slot."""
    note: str = ""
    """All that was said and what came of it, for whoever calls back."""


def known_of(situation: Situation, form: Form) -> Known:
    """What the check of this conversation says to this form, if it is one of the programs'."""
    state, knowledge = situation.conversation.check, situation.knowledge
    programs = offered(knowledge, situation.now.date())
    if state is None or not state.told:
        return Known()
    # Whoever asks for a person in the middle of a check need not say all of it again.
    if form.id not in {CALLBACK, *(program.form for program in programs)}:
        return Known()
    program = knowledge.programs.get(state.program or "")
    found = {
        "place": state.place if state.place and state.place.unit else None,  # else which of several
        "need": Answered(program.title) if program and program.form == form.id else None,
    }
    slots = [slot.id for slot in form.slots]
    answers = tuple((key, one) for key, one in found.items() if one and key in slots)
    return Known(answers, _note(situation, state, program))


def _note(situation: Situation, state: CheckState, program: Program | None) -> str:
    knowledge, say = situation.knowledge, situation.knowledge.eligibility_wording
    told = [labelled(situation, one) for one in state.told]
    if state.place and not state.place.unit:
        told.append(fill(say.fact, knowledge, label=say.fact_place, value=state.place.text))
    facts = "; ".join(told)
    if program is None:
        return facts[:LONGEST_NOTE]
    verdict = assess(program, values_of(state), situation.now.date()).verdict
    word: str = getattr(say, f"lead_{verdict}")
    return fill(say.lead_note, knowledge, facts=facts, verdict=word)[:LONGEST_NOTE]
