"""How somebody came: by a link on a poster, which names what to show and where it hung.

`fair__overview--cho-dau-moi` shows `fair.overview` and came from `cho-dau-moi`.  Telegram lets a
link carry letters, digits, `_` and `-` only, so a dot is two underscores; no id has two in a row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.dialogue.conversation import Conversation
    from bot.dialogue.understanding import Understanding
    from bot.message import Message

LINK = "link."
"""What the target of a Message begins with that a link has brought; its payload follows."""
LONGEST = 64
"""Characters of a payload; Telegram's limit."""

_PAYLOAD = re.compile(rf"[A-Za-z0-9_-]{{1,{LONGEST}}}", re.ASCII)
_PLACE = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*", re.ASCII)
_DOT = "__"
_FROM = "--"


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a link says."""

    target: str
    """What it shows: an entry, a form, a command."""
    place: str = ""
    """Where the poster hung, in the administrator's word; empty: nobody said."""

    def __str__(self) -> str:
        return f"{self.target} ({self.place})" if self.place else self.target


def write_payload(arrival: Arrival) -> str:
    """What the link carries.  Raises ValueError when it cannot carry that."""
    payload = arrival.target.replace(".", _DOT) + (_FROM + arrival.place if arrival.place else "")
    if read_payload(payload) != arrival:
        raise ValueError(payload)
    return payload


def read_payload(payload: str) -> Arrival | None:
    """What the link means; None for what no link of ours carries."""
    if not _PAYLOAD.fullmatch(payload):
        return None
    target, _, place = payload.partition(_FROM)
    if place and not _PLACE.fullmatch(place):
        return None
    return Arrival(target.replace(_DOT, "."), place)


def target_of(payload: str) -> str | None:
    """The target of a Message that a link with this payload has brought."""
    payload = payload.strip()
    return LINK + payload if _PAYLOAD.fullmatch(payload) else None


def arrived(
    message: Message, conversation: Conversation, understanding: Understanding
) -> tuple[Message, Conversation]:
    """The message with the target that its link stands for; the conversation remembers the link.

    Only what the knowledge has can be linked to.  What has a meaning inside a conversation alone
    is not taken from a link, which anybody may have written: none may agree to a consent for the
    one who opens it.
    """
    if not (message.target or "").startswith(LINK):
        return message, conversation
    arrival = read_payload((message.target or "").removeprefix(LINK))
    if arrival is None or not understanding.knows(arrival.target):
        return replace(message, target=None), conversation
    return replace(message, target=arrival.target), replace(conversation, source=str(arrival))
