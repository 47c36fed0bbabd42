"""What was chosen, when a message is a choice: a pressed button, its number, its title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.dialogue.understanding import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogue.conversation import Conversation
    from bot.dialogue.understanding import Understanding
    from bot.message import Button, Message

_NUMBER = re.compile(r"^\W*(\d{1,2})\W*$")

OWN_TARGETS = ("place.", "slot.", "choice.", "step.")
"""Targets that exist only inside a conversation, not in the knowledge."""


def selected(
    message: Message, conversation: Conversation, understanding: Understanding
) -> str | None:
    """The target of the message; None when it is free text.

    A press may be older than the knowledge: a target that leads nowhere any more is read as the
    words on its button.
    """
    if message.target and _leads_somewhere(message.target, understanding):
        return message.target
    offered = conversation.offered
    number = _NUMBER.match(message.text)
    if number and 1 <= int(number[1]) <= len(offered):
        return offered[int(number[1]) - 1].target
    said = plain(message.text)
    by_title = {plain(button.title): button.target for button in offered}
    return by_title.get(said) or understanding.command(message.text)


def words(message: Message, offered: Sequence[Button], target: str | None) -> str:
    """What was said; for a number that was typed, the title of the button it stands for."""
    if target is None or not _NUMBER.match(message.text):
        return message.text
    return next((one.title for one in offered if one.target == target), message.text)


def is_number(text: str) -> bool:
    """Whether the message is nothing but the number of some button."""
    return _NUMBER.match(text) is not None


def _leads_somewhere(target: str, understanding: Understanding) -> bool:
    return target.startswith(OWN_TARGETS) or understanding.knows(target)
