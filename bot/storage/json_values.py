"""Our values as JSON and back.  A row that an older version wrote must never stop the bot."""

from __future__ import annotations

from dataclasses import replace

import structlog
from pydantic import TypeAdapter, ValidationError

from bot.dialogue.conversation import Conversation
from bot.leads.lead import Detail
from bot.message import Address, Button

log = structlog.get_logger()

CONVERSATION = TypeAdapter(Conversation)
BUTTONS = TypeAdapter(tuple[Button, ...])
DETAILS = TypeAdapter(tuple[Detail, ...])


def write_conversation(conversation: Conversation) -> str:
    """A conversation as JSON."""
    return CONVERSATION.dump_json(conversation).decode()


def read_conversation(text: str, address: Address) -> Conversation:
    """What was written; a fresh conversation when it cannot be read."""
    try:
        return replace(CONVERSATION.validate_json(text), address=address)
    except ValidationError as error:
        _report("conversation", address.channel, error)
        return Conversation(address)


def write_buttons(buttons: tuple[Button, ...]) -> str:
    """A Reply's buttons as JSON."""
    return BUTTONS.dump_json(buttons).decode()


def read_buttons(text: str, channel: str) -> tuple[Button, ...]:
    """What was written; none when they cannot be read: the Reply still has its text."""
    try:
        return BUTTONS.validate_json(text)
    except ValidationError as error:
        _report("buttons", channel, error)
        return ()


def write_details(details: tuple[Detail, ...]) -> str:
    """A lead's details as JSON."""
    return DETAILS.dump_json(details).decode()


def read_details(text: str, channel: str) -> tuple[Detail, ...]:
    """What was written; none when they cannot be read: the lead still has its phone."""
    try:
        return DETAILS.validate_json(text)
    except ValidationError as error:
        _report("details", channel, error)
        return ()


def _report(what: str, channel: str, error: ValidationError) -> None:
    """Only kinds of mistakes: the values are personal data."""
    kinds = sorted({mistake["type"] for mistake in error.errors(include_input=False)})
    log.error(
        "không đọc được một giá trị đã lưu, đã bỏ qua", value=what, channel=channel, mistakes=kinds
    )
