"""Forms: consent first, then one question at a time, then a review, then a lead."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogue.check_registering import known_of
from bot.dialogue.clauses import is_asking
from bot.dialogue.conversation import Answered, FormState, Turn
from bot.dialogue.form_lead import lead_of, noted
from bot.dialogue.place import TARGET as PLACE
from bot.dialogue.registering import refused, thanks
from bot.dialogue.situation import AGREE, DECLINE, SEND, turn
from bot.dialogue.slots import AskAgain, asked_first, choice_targets, read_slot
from bot.dialogue.wording import fill
from bot.leads.lead import ConsentGiven
from bot.message import Button, Reply

if TYPE_CHECKING:
    from bot.dialogue.situation import Situation
    from bot.knowledge.event import Event
    from bot.knowledge.form import Form, Slot


def start(situation: Situation, form: Form, event: Event | None = None) -> Turn:
    """Ask for consent before anything personal is asked for."""
    known = known_of(situation, form)
    state = FormState(
        form=form.id,
        step="consent",
        shown_version=situation.knowledge.consents[form.consent].version,
        question=situation.conversation.question or situation.text,
        entry=event.id if event else situation.conversation.entry,
        event=event.id if event else None,
        answers=known.answers,
        filled=tuple(slot for slot, _ in known.answers),
        note=known.note,
    )
    return _show(situation, state)


def proceed(situation: Situation, state: FormState) -> Turn | None:
    """Take the message as the next step of the form; None when it is none (a question, say)."""
    if situation.target == "cancel" or is_taken_back(situation) or _is_stopping(situation, state):
        return _leave(situation, situation.knowledge.sentences.form_cancelled)
    if state.event is not None and (told := _too_late(situation, state.event)):
        return told
    if situation.target == "back":
        return _back(situation, state)
    step = {"consent": _consent, "slot": _slot, "review": _review, "edit": _edit}[state.step]
    return step(situation, state)


def is_taken_back(situation: Situation) -> bool:
    """*À mà thôi, không cần gọi nữa* is no name, no place and no need, wherever the form stands."""
    words = situation.knowledge.eligibility_wording.words_refuse
    is_typed = situation.message.target is None and situation.target is None
    return is_typed and situation.understanding.facts.mentions(situation.text, words)


def _is_stopping(situation: Situation, state: FormState) -> bool:
    """*Thôi* where something is to be filled in; in a review it is a no, and changes it."""
    words = situation.knowledge.eligibility_wording.words_leave
    is_typed = situation.message.target is None and situation.target != "skip"
    is_required = state.step == "slot" and is_typed
    return is_required and situation.understanding.facts.means(situation.text, words)


def _too_late(situation: Situation, event: str) -> Turn | None:
    """An event that closed, was cancelled or vanished while its form was being filled in."""
    wanted = situation.knowledge.events.get(event)
    if wanted is None:
        return _leave(situation, situation.knowledge.sentences.form_cancelled)
    return refused(situation, wanted)


def takes_anything(situation: Situation, state: FormState) -> bool:
    """Whether the words belong into the form even when the knowledge has an answer to them: a need
    always, a name (*Lò gạch Bảy Tiền*) unless it is put as a question.
    """
    if state.step != "slot":
        return False
    slot = situation.knowledge.forms[state.form].slots[state.slot]
    if slot.kind == "place" and not is_asking(situation.text):
        return bool(situation.knowledge.places.find(situation.text, is_answer=True).units)
    is_name = slot.kind == "text" and not is_asking(situation.text)
    return is_name or slot.id in {"need", "note", "product", "event", "business"}


def question_now(situation: Situation, state: FormState) -> Reply:
    """What the form is waiting for."""
    knowledge = situation.knowledge
    form = knowledge.forms[state.form]
    sentences = knowledge.sentences
    if state.step == "consent":
        agree, disagree = sentences.button_agree, sentences.button_disagree
        text = fill(knowledge.consents[form.consent].text, knowledge)
        return Reply(text, (Button(agree, AGREE), Button(disagree, DECLINE)))
    if state.step == "review":
        send, edit = sentences.button_send, sentences.button_edit
        text = fill(sentences.form_review, knowledge, lines=_review_lines(situation, state))
        return Reply(text, (Button(send, SEND), Button(edit, "slot."), situation.button("cancel")))
    if state.step == "edit":
        labels = tuple(Button(slot.label, f"slot.{slot.id}") for slot in form.slots)
        return Reply(fill(sentences.form_edit, knowledge), labels)
    slot = form.slots[state.slot]
    first = None if state.is_editing else asked_first(slot, situation)
    text, buttons = (first.text, first.buttons) if first else (slot.question, _choices(slot))
    return Reply(text, (*buttons, *_ways_out(situation, slot, state)))


def question_again(situation: Situation, state: FormState) -> Reply:
    """The same after something else was said: the text of a consent stands above by then."""
    asked = question_now(situation, state)
    if state.step != "consent":
        return asked
    again = fill(situation.knowledge.sentences.consent_again, situation.knowledge)
    return replace(asked, text=again)


def _show(situation: Situation, state: FormState) -> Turn:
    conversation = replace(situation.conversation, form=state)
    result = turn(conversation, "form", [question_now(situation, state)])
    return replace(result, entry=state.form)


def _leave(situation: Situation, sentence: str) -> Turn:
    conversation = replace(situation.conversation, form=None)
    text = fill(sentence, situation.knowledge)
    return situation.say("form", text, situation.buttons("menu", "person"), conversation)


def _consent(situation: Situation, state: FormState) -> Turn | None:
    if situation.means(DECLINE, "no"):
        return _leave(situation, situation.knowledge.sentences.form_declined)
    if not situation.means(AGREE, "yes"):
        return None
    consent = situation.knowledge.consents[situation.knowledge.forms[state.form].consent]
    if consent.version != state.shown_version:  # edited between our question and this answer
        return _show(situation, replace(state, shown_version=consent.version))
    given = ConsentGiven(
        consent.id,
        consent.version,
        consent.purpose,
        situation.now,
        situation.message.event_id,
    )
    begun = replace(state, step="slot", slot=-1, consent=given)
    return _show(situation, _next(situation.knowledge.forms[state.form], begun))


def _slot(situation: Situation, state: FormState) -> Turn | None:
    form = situation.knowledge.forms[state.form]
    slot = form.slots[state.slot]
    if situation.target == "skip" or (situation.target == "no" and slot.optional):
        return _skip(situation, state, slot)
    if _is_other_press(situation, slot):
        return None
    answer = read_slot(slot, situation, state.tries)
    if isinstance(answer, AskAgain):
        again = replace(state, tries=state.tries + 1)
        conversation = replace(situation.conversation, form=again)
        buttons = (*answer.buttons, *_ways_out(situation, slot, state))
        result = situation.say("form", answer.text, buttons, conversation)
        return replace(result, entry=state.form)
    return _show(situation, _next(form, _with_answer(state, slot.id, answer)))


def _is_other_press(situation: Situation, slot: Slot) -> bool:
    """A button of another question: *Đồng ý* pressed twice is nobody's name."""
    pressed = situation.message.target
    if not pressed:
        return False
    is_place = slot.kind == "place" and pressed.startswith(PLACE)
    return not is_place and pressed not in choice_targets(slot)


