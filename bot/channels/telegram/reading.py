"""From Telegram's Update to our Message; what is not meant for us becomes None."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import telegram

from bot.channels.telegram.commands import BY_NAME, UNKNOWN
from bot.dialogue.arrival import target_of
from bot.message import Address, Message

if TYPE_CHECKING:
    from datetime import datetime

    from telegram import CallbackQuery, Update

NAME = "telegram"
ADDRESS_COMMAND = "id"

_COMMAND = re.compile(r"/(\w{1,32})(?:@(\w+))?(?:\s+(.*))?", re.ASCII | re.DOTALL)
_STAND_IN = re.compile(r"#(\d{1,18})\.(\d{1,3})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Myself:
    """Who the bot is on Telegram."""

    id: int
    username: str = ""
    """Without the @; empty until Telegram has told it."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a text or a command comes to."""

    text: str
    target: str | None = None


def read(update: Update, myself: Myself, now: datetime) -> Message | None:
    """What a person said, pressed, shared or corrected.  A message that holds nothing to read, a
    picture say, has an empty text: the dialogue has a kind answer to that.
    """
    if update.callback_query is not None:
        return _pressed(update.update_id, update.callback_query, now)
    said = update.message or update.edited_message
    if said is None or said.from_user is None or said.from_user.is_bot:
        return None
    text = _text_of(said)
    if not text and update.edited_message is not None:
        return None  # somebody who shares a live location says nothing new
    if text is None or (said.chat.type != "private" and not _is_addressed(said, text, myself)):
        return None
    meaning = _meaning(_without_mention(text, myself) if text else "")
    address = Address(NAME, str(said.chat.id))
    return Message(address, str(update.update_id), meaning.text, now, meaning.target)


def address_asked(update: Update, myself: Myself) -> str | None:
    """The chat in which somebody asks what its address is, as new collaborators do."""
    said = update.message
    match = _COMMAND.fullmatch((said.text or "").strip()) if said else None
    if said is None or match is None or match[1].lower() != ADDRESS_COMMAND:
        return None
    is_ours = said.chat.type == "private" or _is_addressed(said, match[0], myself)
    return str(said.chat.id) if is_ours else None


def stands_for(target: str | None) -> tuple[int, int] | None:
    """The outbox row and the button that a pressed stand-in names (see `writing.data_of`)."""
    match = _STAND_IN.fullmatch(target or "")
    return (int(match[1]), int(match[2])) if match else None


def _pressed(number: int, query: CallbackQuery, now: datetime) -> Message | None:
    if query.message is None or not query.data:
        return None
    address = Address(NAME, str(query.message.chat.id))
    return Message(address, str(number), _title_of(query) or query.data, now, query.data)


def _title_of(query: CallbackQuery) -> str | None:
    """What stands on the button; None when the message is too old to be shown to us."""
    message = query.message
    if not isinstance(message, telegram.Message) or message.reply_markup is None:
        return None
    buttons = [one for row in message.reply_markup.inline_keyboard for one in row]
    return next((one.text for one in buttons if one.callback_data == query.data), None)


def _text_of(said: telegram.Message) -> str | None:
    """None for what Telegram says itself: somebody joined, a message was pinned."""
    if said.contact is not None:
        return said.contact.phone_number
    text = said.text or said.caption
    if text is None:
        return None if said.effective_attachment is None else ""
    return text.replace("\x00", "").strip()  # no database keeps it


def _is_addressed(said: telegram.Message, text: str, myself: Myself) -> bool:
    """In a group: a command for us, our name, or an answer to what we said."""
    if said.chat.type == "channel":
        return False
    command = _COMMAND.fullmatch(text)
    if command is not None:
        return command[2] is None or command[2].lower() == myself.username.lower()
    is_named = bool(myself.username) and _mention(myself).search(text) is not None
    return is_named or _is_answer(said, myself)


def _is_answer(said: telegram.Message, myself: Myself) -> bool:
    original = said.reply_to_message
    author = original.from_user if original is not None else None
    return author is not None and author.id == myself.id


def _mention(myself: Myself) -> re.Pattern[str]:
    return re.compile(rf"@{re.escape(myself.username)}\b", re.IGNORECASE)


def _without_mention(text: str, myself: Myself) -> str:
    if not myself.username or text.startswith("/"):
        return text
    return " ".join(_mention(myself).sub(" ", text).split(" ")).strip()


def _meaning(text: str) -> Meaning:
    match = _COMMAND.fullmatch(text)
    if match is None:
        return Meaning(text)
    command = BY_NAME.get(match[1].lower(), UNKNOWN)
    linked = target_of(match[3] or "") if command.name == "start" else None
    return Meaning(command.question, linked or command.target)
