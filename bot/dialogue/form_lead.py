"""What a form that was filled in becomes: a lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.conversation import Answered
from bot.leads.lead import Detail, Lead
from bot.text.phone import read_phone

if TYPE_CHECKING:
    from bot.dialogue.conversation import FormState
    from bot.dialogue.situation import Situation
    from bot.knowledge.form import Form
    from bot.leads.lead import ConsentGiven


def noted(situation: Situation, state: FormState) -> list[Detail]:
    """What the check of eligibility has found."""
    label = situation.knowledge.eligibility_wording.lead_label
    return [Detail("note", label, state.note)] if state.note else []


def lead_of(situation: Situation, state: FormState, form: Form, consent: ConsentGiven) -> Lead:
    """What is recorded and handed on, once it was reviewed and sent."""
    answers = dict(state.answers)
    place = answers.get("place", Answered(""))
    own = ("name", "phone", "place")
    return Lead(
        address=situation.message.address,
        form=form.id,
        title=_title(situation, state, form),
        name=answers.get("name", Answered("")).text,
        phone=read_phone(answers["phone"].text) or answers["phone"].text,
        place=place.text,
        unit=place.unit,
        details=(
            *(
                Detail(slot.id, slot.label, answers[slot.id].text)
                for slot in form.slots
                if slot.id in answers and slot.id not in own
            ),
            *noted(situation, state),
        ),
        question=state.question,
        entry=state.entry,
        consent=consent,
        created_at=situation.now,
        source=situation.conversation.source,
    )


def _title(situation: Situation, state: FormState, form: Form) -> str:
    event = situation.knowledge.events.get(state.event or "")
    return f"{form.title}: {event.title}" if event else form.title
