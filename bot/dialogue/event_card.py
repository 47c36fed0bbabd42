"""What is said of one event: its state first, then when, where, for whom, and its source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogue.answer import with_sources
from bot.dialogue.event_words import EventWords
from bot.dialogue.situation import NEXT_EVENT, REGISTER
from bot.events.state import ACCEPTING, days_until, state_at
from bot.message import Button

if TYPE_CHECKING:
    from datetime import datetime

    from bot.dialogue.conversation import Turn
    from bot.dialogue.situation import Situation
    from bot.events.state import State
    from bot.knowledge.event import Event
    from bot.knowledge.snapshot import Knowledge


def answer_event(situation: Situation, key: str) -> Turn:
    """The event as it is at this moment, with what can be done about it."""
    knowledge = situation.knowledge
    event = knowledge.events[key]
    text, today = card(event, knowledge, situation.now), situation.now.date()
    said = with_sources(text, event, knowledge, today)
    topic = event.topic or situation.conversation.topic
    about = replace(situation.conversation, topic=topic, entry=key)
    buttons = (*event_buttons(event, situation), *situation.buttons("person", "menu"))
    result = situation.say("answer", said.text, buttons, about)
    return replace(result, entry=key, score=1.0, sources=said.sources)


def card(event: Event, knowledge: Knowledge, now: datetime) -> str:
    """All that is known of it, without its source."""
    words, say = EventWords(knowledge, now), knowledge.event_wording
    held = words.held(event)
    before = event.registration.extended_from
    lines = [
        f"{event.title}: {state_words(event, knowledge, now)}.",
        words.fill(say.extended, before=words.close(before)) if before else "",
        words.fill(say.held, when=held) if held else words.fill(say.held_unknown),
        words.fill(say.place, place=event.place) if event.place else words.fill(say.place_unknown),
        words.fill(say.quota, quota=event.quota) if event.quota else "",
        words.fill(say.who, who=event.who) if event.who else "",
        event.about or "",
    ]
    return "\n".join(filter(None, lines))


def state_words(event: Event, knowledge: Knowledge, now: datetime) -> str:
    """The state in the middle of a sentence."""
    words, state = EventWords(knowledge, now), state_at(event, now, _soon(knowledge))
    opens, closes = event.registration.opens, event.registration.closes
    until = closes if state in ACCEPTING else opens
    sentence: str = getattr(knowledge.event_wording, f"state_{_saying(event, knowledge, now)}")
    return words.fill(
        sentence,
        opens=words.moment(opens) if opens else "",
        closes=words.close(closes) if closes else "",
        left=words.left(until) if until else "",
        working=words.working(until) if until and state in ACCEPTING else "",
    )


def _saying(event: Event, knowledge: Knowledge, now: datetime) -> str:
    """Which sentence says the state."""
    state, closes = state_at(event, now, _soon(knowledge)), event.registration.closes
    if state in ACCEPTING and closes is None:
        return "endless"
    if state in ACCEPTING and closes and days_until(closes, now) <= 0:
        return "last_day"
    if state == "unannounced" and closes:
        return "deadline_only"
    return "plan_over" if state == "over" and is_planned(event, knowledge) else state


def _soon(knowledge: Knowledge) -> int:
    return knowledge.center.closing_soon_days


def is_planned(event: Event, knowledge: Knowledge) -> bool:
    """Whether it comes from a plan, which is no result."""
    bases = {knowledge.documents[citation.document].basis for citation in event.sources}
    return "plan" in bases


def event_buttons(event: Event, situation: Situation) -> tuple[Button, ...]:
    """Register, or be told when that is possible or when there is a next one."""
    say = situation.knowledge.event_wording
    state: State = state_at(event, situation.now)
    if event.form is None:
        return ()
    if state in ACCEPTING:
        return (Button(say.button_register, REGISTER + event.id),)
    title = say.button_tell if state in {"upcoming", "unannounced"} else say.button_next
    return (Button(title, NEXT_EVENT + event.id),)
