"""What is said around a conversation: "typing…", and a chat's address for whoever asks.

None of it is worth an error, or worth waiting for.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.channels.zalo_bot.faults import ApiError

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from bot.channels.zalo_bot.client import Client

PATIENCE = 0.7
"""Seconds without an answer after which it is shown that one is coming; mostly none is needed."""
MOST = 8
"""Chats for which this is watched at a time."""
ADDRESS = "Địa chỉ nhận bản tin của cuộc trò chuyện này:"


class Courtesy:
    """Works beside everything else."""

    def __init__(self, client: Client, patience: float = PATIENCE) -> None:
        self._client = client
        self._patience = patience
        self._going_on: set[asyncio.Task[None]] = set()
        self._typing: dict[str, asyncio.Task[None]] = {}

    def show_address(self, chat: str) -> None:
        """What to write into the file of collaborators to have digests sent here."""
        text = f"{ADDRESS} zalo_bot:{chat}"
        self._begin(self._tell("sendMessage", chat_id=chat, text=text))

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

    async def _type(self, chat: str) -> None:
        await asyncio.sleep(self._patience)
        await self._tell("sendChatAction", chat_id=chat, action="typing")

    async def _tell(self, method: str, **told: str) -> None:
        with suppress(ApiError):
            await self._client.call(method, told)
