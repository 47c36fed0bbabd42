"""What is said while the check of eligibility asks for a fact: a command, a question in between, an
answer.  What is not plainly an answer decides nothing: the question is asked again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogue import check_steps
from bot.dialogue.asking_nothing import answer_nothing
from bot.dialogue.check_state import matters
from bot.dialogue.clauses import is_asking, is_denying
from bot.dialogue.commands import obey
from bot.dialogue.conversation import Told
from bot.dialogue.opening import place_in
from bot.dialogue.two_questions import answer_message
from bot.dialogue.wording import fill

if TYPE_CHECKING:
    from bot.dialogue.conversation import CheckState, Turn
    from bot.dialogue.situation import Situation

ANSWERED = frozenset({"answer", "referral"})
"""Kinds of Turns that answer a question in between."""
START = "/start"
"""Telegram's button to begin; its channel makes a pressed greeting of it."""
ANSWERS = frozenset({"yes", "no", "skip"})
"""Commands whose words are answers, or hold one: *không có*."""


def hear(situation: Situation, state: CheckState) -> Turn | None:
    """The Turn for a message; None when it has nothing to do with the check."""
    target, is_typed = situation.target, situation.message.target is None
    if is_typed and (said := _commanded(situation, state)):
        return said
    if target is None or (is_typed and target in ANSWERS):
        return _free(situation, state)
    return _pressed(situation, state, target)


def _pressed(situation: Situation, state: CheckState, target: str) -> Turn | None:
    is_start = target == "greeting" and situation.message.target == target
    if is_start or target == "menu":
        return obey(_without_check(situation), target)
    if target in {"yes", "no"}:
        return check_steps.again(situation, state)
    if target == "skip":
        return _unknown(situation, state)
    if target == "back":
        return check_steps.back(situation, state)
    return _leave(situation) if target == "cancel" else None


def _commanded(situation: Situation, state: CheckState) -> Turn | None:
    """What is said to the check before it is an answer: stop, register, what does that mean."""
    say, text = situation.knowledge.eligibility_wording, situation.text
    if text.casefold() == START:
        return obey(_without_check(situation), "greeting")
    if situation.understanding.facts.means(text, say.words_register):
        return check_steps.ask(situation, state, fill(say.register_later, situation.knowledge))
    return _told_to(situation, state)


def _told_to(situation: Situation, state: CheckState) -> Turn | None:
    say, facts = situation.knowledge.eligibility_wording, situation.understanding.facts
    if facts.means(situation.text, say.words_leave):
        return _leave(situation)
    if facts.means(situation.text, say.words_restart):
        return check_steps.restart(situation, state)
    if facts.means(situation.text, say.words_help):
        return check_steps.explain(situation, state)
    if facts.means(situation.text, say.words_unknown):
        return _unknown(situation, state)
    return None


def _unknown(situation: Situation, state: CheckState) -> Turn:
    return check_steps.take(situation, state, [Told(state.fact or "", None)])


def _free(situation: Situation, state: CheckState) -> Turn | None:
    """Words: a change, a question in between, an answer, or nothing that can be used."""
    changed = check_steps.changed(situation, state)
    if changed is not None:
        return changed
    reader, text = situation.understanding.facts, situation.text
    asking = is_asking(text) and not (reader.is_plain_answer(text) or is_denying(text))
    if asking and (aside := _aside(situation, state)):
        return aside
    if reader.mentions(text, situation.knowledge.eligibility_wording.words_unknown):
        return _unknown(situation, state)
    return _answered(situation, state, is_asking=asking) or _unanswered(situation, state)


def _answered(situation: Situation, state: CheckState, *, is_asking: bool) -> Turn | None:
    """An answer to what is asked, or to what will be; a place, which is kept meanwhile."""
    reader, text = situation.understanding.facts, situation.text
    answer = reader.answer(state.fact or "", text)
    read = matters(reader.read_beside(text), check_steps.asked_about(situation, state))
    told = [*([answer] if answer else []), *(one for one in read if one.fact != state.fact)]
    place = place_in(situation, text)
    state = replace(state, place=place or state.place)
    if told:
        return check_steps.take(situation, state, told, place.text if place else "")
    return check_steps.noted(situation, state, is_asking=is_asking) if place else None


def _unanswered(situation: Situation, state: CheckState) -> Turn:
    if situation.target == "skip":
        return _unknown(situation, state)
    if situation.understanding.facts.wants_help(state.fact or "", situation.text):
        return check_steps.explain(situation, state)
    nothing = None if situation.target else answer_nothing(situation)
    return nothing or _stated_aside(situation, state) or check_steps.again(situation, state)


def _aside(situation: Situation, state: CheckState) -> Turn | None:
    """The answer to a question in between; whoever asks for the check is in it already."""
    answered = answer_message(situation)
    if answered.kind == "eligibility":
        return check_steps.go_on(situation, state)
    return answered if answered.kind in ANSWERED else None


def _stated_aside(situation: Situation, state: CheckState) -> Turn | None:
    """The same for what has not the form of a question, where it is one in the knowledge."""
    understanding, text = situation.understanding, situation.text
    is_question = understanding.owner(text) or understanding.subjects.read(text).aspect
    return _aside(situation, state) if is_question else None


def _leave(situation: Situation) -> Turn:
    left = _without_check(situation)
    text = fill(situation.knowledge.eligibility_wording.left, situation.knowledge)
    return left.say("eligibility", text, left.buttons("menu", "person"))


def _without_check(situation: Situation) -> Situation:
    return replace(situation, conversation=replace(situation.conversation, check=None))
