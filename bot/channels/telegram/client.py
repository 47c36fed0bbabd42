"""The connection to Telegram's Bot API, and what its library must not say."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from telegram import Bot

from bot.channels.telegram.tolerance import TolerantRequest

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

# Else the library warns about its own reading of retry_after.
os.environ.setdefault("PTB_TIMEDELTA", "true")

CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 20.0
CONNECTIONS = 64
"""Beyond the chats that are served beside each other, so that nobody waits for a free one."""


class Client:
    """A Bot that is closed at the end of the block."""

    def __init__(self, token: str, base_url: str, answer_seconds: float = ANSWER_SECONDS) -> None:
        _hush()
        # Telegram's long poll has a connection of its own: nobody who sends waits behind it.
        self._requests = (
            _request(1, answer_seconds),
            _request(CONNECTIONS, answer_seconds),
        )
        self.bot = Bot(
            token,
            base_url=base_url,
            get_updates_request=self._requests[0],
            request=self._requests[1],
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Hang up."""
        for request in self._requests:
            await request.shutdown()


def own_id(token: str) -> int:
    """The bot's own id: it is the part of its token that is no secret."""
    return int(token.partition(":")[0])


def _request(connections: int, answer_seconds: float) -> TolerantRequest:
    return TolerantRequest(
        connection_pool_size=connections,
        connect_timeout=CONNECT_SECONDS,
        read_timeout=answer_seconds,
        write_timeout=answer_seconds,
        pool_timeout=CONNECT_SECONDS,
    )


def _hush() -> None:
    """These libraries log addresses, which hold the token, and what people wrote."""
    for name in ("telegram", "httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
