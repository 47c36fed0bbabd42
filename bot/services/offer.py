"""Adds to the dialogue's Replies what only some channels can do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogue.situation import MOST_BUTTONS
from bot.events.telling import has_day
from bot.message import LINKS, SHARE_PHONE, Button

if TYPE_CHECKING:
    from bot.dialogue.conversation import Turn
    from bot.knowledge.snapshot import Knowledge

SHARE = Button("📱 Gửi số điện thoại của tôi", SHARE_PHONE)


def offer_contact(turn: Turn, knowledge: Knowledge) -> Turn:
    """The Turn; where a form asks for a telephone number, with a button that sends it."""
    state = turn.conversation.form
    if state is None or state.step != "slot" or not turn.replies:
        return turn
    if knowledge.forms[state.form].slots[state.slot].kind != "phone":
        return turn
    *others, last = turn.replies
    asked = replace(last, buttons=(SHARE, *last.buttons))
    return replace(turn, replies=(*others, asked))


def offer_calendar(turn: Turn, knowledge: Knowledge, public_url: str | None) -> Turn:
    """The Turn; where it tells of an event whose dates are known, with a button that puts them into
    the person's own calendar.
    """
    event = knowledge.events.get(turn.entry or "")
    if event is None or turn.conversation.form or not (public_url or "").startswith(LINKS[0]):
        return turn
    *others, last = turn.replies
    if event.status != "live" or not has_day(event) or len(last.buttons) >= MOST_BUTTONS:
        return turn
    site = (public_url or "").rstrip("/")
    button = Button(knowledge.sentences.button_calendar, f"{site}/lich/{event.id}.ics")
    told = replace(last, buttons=(*last.buttons, button))
    conversation = replace(turn.conversation, offered=(*turn.conversation.offered, button))
    return replace(turn, replies=(*others, told), conversation=conversation)
