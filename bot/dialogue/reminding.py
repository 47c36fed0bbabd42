"""*Nhắc tôi* and *ngừng nhắc*: what to be reminded of, consent for just that, and the way out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogue import form
from bot.dialogue.conversation import ReminderAsked
from bot.dialogue.reminder import STOP
from bot.dialogue.situation import MOST_BUTTONS, NO_REMINDER, REMIND, YES_REMINDER, turn
from bot.dialogue.wording import fill
from bot.events.state import state_at
from bot.leads.lead import ConsentGiven
from bot.leads.subscription import KIND, Subscription, kind_of
from bot.message import Button, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogue.conversation import Conversation, Turn
    from bot.dialogue.situation import Situation
    from bot.knowledge.form import Consent
    from bot.knowledge.snapshot import Knowledge

CONSENT = "reminder"
BEGIN = "remind"
AWAITED = frozenset({"unannounced", "upcoming", "open", "closing"})
"""States of an event of which there may be news; of another, only of the next of its kind."""
KINDS = ("*contest", "*fair", "*course", "*title")


def remind(situation: Situation) -> Turn | None:
    """Begin, or stop; in the middle of a form as well, which goes on afterwards."""
    target = situation.target or ""
    if target == STOP:
        return _stop(situation)
    if target == BEGIN:
        about = _talked_of(situation)
        return _ask(situation, about) if about else _which(situation)
    if not target.startswith(REMIND):
        return None
    about = target.removeprefix(REMIND)
    is_known = about in situation.knowledge.events or about in KINDS
    return _ask(situation, about) if is_known else _which(situation)


def confirmed_reminder(situation: Situation) -> Turn | None:
    """The answer to the question for consent."""
    asked, knowledge = situation.conversation.reminding, situation.knowledge
    if asked is None:
        return None
    settled = replace(situation.conversation, reminding=None)
    situation = replace(situation, conversation=settled)
    consent = knowledge.consents.get(CONSENT)
    if situation.means(NO_REMINDER, "no") or consent is None:
        return _say(situation, knowledge.sentences.remind_declined)
    if not situation.means(YES_REMINDER, "yes"):
        return None
    if consent.version != asked.version:  # edited between our question and this answer
        return _ask(situation, asked.about)
    return _subscribed(situation, asked.about, consent)


def with_reminder(taken: Turn, knowledge: Knowledge, situation: Situation) -> Turn:
    """The Turn; where it tells of an event of which there may be news, with a button for it."""
    event = knowledge.events.get(taken.entry or "")
    if event is None or taken.kind != "answer" or taken.conversation.form:
        return taken
    about = _about(event.id, situation)
    *others, last = taken.replies
    if about is None or _has(taken.conversation, about) or len(last.buttons) >= MOST_BUTTONS:
        return taken
    button = Button(knowledge.sentences.button_remind, REMIND + about)
    told = replace(last, buttons=_before_the_usual(button, last.buttons))
    shown = turn(taken.conversation, taken.kind, [*others, told])
    return replace(taken, replies=shown.replies, conversation=shown.conversation)


def _before_the_usual(button: Button, buttons: Sequence[Button]) -> tuple[Button, ...]:
    """Behind what can be done about the event, before what stands under every answer."""
    own = [one for one in buttons if one.target not in {"person", "menu"}]
    return (*own, button, *buttons[len(own) :])


def reminders_kept(situation: Situation) -> list[str]:
    """A line for each, for whoever asks what is kept."""
    knowledge = situation.knowledge
    return [
        fill(
            knowledge.sentences.remind_kept,
            knowledge,
            title=title_of(one.about, knowledge),
            day=f"{one.consent.given_at.astimezone(situation.now.tzinfo):%d/%m/%Y}",
        )
        for one in situation.conversation.subscriptions
    ]


def title_of(about: str, knowledge: Knowledge) -> str:
    """What people call it; an event that is no longer there has only its id."""
    if about.startswith(KIND):
        title: str = getattr(knowledge.sentences, f"remind_{about.removeprefix(KIND)}")
        return title
    event = knowledge.events.get(about)
    return event.title if event else about


def _talked_of(situation: Situation) -> str | None:
    return _about(situation.conversation.entry or "", situation)


def _about(key: str, situation: Situation) -> str | None:
    """The event, or its kind where no news of itself is to be expected; None: neither."""
    event = situation.knowledge.events.get(key)
    if event is None or CONSENT not in situation.knowledge.consents:
        return None
    is_awaited = event.registration.needed and state_at(event, situation.now) in AWAITED
    return event.id if is_awaited and event.status == "live" else kind_of(event)


def _which(situation: Situation) -> Turn:
    knowledge = situation.knowledge
    if CONSENT not in knowledge.consents:
        return _say(situation, knowledge.sentences.remind_unavailable)
    buttons = [Button(title_of(kind, knowledge), REMIND + kind) for kind in KINDS]
    return situation.say("choice", fill(knowledge.sentences.remind_which, knowledge), buttons)


def _ask(situation: Situation, about: str) -> Turn:
    knowledge, before = situation.knowledge, situation.conversation
    sentences, title = knowledge.sentences, title_of(about, knowledge)
    if _has(before, about):
        return _say(situation, sentences.remind_already, title=title)
    consent = knowledge.consents.get(CONSENT)
    if consent is None:
        return _say(situation, sentences.remind_unavailable)
    asked = replace(before, reminding=ReminderAsked(about, consent.version))
    text = fill(sentences.remind_ask, knowledge, title=title)
    buttons = (
        Button(sentences.button_agree, YES_REMINDER),
        Button(sentences.button_disagree, NO_REMINDER),
    )
    replies = [Reply(f"{text}\n\n{fill(consent.text, knowledge)}", buttons)]
    return turn(asked, "form", replies)


def _subscribed(situation: Situation, about: str, consent: Consent) -> Turn:
    message = situation.message
    given = ConsentGiven(
        consent.id, consent.version, consent.purpose, situation.now, message.event_id
    )
    new = Subscription(message.address, about, given)
    before, knowledge = situation.conversation, situation.knowledge
    conversation = replace(before, subscriptions=(*before.subscriptions, new))
    situation = replace(situation, conversation=conversation)
    title = title_of(about, knowledge)
    result = _say(situation, knowledge.sentences.remind_done, title=title)
    return replace(result, subscribes=new)


def _stop(situation: Situation) -> Turn:
    sentences, before = situation.knowledge.sentences, situation.conversation
    if not before.subscriptions:
        return _say(situation, sentences.remind_none)
    stopped = replace(situation, conversation=replace(before, subscriptions=()))
    return replace(_say(stopped, sentences.remind_stopped), stops_reminders=True)


def _say(situation: Situation, sentence: str, **values: object) -> Turn:
    """The sentence; a form that was being filled in goes on."""
    text = fill(sentence, situation.knowledge, **values)
    state = situation.conversation.form
    if state is None:
        return situation.say("menu", text, situation.buttons("menu"))
    again = form.question_again(situation, state)
    return turn(situation.conversation, "form", [Reply(text), again])


def _has(conversation: Conversation, about: str) -> bool:
    return any(one.about == about for one in conversation.subscriptions)