def _skip(situation: Situation, state: FormState, slot: Slot) -> Turn:
    if slot.optional:
        form = situation.knowledge.forms[state.form]
        return _show(situation, _next(form, _without_answer(state, slot.id)))
    sentences = situation.knowledge.sentences
    text = fill(sentences.slot_required, situation.knowledge)
    return replace(situation.say("form", text, _ways_out(situation, slot, state)), entry=state.form)


def _review(situation: Situation, state: FormState) -> Turn | None:
    if situation.means("slot.", "no"):
        return _show(situation, replace(state, step="edit"))
    if not situation.means(SEND, "yes"):
        return None
    if state.consent is None:  # no lead without consent, whatever an older row says
        return _show(situation, replace(state, step="consent"))
    form = situation.knowledge.forms[state.form]
    conversation = replace(situation.conversation, form=None)
    text = thanks(situation, state, form)
    result = situation.say("form", text, situation.buttons("menu"), conversation)
    return replace(result, entry=state.form, lead=lead_of(situation, state, form, state.consent))


def _edit(situation: Situation, state: FormState) -> Turn | None:
    wanted = (situation.target or "").removeprefix("slot.")
    form = situation.knowledge.forms[state.form]
    for index, slot in enumerate(form.slots):
        if slot.id == wanted:
            return _show(
                situation, replace(state, step="slot", slot=index, is_editing=True, tries=0)
            )
    return None


def _back(situation: Situation, state: FormState) -> Turn:
    last = len(situation.knowledge.forms[state.form].slots) - 1
    if state.step == "edit" or state.is_editing:
        return _show(situation, replace(state, step="review", is_editing=False, tries=0))
    if state.step == "review":
        return _show(situation, replace(state, step="slot", slot=last, tries=0))
    if state.step == "slot" and state.slot > 0:
        return _show(situation, replace(state, slot=state.slot - 1, tries=0))
    shown = _show(situation, state)
    first = Reply(fill(situation.knowledge.sentences.form_at_start, situation.knowledge))
    return replace(shown, replies=(first, *shown.replies))


def _next(form: Form, state: FormState) -> FormState:
    """The next question whose answer is not known; behind the last one the review."""
    later = enumerate(form.slots[state.slot + 1 :], state.slot + 1)
    following = next((at for at, slot in later if slot.id not in state.filled), None)
    if state.is_editing or following is None:
        return replace(state, step="review", is_editing=False, tries=0, slot=max(state.slot, 0))
    return replace(state, slot=following, tries=0)


def _with_answer(state: FormState, slot: str, answer: Answered) -> FormState:
    return replace(state, answers=(*_without_answer(state, slot).answers, (slot, answer)))


def _without_answer(state: FormState, slot: str) -> FormState:
    return replace(state, answers=tuple(one for one in state.answers if one[0] != slot))


def _choices(slot: Slot) -> tuple[Button, ...]:
    return tuple(map(Button, slot.choices, choice_targets(slot)))


def _ways_out(situation: Situation, slot: Slot, state: FormState) -> tuple[Button, ...]:
    commands = ["skip"] if slot.optional else []
    commands += ["back"] if state.slot or state.is_editing else []
    return tuple(situation.button(command) for command in [*commands, "cancel"])


def _review_lines(situation: Situation, state: FormState) -> str:
    form, answers = situation.knowledge.forms[state.form], dict(state.answers)
    given = [slot for slot in form.slots if slot.id in answers]
    lines = [f"- {slot.label}: {answers[slot.id].text}" for slot in given]
    lines += [f"- {one.label}: {one.text}" for one in noted(situation, state)]
    return "\n".join(lines)
