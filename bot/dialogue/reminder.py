"""What a reminder says: the news, the dates, how to stop.  It may be read days later, so it tells
dates and never how many days are left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.answer import with_citations
from bot.dialogue.situation import REGISTER
from bot.dialogue.wording import fill
from bot.events.telling import dates_of
from bot.message import Button, Reply

if TYPE_CHECKING:
    from datetime import date

    from bot.events.occasions import OccasionKind
    from bot.knowledge.event import Event
    from bot.knowledge.snapshot import Knowledge

STOP = "stop_reminders"
"""The command that ends all reminders."""


def compose_reminder(event: Event, kind: OccasionKind, knowledge: Knowledge, today: date) -> Reply:
    """The Reply of one occasion."""
    sentences = knowledge.sentences
    news = {
        "opens": sentences.remind_opens,
        "closes-7": sentences.remind_closes,
        "closes-1": sentences.remind_closes,
        "extended": sentences.remind_extended,
        "cancelled": sentences.remind_cancelled,
    }[kind]
    dates = () if kind == "cancelled" else dates_of(event, sentences)
    text = "\n".join([fill(news, knowledge, title=event.title), *dates])
    said = with_citations(text, event.sources, knowledge, today)
    stop = fill(sentences.remind_stop, knowledge)
    return Reply(f"{said.text}\n\n{stop}", tuple(_buttons(event, kind, knowledge)))


def _buttons(event: Event, kind: OccasionKind, knowledge: Knowledge) -> list[Button]:
    buttons = [Button(event.title, event.id)]
    if event.form is not None and kind != "cancelled":
        buttons.append(Button(knowledge.event_wording.button_register, REGISTER + event.id))
    return [*buttons, Button(knowledge.commands[STOP].title, STOP)]
