"""Registering for an event: only while it is open, also for who began before the close."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogue.event_card import event_buttons
from bot.dialogue.event_words import EventWords
from bot.dialogue.situation import NEXT_EVENT, REGISTER
from bot.events.listing import in_order
from bot.events.state import AHEAD, accepts, state_at, wall
from bot.message import Button

if TYPE_CHECKING:
    from datetime import datetime

    from bot.dialogue.conversation import FormState, Turn
    from bot.dialogue.situation import Situation
    from bot.knowledge.event import Event
    from bot.knowledge.form import Form


def event_of(target: str | None, situation: Situation) -> Event | None:
    """The event that a pressed button is about, to register for it or to be told of the next."""
    for start in (REGISTER, NEXT_EVENT):
        if target is not None and target.startswith(start):
            return situation.knowledge.events.get(target.removeprefix(start))
    return None


def refused(situation: Situation, event: Event) -> Turn | None:
    """Why nobody can register now, and that one may be told of the next; None when one can."""
    if accepts(event, reached(situation)):
        return None
    conversation = replace(situation.conversation, form=None)
    buttons = (*event_buttons(event, situation), *situation.buttons("person", "menu"))
    result = situation.say("form", refusal(situation, event), buttons, conversation)
    return replace(result, entry=event.id)


def reached(situation: Situation) -> datetime:
    """When the message reached us: whoever sent it in time is in time, however late we read it."""
    return situation.message.sent_at.astimezone(situation.now.tzinfo)


def refusal(situation: Situation, event: Event) -> str:
    """The sentence."""
    say = situation.knowledge.event_wording
    words = EventWords(situation.knowledge, reached(situation))
    opens, closes = event.registration.opens, event.registration.closes
    state = "unannounced" if event.status == "draft" else state_at(event, reached(situation))
    if closes and state in {"closed", "running"} and wall(reached(situation)) >= closes.end:
        late = words.late(closes)
        return words.fill(say.form_closed, title=event.title, closes=words.close(closes), late=late)
    if state == "upcoming" and opens:
        moment, left = words.moment(opens), words.left(opens)
        return words.fill(say.form_upcoming, title=event.title, opens=moment, left=left)
    sentence = {
        "cancelled": say.form_cancelled,
        "over": say.form_over,
        "running": say.form_running,
    }.get(state, say.form_unannounced)
    return words.fill(sentence, title=event.title)


def which_event(situation: Situation, form: Form) -> Turn | None:
    """The open events that the form registers for, to choose from; None when there is none."""
    events = situation.knowledge.events.values()
    mine = [event for event in events if event.form == form.id]
    fits = in_order(event for event in mine if accepts(event, situation.now))
    if not fits:
        return None
    say = situation.knowledge.event_wording
    buttons = [Button(event.title, REGISTER + event.id) for event in fits[:3]]
    buttons.append(Button(say.button_next, NEXT_EVENT + fits[0].id))
    text = EventWords(situation.knowledge, situation.now).fill(say.form_which)
    return situation.say("form", text, (*buttons, *situation.buttons("person")))


def thanks(situation: Situation, state: FormState, form: Form) -> str:
    """The thank-you: of a registration, of a wish to be told, or the form's own."""
    say, events = situation.knowledge.event_wording, situation.knowledge.events
    words = EventWords(situation.knowledge, situation.now)
    if event := events.get(state.event or ""):
        return words.fill(say.form_done, title=event.title)
    mine = (event for event in events.values() if event.form == form.id)
    is_announced = any(
        event.status == "live" and state_at(event, situation.now) in AHEAD for event in mine
    )
    return words.fill(say.form_noted if is_announced else form.done)
