"""Takes Updates that Telegram posts to us; 200 means that they are committed."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from typing import TYPE_CHECKING

import structlog
from aiohttp import web

from bot.channels.telegram.connecting import connect
from bot.channels.telegram.intake import UPDATES
from bot.channels.telegram.tolerance import decode

if TYPE_CHECKING:
    from telegram import Bot, Update

    from bot.channels.telegram.intake import Intake

PATH = "/telegram/webhook"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
BODY_BYTES = 256 * 1024
ONE_AT_A_TIME = 1
"""Connections that Telegram may open.  With more, a person's Updates may overtake each other."""

log = structlog.get_logger()


class Webhook:
    """The route, and telling Telegram about it."""

    def __init__(self, bot: Bot, intake: Intake, public_url: str, secret: str) -> None:
        self._bot = bot
        self._intake = intake
        self._url = public_url.rstrip("/") + PATH
        self._secret = secret

    def routes(self) -> list[web.RouteDef]:
        """For the router of the application."""
        return [web.post(PATH, self.receive)]

    async def run(self) -> None:
        """Have Telegram post to us; then there is nothing to do until canceled."""
        self._intake.myself = await connect(self._bot, self._register)
        await asyncio.Event().wait()

    async def receive(self, request: web.Request) -> web.Response:
        """One Update.  StoreBusyError leaves as 503: Telegram posts it again."""
        # A header may hold any bytes; those that are no text come as surrogates.
        said = request.headers.get(HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(said, self._secret.encode()):
            raise web.HTTPForbidden
        # The limit is set here and not for the whole server: other routes take less.
        body = await request.clone(client_max_size=BODY_BYTES).read()
        update = _decode(body, self._bot)
        if update is not None:
            await self._intake.take(update)
        return web.Response()

    async def _register(self) -> None:
        await self._bot.set_webhook(
            self._url,
            secret_token=self._secret,
            allowed_updates=UPDATES,
            max_connections=ONE_AT_A_TIME,
        )


def secret_from(token: str) -> str:
    """A secret for whoever did not choose one: only who knows the token can work it out."""
    return hmac.new(token.encode(), b"khuyencong webhook", hashlib.sha256).hexdigest()


def _decode(body: bytes, bot: Bot) -> Update | None:
    """None for what is no Update: it would be posted again and again if it were refused."""
    try:
        raw = json.loads(body)
    except ValueError:
        raw = None
    return decode(raw, bot) if isinstance(raw, dict) else None
