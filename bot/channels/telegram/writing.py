"""From our Reply to what Telegram is sent: escaped HTML in parts, buttons under the last one."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)

from bot.message import SHARE_PHONE
from bot.text.splitting import split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.message import Button
    from bot.ports import Delivery

    Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup

DATA_BYTES = 64
"""What Telegram carries in a button."""
ASIDES = ("Nguồn:", "Lưu ý:")
"""Lines that begin so are set apart from the answer itself."""


@dataclass(frozen=True, slots=True)
class Part:
    """One message of Telegram's."""

    html: str
    keyboard: Keyboard | None = None


def write(delivery: Delivery) -> list[Part]:
    """The parts of a Reply.  It is cut before it is marked up, so no tag can be cut."""
    *firsts, last = [_html(part) for part in split(delivery.reply.text)]
    return [*map(Part, firsts), Part(last, _keyboard(delivery))]


def data_of(delivery: Delivery, index: int) -> str:
    """What a button carries: its target, or for a long one the row and place where it is found."""
    target = delivery.reply.buttons[index].target
    if len(target.encode()) <= DATA_BYTES and not target.startswith("#"):
        return target
    return f"#{delivery.id}.{index}"


def _html(text: str) -> str:
    return "\n".join(map(_line, text.splitlines()))


def _line(line: str) -> str:
    shown = escape(line, quote=False)
    return f"<i>{shown}</i>" if line.startswith(ASIDES) else shown


def _keyboard(delivery: Delivery) -> Keyboard | None:
    buttons = delivery.reply.buttons
    if any(one.target == SHARE_PHONE for one in buttons):
        if _is_private(delivery):
            return _contact_keyboard(buttons)
        buttons = tuple(one for one in buttons if one.target != SHARE_PHONE)
    rows = [
        [_inline(one, data_of(delivery, index))]
        for index, one in enumerate(delivery.reply.buttons)
        if one in buttons
    ]
    return InlineKeyboardMarkup(rows) if rows else None


def _inline(button: Button, data: str) -> InlineKeyboardButton:
    if button.is_link:
        return InlineKeyboardButton(button.title, url=button.target)
    return InlineKeyboardButton(button.title, callback_data=data)


def _contact_keyboard(buttons: Sequence[Button]) -> Keyboard:
    """A number can be shared only from a keyboard below the chat, which has no inline buttons:
    the others send their titles as text.
    """
    rows = [[KeyboardButton(one.title, request_contact=one.target == SHARE_PHONE or None)]
            for one in buttons]  # fmt: skip
    return ReplyKeyboardMarkup(rows, resize_keyboard=True, one_time_keyboard=True)


def _is_private(delivery: Delivery) -> bool:
    return not delivery.address.chat.startswith("-")  # the ids of groups are negative
