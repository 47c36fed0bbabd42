"""Adds to the dialogue's Replies what only some channels can do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.message import SHARE_PHONE, Button

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
