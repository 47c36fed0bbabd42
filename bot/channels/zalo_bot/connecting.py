"""The first words with the platform: who we are, and how Updates come."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from bot.channels.zalo_bot.faults import WRONG_TOKEN, ApiError
from bot.channels.zalo_bot.reading import Myself, an_object

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.channels.zalo_bot.client import Client

FIRST_WAIT = 1.0
LONGEST_WAIT = 60.0
TOKEN_REFUSED = "Zalo không nhận zalo_bot.token; lấy token đúng trong Zalo Bot Creator"  # noqa: S105

log = structlog.get_logger()


class Waits:
    """How long to wait after failures in a row: twice as long each time, up to a limit, or as
    long as the platform asks.
    """

    def __init__(self, first: float = FIRST_WAIT) -> None:
        self._first = first
        self._next = first

    def after(self, error: ApiError) -> float:
        """Seconds."""
        wait, self._next = self._next, min(self._next * 2, LONGEST_WAIT)
        return wait if error.retry_after is None else error.retry_after

    def reset(self) -> None:
        """It went well."""
        self._next = self._first


async def connect(client: Client, switch: Callable[[], Awaitable[object]]) -> Myself:
    """Try until the platform knows us; `switch` chooses between polling and webhook."""
    waits = Waits()
    while True:
        try:
            me = an_object(await client.call("getMe"))
            await switch()
        except ApiError as error:
            wait = waits.after(error)
            what = TOKEN_REFUSED if error.code == WRONG_TOKEN else "chưa nối được Zalo Bot"
            log.warning(what, error=str(error), seconds=wait)
            await asyncio.sleep(wait)
        else:
            name = name_of(me)
            log.info("đã nối Zalo Bot", bot=name)
            return Myself(str(me.get("id", "")), name)


def name_of(me: dict[str, object]) -> str:
    """As people see it."""
    return str(me.get("display_name") or me.get("account_name") or "")
