"""The engine: from a Message to a Turn, with nothing but values in between."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.dialogue.arrival import arrived
from bot.dialogue.check_state import refreshed
from bot.dialogue.checking import with_question
from bot.dialogue.evidence import with_evidence
from bot.dialogue.handlers import HANDLERS
from bot.dialogue.reminding import with_reminder
from bot.dialogue.selection import selected, words
from bot.dialogue.situation import ERASE, KEEP, NO_REMINDER, TOPIC_LASTS, YES_REMINDER, Situation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.dialogue.conversation import Conversation, FormState, Turn
    from bot.dialogue.understanding import Understanding
    from bot.knowledge.snapshot import Knowledge
    from bot.leads.lead import KeptLead
    from bot.message import Message

SOURCE_LASTS = timedelta(days=30)
"""Whoever comes back after a longer silence was not brought by the old poster."""

FORM_LASTS = timedelta(hours=24)
"""A form or a check left alone for a day is not resumed: whoever writes then wants something else.
"""


def respond(
    understanding: Understanding,
    conversation: Conversation,
    message: Message,
    now: datetime,
    leads: Sequence[KeptLead] = (),
) -> Turn:
    """What to do about a message.  Pure: the same arguments give the same Turn.

    `now` has the timezone in which people read dates.
    """
    remembered = _refreshed(conversation, understanding.knowledge, now)
    message, remembered = arrived(message, remembered, understanding)
    target = selected(message, remembered, understanding)
    if target not in {"yes", "no", ERASE, KEEP}:
        remembered = replace(remembered, is_deleting=False)
    if target not in {"yes", "no", YES_REMINDER, NO_REMINDER}:
        remembered = replace(remembered, reminding=None)
    message = replace(message, text=words(message, remembered.offered, target))
    forgotten = replace(remembered, asked_back="")
    situation = Situation(understanding, forgotten, message, now, leads, target)
    taken = next(turn for handler in HANDLERS if (turn := handler(situation)) is not None)
    taken = with_question(taken, situation)
    taken = with_reminder(taken, understanding.knowledge, situation)
    taken = with_evidence(taken, remembered, target, understanding)
    return replace(taken, conversation=replace(taken.conversation, changed_at=now))


def _refreshed(conversation: Conversation, knowledge: Knowledge, now: datetime) -> Conversation:
    """The conversation without what has become stale, or has no place in this knowledge."""
    form = conversation.form
    silence = now - conversation.changed_at if conversation.changed_at else timedelta(0)
    if form is not None and (silence > FORM_LASTS or not _still_fits(form, knowledge)):
        conversation = replace(conversation, form=None)
    if conversation.check is not None:
        check = (
            None if silence > FORM_LASTS else refreshed(conversation.check, knowledge, now.date())
        )
        conversation = replace(conversation, check=check)
    if silence > SOURCE_LASTS:
        conversation = replace(conversation, source="")
    if silence > TOPIC_LASTS:
        conversation = replace(conversation, topic=None, entry=None)
    return conversation


def _still_fits(state: FormState, knowledge: Knowledge) -> bool:
    form = knowledge.forms.get(state.form)
    return form is not None and state.slot < len(form.slots)
