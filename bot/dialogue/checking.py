"""The check of eligibility: which of its steps a message calls for, if any.

The rules are data and are worked out in `bot/eligibility`; here is only the talk about them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogue import check_steps, check_telling, form
from bot.dialogue.check_hearing import hear
from bot.dialogue.check_state import matters
from bot.dialogue.clauses import is_asking
from bot.dialogue.conversation import CheckState, Told
from bot.dialogue.fact_reading import is_if
from bot.dialogue.opening import meant_program, place_in, says_something, talked_of
from bot.dialogue.registering import which_event
from bot.dialogue.situation import CHECK, TOPIC_LASTS, turn
from bot.dialogue.wording import fill
from bot.eligibility.offered import offered
from bot.message import Reply

if TYPE_CHECKING:
    from bot.dialogue.conversation import Turn
    from bot.dialogue.situation import Situation


def check(situation: Situation) -> Turn | None:
    """Begin, or the next step; None when the message has nothing to do with the check."""
    knowledge, target = situation.knowledge, situation.target or ""
    if not offered(knowledge, situation.now.date()):
        return None
    entry = knowledge.entries.get(target)
    if entry is not None and entry.kind == "check":
        return begin(situation)
    if target.startswith(CHECK):
        return _pressed(situation, *target.removeprefix(CHECK).split(":"), "", "")
    state = situation.conversation.check
    if state is None:
        return None
    return _after_result(situation, state) if state.fact is None else hear(situation, state)


def is_begun_by(situation: Situation) -> bool:
    """Whether a button was pressed that begins a check, or registers with what it found."""
    target = situation.target or ""
    entry = situation.knowledge.entries.get(target)
    is_check = entry is not None and entry.kind == "check"
    return is_check or target.startswith((f"{CHECK}start:", f"{CHECK}form:"))


def begin(situation: Situation) -> Turn:
    """A new check, with what the message says already, else the question before it.  Of all
    programs where a button or a command was chosen; typed, of the one that is talked of.
    """
    before, is_typed = situation.conversation, situation.target is None
    text = situation.text if is_typed else ""
    silence = situation.now - (before.changed_at or situation.now)
    if silence <= TOPIC_LASTS and not says_something(situation, text):
        text = before.question
    program = meant_program(situation, text) or talked_of(situation) if is_typed else None
    place = place_in(situation, text)
    state = CheckState(program=program, place=place, question=text)
    return _introduced(situation, state)


def _begin_with(situation: Situation, known: CheckState, program: str) -> Turn:
    """One program; what is known from before need not be asked again."""
    question = known.question or situation.conversation.question or situation.text
    place = known.place or place_in(situation, question)
    state = CheckState(program=program, told=known.told, place=place, question=question)
    return _introduced(situation, state)


def _introduced(situation: Situation, state: CheckState) -> Turn:
    """What is checked, what the message it began with says to that, the first question."""
    state = check_steps.with_opening(situation, state)
    heard = check_telling.heard(situation, state.told, state.place.text if state.place else "")
    return check_steps.go_on(situation, state, _intro(situation, state), heard)


def _intro(situation: Situation, state: CheckState) -> str:
    """What is checked."""
    knowledge, say = situation.knowledge, situation.knowledge.eligibility_wording
    program = knowledge.programs.get(state.program or "")
    if program is None:
        return fill(say.intro_all, knowledge)
    return fill(say.intro, knowledge, title=program.title)


def _pressed(situation: Situation, does: str, what: str, choice: str, *_: str) -> Turn:
    """One of the check's own buttons, however old."""
    state = situation.conversation.check or CheckState()
    if what in {one.id for one in offered(situation.knowledge, situation.now.date())}:
        return _pressed_program(situation, state, does, what)
    if does == "all":
        return check_steps.go_on(situation, replace(state, program=None))
    if does == "edit":
        known = what in situation.knowledge.facts
        return (
            check_steps.edit(situation, state, what)
            if known
            else check_steps.edit_which(situation, state)
        )
    return check_steps.take(situation, state, _pressed_answer(situation, does, what, choice))


