"""From an Update to our Message; what is not meant for us becomes None."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.message import Address, Message

Json = dict[str, Any]

NAME = "zalo_bot"
ADDRESS_COMMAND = "/id"
EVENT = re.compile(r"message\.(\w+)\.received", re.ASCII)
NOTHING_SAID = {"reaction"}
TOO_OLD = timedelta(days=7)
"""The platform may tell an Update again and again; long before the inbox has forgotten it, nobody
waits for an answer any more.
"""


@dataclass(frozen=True, slots=True)
class Myself:
    """Who the bot is."""

    id: str = ""
    name: str = ""
    """As people see it; empty until the platform has told it."""


def unwrap(body: object) -> list[Json]:
    """The Updates of a body: flat as in real traffic, wrapped as in the documents, or a list."""
    if isinstance(body, dict) and body.get("ok") is True and "result" in body:
        body = body["result"]
    found = body if isinstance(body, list) else [body]
    return [one for one in found if isinstance(one, dict) and one]


def read(update: Json, myself: Myself, now: datetime) -> Message | None:
    """What a person said.  A message that holds nothing to read, a picture say, has an empty text:
    the dialogue has a kind answer to that.
    """
    event, said = EVENT.fullmatch(_text(update.get("event_name"))), update.get("message")
    if event is None or event[1] in NOTHING_SAID or not isinstance(said, dict):
        return None
    chat, sender = an_object(said.get("chat")), an_object(said.get("from"))
    who = _text(sender.get("id"))
    is_ours = sender.get("is_bot") is True or (bool(who) and who == myself.id)
    where = _text(chat.get("id")) or who
    if not where or is_ours or _is_old(said.get("date"), now):
        return None
    text = _without_mention(_words(said), myself)
    return Message(Address(NAME, where), _identity(event[1], where, who, said), text, now)


def an_object(value: object) -> Json:
    """An empty one for whatever else came."""
    return value if isinstance(value, dict) else {}


def asks_address(message: Message) -> bool:
    """Whether somebody wants to know the address of the chat, as new collaborators do."""
    return message.text.lower() == ADDRESS_COMMAND


def _words(said: Json) -> str:
    text = _text(said.get("text")) or _text(said.get("caption"))
    return text.replace("\x00", "").strip()  # no database keeps it


def _without_mention(text: str, myself: Myself) -> str:
    """In a group everything that reaches us names us."""
    if not myself.name:
        return text
    return re.sub(rf"@{re.escape(myself.name)}(?!\w)", " ", text, flags=re.IGNORECASE).strip()


def _identity(event: str, chat: str, sender: str, said: Json) -> str:
    """Ids of messages are unique in their chat only.  It outlives erasures, so it names no one."""
    message = _text(said.get("message_id")) or _text(said.get("date"))
    return hashlib.sha256(f"{event}\n{chat}\n{sender}\n{message}".encode()).hexdigest()[:40]


def _is_old(sent: object, now: datetime) -> bool:
    """Milliseconds; whoever says no time is believed to speak now."""
    try:
        return now - datetime.fromtimestamp(float(str(sent)) / 1000, UTC) > TOO_OLD
    except (TypeError, ValueError, OverflowError, OSError):
        return False


def _text(value: object) -> str:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
