"""The routes under `/chat/`: begin, read the history, send a message, wait for replies.

The page proves itself by a token that only it knows; the database sees a hash of it.
"""

from __future__ import annotations

import hashlib
import re
import secrets

from aiohttp import web

from bot.message import Address, Message
from bot.services.pace import Buckets
from bot.web.doors import ChatDoors
from bot.web.limits import Limits, visitor
from bot.web.polls import Polls
from bot.web.refusals import Refused
from bot.web.wire import read_cursor, read_sent, show_history, show_replies

TOKEN_BYTES = 24
TOKEN = re.compile(r"Bearer ([A-Za-z0-9_-]{32})")  # 24 bytes, as token_urlsafe writes them
TOO_FAST = "Anh/chị gửi hơi nhanh, vui lòng chờ vài giây rồi thử lại."
NO_TOKEN = "Phiên trò chuyện không hợp lệ, anh/chị vui lòng tải lại trang."  # noqa: S105 - a sentence


def address_of(token: str) -> Address:
    """The Address of whoever holds a token.  It cannot be turned back into the token."""
    return Address("web", hashlib.sha256(token.encode()).hexdigest()[:32])


class ChatRoutes:
    """The four handlers and what they count."""

    def __init__(self, doors: ChatDoors, limits: Limits, polls: Polls) -> None:
        self._doors = doors
        self._limits = limits
        self._polls = polls
        self._requests = Buckets(limits.requests)
        self._starts = Buckets(limits.starts)
        self._messages = Buckets(limits.messages)

    def routes(self) -> list[web.RouteDef]:
        """For the router of the application."""
        return [
            web.post("/chat/start", self.start),
            web.get("/chat/history", self.history),
            web.post("/chat/messages", self.send),
            web.get("/chat/replies", self.replies),
        ]

    async def start(self, request: web.Request) -> web.Response:
        """A new token.  Nothing is kept until the first message."""
        _spend(self._starts, self._admit(request))
        return web.json_response({"token": secrets.token_urlsafe(TOKEN_BYTES)})

    async def history(self, request: web.Request) -> web.Response:
        """The chat so far."""
        lines = await self._doors.history(self._authorize(request), self._limits.history)
        return web.json_response(show_history(lines, self._doors.welcome()))

    async def send(self, request: web.Request) -> web.Response:
        """Accepted only when it is on disk.  A repeat is accepted, too, and changes nothing."""
        address = self._authorize(request)
        sent = await read_sent(request, text_limit=self._limits.text, body_limit=self._limits.body)
        _spend(self._messages, address.chat)
        # The page made the id, so it is unique within its chat only.
        event_id = f"{address.chat}:{sent.id}"
        now = self._doors.now()
        await self._doors.accept(Message(address, event_id, sent.text, now, sent.target))
        return web.json_response({"id": sent.id}, status=202)

    async def replies(self, request: web.Request) -> web.Response:
        """Replies the page does not have yet; waits for one when there is none."""
        address, number = self._authorize(request), read_cursor(request)
        found = await self._polls.wait(address, number, lambda: request.transport is not None)
        return web.json_response(show_replies(found))

    def _admit(self, request: web.Request) -> str:
        who = visitor(request, self._limits.proxies)
        _spend(self._requests, who)
        return who

    def _authorize(self, request: web.Request) -> Address:
        self._admit(request)
        token = TOKEN.fullmatch(request.headers.get("Authorization", ""))
        if token is None:
            raise Refused(401, NO_TOKEN)
        return address_of(token[1])


def _spend(buckets: Buckets, key: str) -> None:
    seconds = buckets.take(key)
    if seconds:
        raise Refused(429, TOO_FAST, retry_after=seconds)
