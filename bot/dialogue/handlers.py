"""The handlers, each of which takes the Turn or declines with None, in the order they are asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogue import form
from bot.dialogue.answer import with_sources
from bot.dialogue.answering import answer_entry
from bot.dialogue.asking_nothing import answer_nothing, is_insulting, soothe
from bot.dialogue.checking import begin, check, is_begun_by
from bot.dialogue.commands import confirmed_deletion, obey
from bot.dialogue.event_card import answer_event
from bot.dialogue.opening import opens_check
from bot.dialogue.place import now_called, units_in
from bot.dialogue.registering import event_of, refused, which_event
from bot.dialogue.reminding import confirmed_reminder, remind
from bot.dialogue.selection import is_number
from bot.dialogue.situation import LONGEST_MESSAGE, REGISTER, turn
from bot.dialogue.two_questions import answer_message
from bot.dialogue.wording import fill
from bot.message import LINKS, Reply
from bot.text.phone import read_phone
from bot.text.phrases import split
from bot.text.private import MASK

if TYPE_CHECKING:
    from bot.dialogue.conversation import FormState, Turn
    from bot.dialogue.situation import Handler, Situation
    from bot.knowledge.form import Form

SURE = 0.8
"""So surely it has to be a request to erase, when something else was asked for."""
ASIDES = frozenset({"person", "greeting", "help", "thanks", "goodbye", "show_data", "more"})
"""Commands that are obeyed in the middle of a form without leaving it."""


def unreadable(situation: Situation) -> Turn | None:
    """A picture, nothing at all, far too much of it, or what nobody should have to send."""
    sentences = situation.knowledge.sentences
    if not situation.text and situation.target is None:
        text = fill(sentences.not_text, situation.knowledge)
    elif len(situation.text) > LONGEST_MESSAGE:
        text = fill(sentences.too_long, situation.knowledge, limit=LONGEST_MESSAGE)
    elif MASK in situation.text:
        text = fill(sentences.sensitive, situation.knowledge)
    else:
        return None
    return situation.say("unknown", text, situation.conversation.offered)


def form_in_progress(situation: Situation) -> Turn | None:
    """The next step of the form; a question in the middle is answered and the form goes on."""
    state = situation.conversation.form
    if state is None or situation.target in situation.knowledge.forms:
        return None
    if event_of(situation.target, situation) or is_begun_by(situation):
        return None
    if situation.target == "delete_data" or _asks_to_erase(situation):
        return obey(situation, "delete_data")  # nothing is lost before it is confirmed
    if situation.target == "menu":
        left = replace(situation.conversation, form=None)
        return obey(replace(situation, conversation=left), situation.target)
    aside = None if form.is_taken_back(situation) else _aside(situation, state)
    if aside is not None:
        return _resumed(situation, state, aside)
    return form.proceed(situation, state) or _repeat(situation, state)


def _asks_to_erase(situation: Situation) -> bool:
    """*Đổi ý rồi, xoá hết thông tin của em đi* where a form waits for an answer."""
    if situation.target is not None:
        return False
    best = situation.understanding.best(situation.text)
    return best is not None and best.entry == "delete_data" and best.score >= SURE


def _aside(situation: Situation, state: FormState) -> Turn | None:
    """The answer to what has nothing to do with the form; None when the message belongs to it."""
    target = situation.target
    if target in ASIDES:
        without_form = replace(situation.conversation, form=None)
        return obey(replace(situation, conversation=without_form), target)
    if target is not None:
        if target in situation.knowledge.events:
            return answer_event(situation, target)
        is_entry = situation.understanding.is_entry(target)
        return answer_entry(situation, target) if is_entry else None
    is_insisting = state.step == "slot" and situation.text == situation.conversation.question
    if is_insisting or form.takes_anything(situation, state):
        return None
    answered = answer_message(situation)
    if answered.kind == "eligibility":
        say = situation.knowledge.eligibility_wording
        return situation.say("answer", fill(say.after_form, situation.knowledge))
    return answered if answered.kind in {"answer", "referral"} else None


def _resumed(situation: Situation, state: FormState, aside: Turn) -> Turn:
    """What was said aside, then the form's question again."""
    sentences, knowledge = situation.knowledge.sentences, situation.knowledge
    asked = form.question_again(situation, state)
    resumed = replace(asked, text=fill(sentences.form_resume, knowledge, question=asked.text))
    conversation = replace(aside.conversation, form=state)
    again = turn(conversation, aside.kind, [Reply(aside.replies[0].text), resumed])
    return replace(aside, conversation=again.conversation, replies=again.replies)


