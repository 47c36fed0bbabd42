"""Takes Updates that Zalo posts to us; 200 means that they are committed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

import structlog
from aiohttp import web

from bot.channels.zalo_oa.reading import decode, timestamp_of
from bot.channels.zalo_oa.signature import HEADER, TIME_HEADER, Key, verify
from bot.errors import StoreBusyError

if TYPE_CHECKING:
    from bot.channels.zalo_oa.intake import Intake
    from bot.channels.zalo_oa.observing import Observer

PATH = "/zalo/oa"
BODY_BYTES = 256 * 1024
PATIENCE = 1.5
"""Seconds; after two Zalo takes us for dead.  What is committed later is known when it is posted
again.
"""
TOO_SLOW = "Chưa ghi kịp, xin gửi lại."

log = structlog.get_logger()


class Webhook:
    """The route.  Zalo is told about it by hand, on the page of the app."""

    def __init__(
        self,
        intake: Intake,
        key: Callable[[], Key | None],
        observer: Observer,
        patience: float = PATIENCE,
    ) -> None:
        self._intake = intake
        self._key = key
        """None: the secret is not known yet, Zalo shows it only after the first probe."""
        self._observer = observer
        self._patience = patience

    def routes(self) -> list[web.RouteDef]:
        """For the router of the application."""
        return [web.post(PATH, self.receive)]

    async def receive(self, request: web.Request) -> web.Response:
        """One Update.  StoreBusyError leaves as 503: Zalo posts it again."""
        # The limit is set here and not for the whole server: other routes take less.
        body = await request.clone(client_max_size=BODY_BYTES).read()
        signature, key = request.headers.get(HEADER), self._key()
        if signature is None or key is None:  # the probe at registration must be answered so
            await self._observer.unsigned(has_key=key is not None)
            return web.Response()
        update = decode(body)
        variant = verify(
            body,
            signature,
            key,
            in_header=request.headers.get(TIME_HEADER),
            in_body=timestamp_of(update) if update else None,
        )
        if variant is None:
            await self._observer.refused()
            raise web.HTTPUnauthorized
        if update is not None:
            await self._take(update)
            await self._observer.taken(variant, timestamp_of(update))
        return web.Response()

    async def _take(self, update: dict[str, object]) -> None:
        taking = asyncio.ensure_future(self._intake.take(update))
        try:
            async with asyncio.timeout(self._patience):
                await asyncio.shield(taking)
        except TimeoutError:
            taking.add_done_callback(_forget)
            raise StoreBusyError(TOO_SLOW) from None


def _forget(taking: asyncio.Future[None]) -> None:
    """Nobody waits for it any more; when it failed, it will be posted again."""
    if not taking.cancelled():
        taking.exception()
