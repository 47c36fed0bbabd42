"""Fetches Updates by long polling.

The platform has no offset to confirm: it tells an Update once, or again and again, nobody knows
which.  Both are right here: what was told is held until it is committed, and the inbox knows what
it has.  What is lost is only what the platform counts as told while its answer does not arrive.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any

import structlog

from bot.channels.zalo_bot.connecting import Waits, connect
from bot.channels.zalo_bot.faults import TIMEOUT, ApiError
from bot.channels.zalo_bot.reading import unwrap
from bot.errors import StoreBusyError
from bot.services.trace import trace

if TYPE_CHECKING:
    from bot.channels.zalo_bot.client import Client
    from bot.channels.zalo_bot.intake import Intake

POLL_SECONDS = 25
BUSY_SECONDS = 1.0
REPEAT_SECONDS = 1.0
"""Before the next question when the answer brought nothing new: it may come at once for ever."""
WEBHOOK_SET = 400

log = structlog.get_logger()


class Polling:
    """Runs until canceled; no failure ends it."""

    def __init__(
        self,
        client: Client,
        intake: Intake,
        busy_seconds: float = BUSY_SECONDS,
        repeat_seconds: float = REPEAT_SECONDS,
    ) -> None:
        self._client = client
        self._intake = intake
        self._busy_seconds = busy_seconds
        self._repeat_seconds = repeat_seconds
        self._waits = Waits()

    async def run(self) -> None:
        """Connect, then fetch for ever."""
        switch = partial(self._client.call, "deleteWebhook")
        self._intake.myself = await connect(self._client, switch)
        while True:
            updates = await self._fetch()
            news = [await self._take(update) for update in updates]
            if updates and not any(news):
                await asyncio.sleep(self._repeat_seconds)

    async def _fetch(self) -> list[dict[str, Any]]:
        began = asyncio.get_running_loop().time()
        try:
            told = {"timeout": str(POLL_SECONDS)}  # a text, in the documents
            result = await self._client.call("getUpdates", told, wait=POLL_SECONDS)
        except ApiError as error:
            is_idle = error.code == TIMEOUT  # the way in which it says that there is nothing
            await (self._rest(began) if is_idle else self._recover(error))
            return []
        self._waits.reset()
        updates = unwrap(result)
        if not updates:
            await self._rest(began)
        return updates

    async def _rest(self, began: float) -> None:
        """Nothing came; where that took no time at all, it is not asked again at once."""
        self._waits.reset()
        spent = asyncio.get_running_loop().time() - began
        await asyncio.sleep(max(0.0, self._repeat_seconds - spent))

    async def _recover(self, error: ApiError) -> None:
        wait = self._waits.after(error)
        log.warning("chưa lấy được tin từ Zalo Bot", error=str(error), seconds=wait)
        await asyncio.sleep(wait)
        if error.code == WEBHOOK_SET:  # with one set by somebody else nothing can be fetched
            try:
                await self._client.call("deleteWebhook")
            except ApiError as again:
                log.warning("chưa gỡ được webhook của Zalo Bot", error=str(again))

    async def _take(self, update: dict[str, Any]) -> bool:
        """Until it is committed: it may never be told again."""
        while True:
            try:
                return await self._intake.take(update)
            except StoreBusyError:
                log.warning("cơ sở dữ liệu bận, tin từ Zalo Bot phải chờ")
            except Exception as error:  # noqa: BLE001 - the next try may fare better
                trace("chưa nhận được tin từ Zalo Bot vào, sẽ thử lại", error)
            await asyncio.sleep(self._busy_seconds)
