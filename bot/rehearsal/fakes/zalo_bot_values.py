"""What the fake of the Zalo Bot Platform is made of: who it is, what goes wrong, what was sent."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, Literal

from aiohttp import web

Json = dict[str, Any]
Fault = Literal[
    "pass", "429", "500", "502", "400", "401", "404", "hang", "truncated", "lost", "reset", "html",
    "200",
]  # fmt: skip
"""`lost`: done, and the connection drops; `reset`: it drops before anything was done."""

TOKEN = "12345689:fake-token_of-a-zalo-bot-that-nobody-has"  # noqa: S105 - opens nothing
ME: Json = {
    "id": "b0b0b0b0b0b0b0b0b0b0",
    "account_name": "bot.khuyencong",
    "account_type": "BASIC",
    "can_join_groups": False,
    "display_name": "Bot Khuyến công",
}
MOST_CHARACTERS = 2000
REFUSALS: dict[str, tuple[int, int, str]] = {
    "400": (400, 400, "Bad Request"),
    "401": (401, 401, "Unauthorized"),
    "404": (404, 404, "Not Found"),
    "500": (500, 500, "Internal Server Error"),
    "502": (502, 502, "Bad Gateway"),
    "200": (200, 500, "Internal error behind a status of 200"),
}


@dataclass
class Trouble:
    """What goes wrong, with which calls, how often."""

    fault: Fault
    method: str = "sendMessage"
    chat: str | None = None
    """None: whichever chat."""
    times: int = 1
    retry_after: int | None = None
    """None: the platform does not say."""

    @property
    def told(self) -> str:
        """In a log."""
        asked = self.fault == "429" and self.retry_after
        return f"429, retry_after {self.retry_after}" if asked else self.fault


@dataclass
class Sent:
    """A message of the bot that the platform took."""

    number: int
    chat: str
    text: str
    at: float

    @property
    def choices(self) -> dict[str, str]:
        """The titles that are numbered at its end, and their numbers."""
        last = self.text.rpartition("\n\n")[2]
        lines = [line.partition(". ") for line in last.splitlines()]
        return {title: number for number, dot, title in lines if dot and number.isdigit()}


def cut_off(request: web.Request, answer: web.Response) -> web.Response:
    """The connection drops instead of an answer."""
    if request.transport is not None:
        request.transport.abort()
    return answer


def result(value: Any) -> web.Response:
    """All is well."""
    return web.json_response({"ok": True, "result": value})


def refusal(status: int, code: int, description: str, **more: Any) -> web.Response:
    """All is not."""
    said = {"ok": False, "error_code": code, "description": description, **more}
    return web.json_response(said, status=status)


def now() -> int:
    """Milliseconds."""
    return time.time_ns() // 1_000_000
