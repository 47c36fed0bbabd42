"""What the fake of Telegram is made of: who is there, what can go wrong, what was sent."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal

from aiohttp import web

Json = dict[str, Any]
Fault = Literal[
    "pass", "429", "500", "401", "502", "503", "504", "hang", "truncated", "lost", "reset", "html",
    "blocked", "not found", "conflict",
]  # fmt: skip
"""`lost`: done, and the connection drops; `reset`: it drops before anything was done."""

TOKEN = "123456789:fake-token_of-a-bot-that-nobody-has"  # noqa: S105 - opens nothing
ME: Json = {
    "id": 123456789,
    "is_bot": True,
    "first_name": "Khuyến công",
    "username": "KhuyencongBot",
}
SENT_AT = 1_795_410_000
REFUSALS = {
    "500": (500, "Internal Server Error"),
    "503": (503, "Service Unavailable"),
    "502": (502, "Bad Gateway"),
    "504": (504, "Gateway Timeout"),
    "401": (401, "Unauthorized"),
    "blocked": (403, "Forbidden: bot was blocked by the user"),
    "not found": (400, "Bad Request: chat not found"),
    "conflict": (409, "Conflict: terminated by other getUpdates request"),
}


@dataclass
class Trouble:
    """What goes wrong, with which calls, how often."""

    fault: Fault
    method: str = "sendMessage"
    chat: int | None = None
    """None: whichever chat."""
    times: int = 1
    retry_after: int = 1

    @property
    def told(self) -> str:
        """In a log."""
        return f"429, retry_after {self.retry_after}" if self.fault == "429" else self.fault


@dataclass
class Sent:
    """A message of the bot that Telegram took."""

    number: int
    chat: int
    text: str
    markup: Json
    at: float

    @property
    def buttons(self) -> dict[str, str]:
        """The titles of the inline buttons and what they carry."""
        rows = self.markup.get("inline_keyboard", [])
        return {one["text"]: one["callback_data"] for row in rows for one in row
                if "callback_data" in one}  # fmt: skip

    @property
    def links(self) -> dict[str, str]:
        """The titles of those that open an address."""
        rows = self.markup.get("inline_keyboard", [])
        return {one["text"]: one["url"] for row in rows for one in row if "url" in one}

    @property
    def keys(self) -> list[Json]:
        """The keyboard below the chat."""
        return [one for row in self.markup.get("keyboard", []) for one in row]


def person(number: int) -> Json:
    """A user."""
    return {"id": number, "is_bot": False, "first_name": f"Người {number}"}


def decoded(told: Json) -> Json:
    """The library sends what is not text as JSON."""
    return {key: _value(value) for key, value in told.items()}


def _value(value: str) -> Any:
    if value[:1] not in {"{", "["}:
        return value
    with suppress(ValueError):
        return json.loads(value)
    return value


def cut_off(request: web.Request) -> web.Response:
    """The connection drops."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


def refusal(status: int, description: str, **more: Any) -> web.Response:
    """All is not well."""
    shown = {"ok": False, "error_code": status, "description": description, **more}
    return web.json_response(shown, status=status)