def _repeat(situation: Situation, state: FormState) -> Turn:
    result = turn(situation.conversation, "form", [form.question_again(situation, state)])
    return replace(result, entry=state.form)


def command(situation: Situation) -> Turn | None:
    """Greeting, menu, thanks and whatever else people tell the bot to do."""
    if situation.target is None or situation.target not in situation.knowledge.commands:
        return None
    offered = situation.conversation.offered
    if situation.target == "yes" and offered and offered[0].target == "person":
        return obey(situation, "person")  # we offered a call, and they said yes
    return obey(situation, situation.target)


def begin_form(situation: Situation) -> Turn | None:
    """A form was asked for by its button."""
    wanted = situation.knowledge.forms.get(situation.target or "")
    return None if wanted is None else _begin(situation, wanted)


def _begin(situation: Situation, wanted: Form) -> Turn:
    """The form; where it registers for events that are open, first which of them."""
    return which_event(situation, wanted) or form.start(situation, wanted)


def pressed_event(situation: Situation) -> Turn | None:
    """To be told of an event, to register for it, to be told of the next one."""
    target, knowledge = situation.target or "", situation.knowledge
    if target in knowledge.events:
        return answer_event(situation, target)
    event = event_of(target, situation)
    wanted = knowledge.forms.get(event.form or "") if event else None
    if event is None or wanted is None:
        return None
    if target.startswith(REGISTER):
        return refused(situation, event) or form.start(situation, wanted, event)
    asked = f"{knowledge.event_wording.button_next}: {event.title}"
    about = replace(situation.conversation, question=asked, entry=event.id)
    return form.start(replace(situation, conversation=about), wanted)


def pressed_entry(situation: Situation) -> Turn | None:
    """An entry was asked for by its button."""
    if situation.target is None or not situation.understanding.is_entry(situation.target):
        return None
    return answer_entry(situation, situation.target)


def pressed_place(situation: Situation) -> Turn | None:
    """One of several places of the same name was chosen."""
    chosen = units_in(situation.target, situation.knowledge.places)
    if not chosen:
        return None
    text = now_called(chosen, situation.text, situation.knowledge)
    asked = situation.knowledge.entries.get(situation.conversation.entry or "")
    if asked is not None and asked.kind == "place":
        text = with_sources(text, asked, situation.knowledge, situation.now.date()).text
    return situation.say("answer", text, situation.buttons("person", "menu"))


def opened_link(situation: Situation) -> Turn | None:
    """Whoever cannot press a link, and types its number, reads it."""
    if situation.target is None or not situation.target.startswith(LINKS):
        return None
    return situation.say("answer", situation.target, situation.conversation.offered)


def nothing_asked(situation: Situation) -> Turn | None:
    """Emoji, a letter, an insult, another language, an article."""
    return answer_nothing(situation) if situation.target is None else None


def question(situation: Situation) -> Turn | None:
    """Everything else is a question."""
    if is_number(situation.text):  # of a button that is not there
        return obey(situation, "menu")
    return begin(situation) if opens_check(situation) else _asked(situation)


def _asked(situation: Situation) -> Turn | None:
    answered = answer_message(situation)
    if answered.kind in {"unknown", "choice"}:
        return _instead(situation, answered) or answered
    meant, knowledge = answered.entry or "", situation.knowledge
    if meant in knowledge.forms:  # what was asked before it is what it is about
        begun = _begin(situation, knowledge.forms[meant])
        return replace(begun, matches=answered.matches, score=answered.score)
    if meant in knowledge.commands:
        return replace(obey(situation, meant), matches=answered.matches, score=answered.score)
    if answered.kind == "eligibility":
        return replace(begin(situation), matches=answered.matches, score=answered.score)
    return answered


def _instead(situation: Situation, answered: Turn) -> Turn | None:
    """What an unanswered question gets instead, when it is more of a call than a question."""
    if read_phone(situation.text):
        return obey(situation, "person")  # whoever leaves a number wants a call; consent first
    if is_insulting(situation):
        return soothe(situation)
    understanding = situation.understanding
    if answered.kind == "unknown" and understanding.subjects.is_courtesy(situation.text):
        polite = next(understanding.courtesy.find(split(situation.text)), None)
        return obey(situation, polite.value if polite else "yes")
    return None


HANDLERS: tuple[Handler, ...] = (
    unreadable,
    confirmed_deletion,
    confirmed_reminder,
    remind,
    form_in_progress,
    check,
    command,
    begin_form,
    pressed_event,
    pressed_entry,
    pressed_place,
    opened_link,
    nothing_asked,
    question,
)
