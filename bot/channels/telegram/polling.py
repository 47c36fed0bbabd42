"""Fetches Updates by long polling; each is confirmed only after it is committed.

Telegram forgets an Update when it is asked for one with a higher number, so the number goes up
with the commit: who dies between the two is told the same again, and the inbox knows it.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog
from telegram.error import Conflict, TelegramError

from bot.channels.telegram.connecting import Waits, connect
from bot.channels.telegram.intake import UPDATES
from bot.errors import StoreBusyError
from bot.services.trace import trace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import Bot, Update

    from bot.channels.telegram.intake import Intake

POLL_SECONDS = 25
BUSY_SECONDS = 1.0
IDLE_SECONDS = 1.0
"""Whoever answers that there is nothing without waiting for it is not asked more often."""

log = structlog.get_logger()


class Polling:
    """Runs until canceled; no failure ends it."""

    def __init__(self, bot: Bot, intake: Intake, busy_seconds: float = BUSY_SECONDS) -> None:
        self._bot = bot
        self._intake = intake
        self._busy_seconds = busy_seconds
        self._offset: int | None = None
        """The number of the first Update that is not committed."""
        self._waits = Waits()

    async def run(self) -> None:
        """Connect, then fetch for ever."""
        self._intake.myself = await connect(self._bot, self._bot.delete_webhook)
        clock = asyncio.get_running_loop().time
        while True:
            began = clock()
            if updates := await self._fetch():
                await self._take(updates)
                self._offset = updates[-1].update_id + 1
            else:
                await asyncio.sleep(max(0.0, IDLE_SECONDS - (clock() - began)))

    async def _fetch(self) -> Sequence[Update]:
        try:
            updates = await self._bot.get_updates(
                self._offset, timeout=POLL_SECONDS, allowed_updates=UPDATES
            )
        except TelegramError as error:
            await self._rest(error)
            return ()
        except Exception as error:  # noqa: BLE001 - the next answer may be of another shape
            trace("không đọc được các tin Telegram đưa", error)
            await asyncio.sleep(self._waits.after(error))
            return ()
        self._waits.reset()
        return sorted(updates, key=lambda update: update.update_id)

    async def _rest(self, error: TelegramError) -> None:
        wait = self._waits.after(error)
        if isinstance(error, Conflict):
            what = "một chương trình khác cũng đang nhận tin của bot Telegram này"
        else:
            what = "chưa lấy được tin từ Telegram"
        log.warning(what, error=type(error).__name__, seconds=wait)
        await asyncio.sleep(wait)

    async def _take(self, updates: Sequence[Update]) -> None:
        """Until all are committed: the later ones wait, and nothing is confirmed meanwhile."""
        while True:
            try:
                return await self._intake.take(*updates)
            except StoreBusyError:
                log.warning("cơ sở dữ liệu bận, tin từ Telegram phải chờ")
            except Exception as error:  # noqa: BLE001 - the next try may fare better
                trace("chưa nhận được tin từ Telegram vào, sẽ thử lại", error)
            await asyncio.sleep(self._busy_seconds)
