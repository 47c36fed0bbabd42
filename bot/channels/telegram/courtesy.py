"""What Telegram shows around a message: a pressed button that stops turning, "typing…".

None of it is worth an error, or worth waiting for.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from telegram.error import TelegramError

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from telegram import Bot

PATIENCE = 0.7
"""Seconds without an answer after which it is shown that one is coming.  Mostly none is needed,
and one that overtakes the answer would look as if there were more to come.
"""
MOST = 8
"""Chats for which this is watched at a time: in a rush the answers need all of Telegram's patience
with us.
"""
ADDRESS = "Địa chỉ nhận bản tin của cuộc trò chuyện này:"


class Courtesy:
    """Works beside everything else."""

    def __init__(self, bot: Bot, patience: float = PATIENCE) -> None:
        self._bot = bot
        self._patience = patience
        self._going_on: set[asyncio.Task[None]] = set()
        self._typing: dict[str, asyncio.Task[None]] = {}

    def acknowledge(self, query: str) -> None:
        """The press has arrived."""
        self._begin(self._answer(query))

    def show_address(self, chat: str) -> None:
        """What to write into the file of collaborators to have digests sent here."""
        self._begin(self._tell(chat, f"{ADDRESS} telegram:{chat}"))

    def expect(self, chat: str) -> None:
        """An answer to this chat is due."""
        if chat not in self._typing and len(self._typing) < MOST:
            task = self._typing[chat] = self._begin(self._type(chat))
            task.add_done_callback(lambda _: self._typing.pop(chat, None))

    def answered(self, chat: str) -> None:
        """Here it is."""
        task = self._typing.get(chat)
        if task is not None:
            task.cancel()

    async def close(self) -> None:
        """Leave off."""
        for task in self._going_on:
            task.cancel()
        await asyncio.gather(*self._going_on, return_exceptions=True)

    def _begin(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._going_on.add(task)
        task.add_done_callback(self._going_on.discard)
        return task

    async def _answer(self, query: str) -> None:
        with suppress(TelegramError):
            await self._bot.answer_callback_query(query)

    async def _tell(self, chat: str, text: str) -> None:
        with suppress(TelegramError):
            await self._bot.send_message(chat, text)

    async def _type(self, chat: str) -> None:
        await asyncio.sleep(self._patience)
        with suppress(TelegramError):
            await self._bot.send_chat_action(chat, "typing")
