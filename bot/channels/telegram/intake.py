"""Takes an Update in: read, committed to the inbox, and only then acknowledged."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from bot.channels.telegram.reading import NAME, Myself, address_asked, read, stands_for
from bot.services.endure import Endurance
from bot.services.trace import trace

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from telegram import Update

    from bot.channels.telegram.courtesy import Courtesy
    from bot.message import Address, Button, Message

UPDATES = ("message", "edited_message", "callback_query")
"""The kinds we ask Telegram for."""
REMEMBERED = 500
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class IntakeDoors:
    """What is needed of the rest of the program.  Both may raise StoreBusyError."""

    accept: Callable[[Message], Awaitable[bool]]
    """Commit a Message to the inbox.  False: it was there already."""
    button: Callable[[Address, int, int], Awaitable[Button | None]]
    """A button of a Reply to this Address: the outbox row and its place."""
    now: Callable[[], datetime]


class Intake:
    """The same for polling and webhook."""

    def __init__(self, doors: IntakeDoors, courtesy: Courtesy, myself: Myself) -> None:
        self._doors = doors
        self._courtesy = courtesy
        self._told: deque[int] = deque(maxlen=REMEMBERED)
        """Questions for an address that were answered: they pass by the inbox."""
        self._endurance = Endurance(NAME)
        self.myself = myself

    async def take(self, *updates: Update) -> None:
        """When this returns, they may be acknowledged.  In the order given, and what can share a
        commit does.  Raises StoreBusyError, or what one of them failed with until it is set aside:
        then some may be kept, and giving all again does no harm.
        """
        read = [(one, await self._endured(one, self._message(one))) for one in updates]
        kept = await asyncio.gather(
            *(self._endured(one, self._keep(one, message)) for one, message in read),
            return_exceptions=True,
        )
        for failure in kept:
            if failure is not None:
                raise failure

    async def _endured(self, update: Update, work: Awaitable[T]) -> T | None:
        return await self._endurance.take(str(update.update_id), work)

    async def _message(self, update: Update) -> Message | None:
        """What was said; None when nobody said anything to us."""
        if chat := address_asked(update, self.myself):
            self._show_address(update.update_id, chat)
            return None
        message = self._read(update)
        return message and await self._spelled_out(message)

    def _show_address(self, number: int, chat: str) -> None:
        if number not in self._told:
            self._told.append(number)
            self._courtesy.show_address(chat)

    async def _keep(self, update: Update, message: Message | None) -> None:
        is_new = message is not None and await self._doors.accept(message)
        if update.callback_query is not None:
            self._courtesy.acknowledge(update.callback_query.id)
        if message is not None and is_new:
            self._courtesy.expect(message.address.chat)

    def _read(self, update: Update) -> Message | None:
        try:
            return read(update, self.myself, self._doors.now())
        except Exception as error:  # noqa: BLE001 - it would come again and again, before all others
            trace("không đọc được một tin từ Telegram, đã bỏ qua", error, update=update.update_id)
            return None

    async def _spelled_out(self, message: Message) -> Message:
        """With the target that a stand-in stands for; what is no longer known is its title."""
        place = stands_for(message.target)
        if place is None:
            return message
        button = await self._doors.button(message.address, *place)
        return replace(message, target=button.target if button else None)
