"""What was chosen, when a message is a choice: a pressed button, its number, its title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.dialogue.ordinals import ordinal
from bot.dialogue.situation import CHECK, NEXT_EVENT, REGISTER, REMIND
from bot.dialogue.understanding import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogue.conversation import Conversation
    from bot.dialogue.understanding import Understanding
    from bot.message import Button, Message

_NUMBER = re.compile(r"^\W*(\d{1,2})\W*$")

OWN_TARGETS = ("place.", "slot.", "choice.", "step.", REGISTER, NEXT_EVENT, REMIND, CHECK)
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
    slashed = understanding.slashes.get(message.text.strip().casefold())
    if slashed is not None:
        return slashed
    numbered = _numbered(message.text, conversation, understanding)
    if numbered is not None:
        return numbered.target
    said = plain(message.text)
    by_title = {plain(button.title): button.target for button in conversation.offered}
    found = by_title.get(said) or understanding.command(message.text)
    return found or _in_words(message.text, conversation, understanding)


def _numbered(text: str, conversation: Conversation, understanding: Understanding) -> Button | None:
    """The button whose number the message is: *2*, and outside of a form *cái thứ hai nha*."""
    offered = () if _is_counted(conversation, understanding) else conversation.offered
    number = _NUMBER.match(text)
    place = int(number[1]) if number else 0
    if not number and conversation.form is None:
        place = ordinal(text, len(offered))
    return offered[place - 1] if 1 <= place <= len(offered) else None


def _is_counted(conversation: Conversation, understanding: Understanding) -> bool:
    """Whether a number is asked for: then it is no button's."""
    check = conversation.check
    fact = understanding.knowledge.facts.get(check.fact or "") if check else None
    return fact is not None and fact.kind == "number" and conversation.form is None


def _in_words(text: str, conversation: Conversation, understanding: Understanding) -> str | None:
    """Where something is to be chosen: the one title that has all the words of the message."""
    if not conversation.asked_back:
        return None
    telling = understanding.subjects.telling
    said = telling(text)
    fits = [one.target for one in conversation.offered if said and said <= telling(one.title)]
    return fits[0] if len(fits) == 1 else None


def words(message: Message, offered: Sequence[Button], target: str | None) -> str:
    """What was said; for a number that was typed, the title of the button it stands for."""
    is_place = _NUMBER.match(message.text) or ordinal(message.text, len(offered))
    if target is None or not is_place:
        return message.text
    return next((one.title for one in offered if one.target == target), message.text)


def is_number(text: str) -> bool:
    """Whether the message is nothing but the number of some button."""
    return _NUMBER.match(text) is not None


def _leads_somewhere(target: str, understanding: Understanding) -> bool:
    return target.startswith(OWN_TARGETS) or understanding.knows(target)
