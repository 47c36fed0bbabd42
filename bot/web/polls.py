"""Long polls: a page asks for Replies and is answered when there is one."""

from __future__ import annotations

import asyncio
from asyncio import Future
from collections.abc import Callable, Sequence

from bot.message import Address
from bot.ports import Delivery
from bot.web.doors import ChatDoors
from bot.web.limits import Limits
from bot.web.refusals import BUSY, BUSY_SECONDS, Refused


class Polls:
    """The long polls that are waiting.  All of them end at once when the server stops."""

    def __init__(self, doors: ChatDoors, limits: Limits) -> None:
        self._doors = doors
        self._limits = limits
        self._waiting: set[Future[Delivery]] = set()
        self._is_closed = False

    async def wait(
        self, address: Address, number: int, is_wanted: Callable[[], bool]
    ) -> Sequence[Delivery]:
        """Replies with ids above `number`; none when time is up or nobody wants them any more.
        Raises Refused when too many wait already.
        """
        if len(self._waiting) >= self._limits.polls:
            raise Refused(503, BUSY, retry_after=BUSY_SECONDS)
        clock = asyncio.get_running_loop().time
        until = clock() + self._limits.poll_seconds
        found: Sequence[Delivery] = ()
        while not found and not self._is_closed and is_wanted() and (left := until - clock()) > 0:
            found = await self._look(address, number, min(left, self._limits.reread_seconds))
        return found

    def close(self) -> None:
        """Let everybody go who waits."""
        self._is_closed = True
        for news in self._waiting:
            news.cancel()

    async def _look(self, address: Address, number: int, seconds: float) -> Sequence[Delivery]:
        """What is there now, or comes within so many seconds."""
        news = self._doors.news(address)  # listen before reading, so that nothing slips between
        self._waiting.add(news)
        try:
            found = await self._doors.after(address, number)
            if found or not await _comes(news, seconds):
                return found
            return await self._doors.after(address, number)
        finally:
            self._waiting.discard(news)
            news.cancel()


async def _comes(news: Future[Delivery], seconds: float) -> bool:
    await asyncio.wait({news}, timeout=seconds)
    return news.done() and not news.cancelled()
