"""Takes an Update in: read, and committed to the inbox before anything else."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.channels.zalo_bot.reading import NAME, Myself, asks_address, read
from bot.services.endure import Endurance
from bot.services.trace import trace

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.channels.zalo_bot.courtesy import Courtesy
    from bot.message import Message

REMEMBERED = 500


@dataclass(frozen=True, slots=True)
class IntakeDoors:
    """What is needed of the rest of the program."""

    accept: Callable[[Message], Awaitable[bool]]
    """Commit a Message to the inbox.  False: it was there already.  May raise StoreBusyError."""
    now: Callable[[], datetime]


class Intake:
    """The same for polling and webhook."""

    def __init__(self, doors: IntakeDoors, courtesy: Courtesy) -> None:
        self._doors = doors
        self._courtesy = courtesy
        self._told: deque[str] = deque(maxlen=REMEMBERED)
        """Questions for an address that were answered: they pass by the inbox."""
        self._endurance = Endurance(NAME)
        self.myself = Myself()

    async def take(self, update: dict[str, Any]) -> bool:
        """Whether it brought anything new.  Raises StoreBusyError, or what it failed with
        until it is set aside.
        """
        message = self._read(update)
        if message is None:
            return False
        if asks_address(message):
            return self._show_address(message)
        keeping = self._doors.accept(message)
        is_new = await self._endurance.take(message.event_id, keeping)
        if is_new:
            self._courtesy.expect(message.address.chat)
        return bool(is_new)

    def _show_address(self, message: Message) -> bool:
        is_new = message.event_id not in self._told
        if is_new:
            self._told.append(message.event_id)
            self._courtesy.show_address(message.address.chat)
        return is_new

    def _read(self, update: dict[str, Any]) -> Message | None:
        try:
            return read(update, self.myself, self._doors.now())
        except Exception as error:  # noqa: BLE001 - it might come again and again, before all others
            trace("không đọc được một tin từ Zalo Bot, đã bỏ qua", error)
            return None
