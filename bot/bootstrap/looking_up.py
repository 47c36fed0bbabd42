"""What the doors look up about a chat, off the event loop."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.message import Address, Button
    from bot.ports import Delivery, Line, Store


class Lookups:
    """Questions of pages and platforms about what was said."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def history(self, address: Address, limit: int) -> Sequence[Line]:
        """The last lines of a chat, oldest first."""

        def read() -> Sequence[Line]:
            with self._store.transaction() as kept:
                return kept.conversations.history(address, limit)

        return await asyncio.to_thread(read)

    async def button(self, address: Address, number: int, place: int) -> Button | None:
        """The button at a place under the Reply of that number, if it went to this Address."""

        def read() -> Button | None:
            with self._store.transaction() as kept:
                row = kept.outbox.get(number)
            buttons = row.reply.buttons if row and row.address == address else ()
            return buttons[place] if place < len(buttons) else None

        return await asyncio.to_thread(read)

    async def after(self, address: Address, number: int) -> Sequence[Delivery]:
        """What was said there after the Reply of that number."""

        def read() -> Sequence[Delivery]:
            with self._store.transaction() as kept:
                return kept.outbox.after(address, number)

        return await asyncio.to_thread(read)
