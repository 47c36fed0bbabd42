"""The worker: takes Messages from the channels and answers them, off the event loop."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.errors import StoreBusyError
from bot.services.commit import SharedCommits
from bot.services.receive import keep
from bot.services.trace import trace

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.message import Message
    from bot.ports import Store

LOOK = 0.002
"""Seconds between two looks at the door."""

log = structlog.get_logger()


class Worker:
    """Accepts on one thread and answers on another, so that an acknowledgement never waits for
    the dialogue.  One thread each keeps the order in which Messages came.  Messages that come at
    the same time share a commit.
    """

    def __init__(
        self,
        store: Store,
        answer_next: Callable[[], Message | None],
        answered: Callable[[], None],
        pause: float = 1.0,
        deference: float = 0.05,
    ) -> None:
        self._answer_next = answer_next
        """`receive.answer` with all it needs."""
        self._answered = answered
        """Called on the loop after each answer: there is something to deliver."""
        self._pause = pause
        """Seconds until it looks by itself for what other processes accepted."""
        self._deference = deference
        """Seconds at most that an answer waits for those who are just being taken in."""
        self._arrived = asyncio.Event()
        self._door = SharedCommits(store, "accept")
        self._thinker = ThreadPoolExecutor(1, "answer")

    async def accept(self, message: Message) -> bool:
        """Keep a Message; when this returns it is on the disk.  False for a repeat.
        Raises StoreBusyError: do not acknowledge, the platform will repeat it.
        """
        is_new = await self._door.do(partial(keep, message))
        self._arrived.set()
        return is_new

    async def run(self) -> None:
        """Answer until canceled, beginning with what was left over."""
        while True:
            self._arrived.clear()
            await self._work_off()
            with suppress(TimeoutError):  # wait_for of Python 3.11 may swallow a cancellation
                async with asyncio.timeout(self._pause):
                    await self._arrived.wait()

    def close(self) -> None:
        """Wait for what is being written just now."""
        self._door.close()
        self._thinker.shutdown()

    async def _work_off(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while await loop.run_in_executor(self._thinker, self._answer_next):
                self._answered()
                await self._let_in()
        except StoreBusyError:
            log.warning("cơ sở dữ liệu bận, tin nhận được phải chờ")
        except Exception as error:  # noqa: BLE001 - the others' messages must still be answered
            trace("việc trả lời bị lỗi, bot làm tiếp", error)

    async def _let_in(self) -> None:
        """Who waits at the door comes first, since a platform's patience is short; but not for
        long, or in a rush nobody would be answered.
        """
        loop = asyncio.get_running_loop()
        until = loop.time() + self._deference
        while self._door.is_busy and loop.time() < until:  # noqa: ASYNC110 - the time is short
            await asyncio.sleep(LOOK)
