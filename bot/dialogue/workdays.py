"""*Còn mấy ngày làm việc*: until the day that is named, or the close of the event talked of."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING

from bot.dialogue.event_words import EventWords
from bot.dialogue.wording import fill
from bot.events.span import Word
from bot.events.spoken import find_time
from bot.events.state import days_until
from bot.events.workdays import LONGEST
from bot.knowledge.moment import Moment
from bot.text.fold import fold

if TYPE_CHECKING:
    from bot.dialogue.conversation import Turn
    from bot.dialogue.situation import Situation
    from bot.knowledge.entry import Entry

SAID = "ngay lam viec"


def asked_workdays(situation: Situation) -> str | None:
    """The entry that counts working days, where the message asks for them up to a day."""
    if SAID not in fold(situation.text).casefold() or _day(situation) is None:
        return None
    entries = situation.knowledge.entries.values()
    return next((entry.id for entry in entries if entry.kind == "workdays"), None)


def count_workdays(situation: Situation, entry: Entry) -> Turn:
    """How many there are; without a day, the entry asks for one."""
    knowledge, day = situation.knowledge, _day(situation)
    text = fill(entry.answer, knowledge)
    if day is not None:
        words = EventWords(knowledge, situation.now)
        text = words.fill(
            knowledge.event_wording.working_until,
            day=words.close(day),
            left=words.left(day),
            working=words.working(day, LONGEST),
        )
    about = replace(situation.conversation, topic=entry.topic or situation.conversation.topic)
    result = situation.say("answer", text, situation.buttons(*entry.next, "menu"), about)
    return replace(result, entry=entry.id, score=1.0)


def _day(situation: Situation) -> Moment | None:
    """The day that is named, or else the close of the event talked of; not too far ahead."""
    span = find_time(situation.text, situation.now.date()).span
    event = situation.knowledge.events.get(situation.conversation.entry or "")
    day = event.registration.closes if event else None
    if span is not None and span.word is not Word.COMING:
        last = span.last
        day = Moment(datetime.combine(last, time()), datetime.combine(last, time()), "day").day
    return day if day and 0 <= days_until(day, situation.now) <= LONGEST else None