def _pressed_program(situation: Situation, state: CheckState, does: str, program: str) -> Turn:
    if does == "form":
        return _register(situation, state, program)
    if does == "start":
        return _begin_with(situation, state, program)
    before = replace(state, program=program, fact=None)
    shown = check_steps.with_opening(situation, before)
    new = [one for one in shown.told if one not in before.told]
    heard = check_telling.heard(situation, new)
    return check_steps.go_on(situation, shown, _intro(situation, shown), heard)


def _pressed_answer(situation: Situation, does: str, fact: str, choice: str) -> list[Told]:
    """What the button says; nothing where the knowledge does not have it any more."""
    known = situation.knowledge.facts.get(fact)
    if known is None:
        return []
    if does == "unknown":
        return [Told(fact, None)]
    return [Told(fact, known.value_of(one.id)) for one in known.choices if one.id == choice]


def _register(situation: Situation, state: CheckState, program: str) -> Turn:
    """The program's form; what was said in the check is not asked again."""
    paused = replace(state, program=program, fact=None)
    situation = replace(situation, conversation=check_steps.about(situation, paused))
    wanted = situation.knowledge.forms[situation.knowledge.programs[program].form]
    return which_event(situation, wanted) or form.start(situation, wanted)


def _after_result(situation: Situation, state: CheckState) -> Turn | None:
    """Nothing is asked any more: only what changes an answer belongs to the check."""
    offers = [button.target for button in situation.conversation.offered]
    is_shown = any(target.startswith(CHECK) for target in offers)
    is_choosing = any(target.startswith(f"{CHECK}edit:") for target in offers)
    if situation.target == "back" and is_shown and state.asked and not is_choosing:
        return check_steps.back(situation, state)
    recalled = _recalled(situation, state)
    if recalled is not None or situation.target is not None:
        return recalled
    changed = check_steps.changed(situation, state, is_sure=not is_shown, is_choosing=is_choosing)
    is_over = not is_shown or changed is not None
    return changed if is_over else _said_to_result(situation, state)


def _said_to_result(situation: Situation, state: CheckState) -> Turn | None:
    """What is told below a result: a fact, also where an entry can be asked for in the same words;
    the name of a program.
    """
    text, reader = situation.text, situation.understanding.facts
    told = matters(reader.read(text), check_steps.asked_about(situation, state))
    is_asked = situation.understanding.owner(text) or (is_asking(text) and not is_if(text))
    if is_asked and not any(reader.says_only(one, text) for one in told):
        return None
    if told:
        return check_steps.take(situation, state, told)
    program = None if state.program else meant_program(situation, text)
    return _pressed_program(situation, state, "show", program) if program else None


def _recalled(situation: Situation, state: CheckState) -> Turn | None:
    """The result once more, its answers, its form: also after something else was talked of."""
    say, facts, text = situation.knowledge.eligibility_wording, situation.understanding.facts, ""
    if situation.message.target is None and state.told:
        text = situation.text
    is_back = situation.target == "back" and (text or situation.message.target)
    if is_back or facts.means(text, say.words_result):
        return check_steps.go_on(situation, state)
    if facts.means(text, say.words_restart):
        return check_steps.restart(situation, state)
    if facts.means(text, [say.button_edit]):
        return check_steps.edit_which(situation, state)
    if state.program and facts.means(text, say.words_register):
        return _registered(situation, state, state.program)
    return None


def _registered(situation: Situation, state: CheckState, program: str) -> Turn | None:
    """Its form, unless another one was offered since: then it is asked which is meant."""
    knowledge = situation.knowledge
    offers = {button.target for button in situation.conversation.offered}
    is_other = offers & set(knowledge.forms) - {knowledge.programs[program].form}
    return None if is_other else _register(situation, state, program)


def with_question(taken: Turn, situation: Situation) -> Turn:
    """The Turn; in the middle of a check, with its question again below what was answered."""
    conversation, knowledge = taken.conversation, situation.knowledge
    state = conversation.check
    if state is None or state.fact is None or taken.kind in {"eligibility", "choice"}:
        return taken
    if conversation.form or conversation.reminding or conversation.is_deleting or taken.erases:
        return taken
    asked = check_telling.question(situation, state)
    text = fill(knowledge.eligibility_wording.resume, knowledge, question=asked.text)
    above = [Reply(reply.text) for reply in taken.replies]
    again = turn(conversation, taken.kind, [*above, Reply(text, asked.buttons)])
    return replace(taken, conversation=again.conversation, replies=again.replies)
