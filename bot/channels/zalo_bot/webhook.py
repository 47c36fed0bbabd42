"""Takes Updates that the platform posts to us; 200 means that they are committed."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from typing import TYPE_CHECKING

import structlog
from aiohttp import web

from bot.channels.zalo_bot.connecting import connect
from bot.channels.zalo_bot.reading import an_object, unwrap

if TYPE_CHECKING:
    from bot.channels.zalo_bot.client import Client
    from bot.channels.zalo_bot.intake import Intake

PATH = "/zalo/bot"
HEADER = "X-Bot-Api-Secret-Token"
BODY_BYTES = 256 * 1024

log = structlog.get_logger()


class Webhook:
    """The route, and telling the platform about it."""

    def __init__(self, client: Client, intake: Intake, public_url: str, secret: str) -> None:
        self._client = client
        self._intake = intake
        self._url = webhook_url(public_url)
        self._secret = secret

    def routes(self) -> list[web.RouteDef]:
        """For the router of the application."""
        return [web.post(PATH, self.receive)]

    async def run(self) -> None:
        """Have the platform post to us; then there is nothing to do until canceled."""
        self._intake.myself = await connect(self._client, self._register)
        await asyncio.Event().wait()

    async def receive(self, request: web.Request) -> web.Response:
        """One Update.  StoreBusyError leaves as 503, in the hope that it is posted again."""
        if HEADER not in request.headers and not request.can_read_body:
            return web.Response()  # its check of the address; nothing is done for it
        # A header may hold any bytes; those that are no text come as surrogates.
        said = request.headers.get(HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(said, self._secret.encode()):
            raise web.HTTPForbidden
        # The limit is set here and not for the whole server: other routes take less.
        body = await request.clone(client_max_size=BODY_BYTES).read()
        for update in unwrap(_decode(body)):
            await self._intake.take(update)
        return web.Response()

    async def _register(self) -> None:
        told = {"url": self._url, "secret_token": self._secret}
        result = an_object(await self._client.call("setWebhook", told))
        check = an_object(result.get("verification"))
        if check.get("ok") is False:  # it is set all the same
            log.warning("Zalo chưa gọi được webhook của bot", outcome=str(check.get("outcome")))


def webhook_url(public_url: str) -> str:
    """Where the platform is to post."""
    return public_url.rstrip("/") + PATH


def secret_from(token: str) -> str:
    """A secret for whoever did not choose one: only who knows the token can work it out."""
    return hmac.new(token.encode(), b"khuyencong zalo bot webhook", hashlib.sha256).hexdigest()


def _decode(body: bytes) -> object:
    """None for what is no JSON: it would be posted again and again if it were refused."""
    try:
        return json.loads(body)
    except ValueError:
        return None
