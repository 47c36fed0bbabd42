"""The page of a rehearsal, and what it asks for; for one person at this machine."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.rehearsal.bot_process import DidNotStartError
from bot.rehearsal.telling import show_news, show_setup
from bot.web.headers import page_policy, secure
from bot.web.page import CONTENT_TYPES

if TYPE_CHECKING:
    from aiohttp.typedefs import Handler

    from bot.rehearsal.rehearsal import Rehearsal

    Json = dict[str, Any]

HOME = {"127.0.0.1", "localhost", "[::1]"}
LONGEST = 4000
OURS = "Trang này chỉ dùng trên chính máy này."
UNREADABLE = "Không hiểu yêu cầu này."
SHARED = ("text.js", "favicon.svg")
"""Files of the chat page that this page uses, too."""


class StagePage:
    """Everything under `/`."""

    def __init__(self, rehearsal: Rehearsal) -> None:
        self._rehearsal = rehearsal
        ours, chat = files("bot.rehearsal") / "static", files("bot.web") / "static"
        self._files = {file.name: file.read_bytes() for file in ours.iterdir() if file.is_file()}
        self._files |= {name: (chat / name).read_bytes() for name in SHARED}

    def app(self) -> web.Application:
        """The server's side."""
        app = web.Application(middlewares=[keep_to_ourselves])
        app.add_routes(
            [
                web.get("/", self.index),
                web.get("/static/{name}", self.static),
                web.get("/stage/setup", self.setup),
                web.get("/stage/news", self.news),
                web.post("/stage/{deed}", self.act),
            ]
        )
        app.on_response_prepare.append(secure)
        return app

    async def index(self, _request: web.Request) -> web.Response:
        """The page."""
        headers = {"Content-Security-Policy": page_policy(())}
        body = self._files["index.html"]
        return web.Response(body=body, content_type="text/html", charset="utf-8", headers=headers)

    async def static(self, request: web.Request) -> web.Response:
        """What it is made of."""
        name = request.match_info["name"]
        if name not in self._files or name == "index.html":
            raise web.HTTPNotFound
        kind = CONTENT_TYPES[name[name.rindex(".") :]]
        return web.Response(body=self._files[name], content_type=kind, charset="utf-8")

    async def setup(self, _request: web.Request) -> web.Response:
        """What does not change."""
        return web.json_response(show_setup(self._rehearsal))

    async def news(self, request: web.Request) -> web.Response:
        """What happened after `lines` and `notes`, numbers the page has seen."""
        after = [request.query.get(name, "") for name in ("lines", "notes")]
        lines, notes = (int(text) if text.isascii() and text.isdigit() else 0 for text in after)
        return web.json_response(show_news(self._rehearsal, lines, notes))

    async def act(self, request: web.Request) -> web.Response:
        """Whatever the person does."""
        try:
            await self._do(request.match_info["deed"], await request.json())
        except (KeyError, TypeError, ValueError, AttributeError):
            return _refusal(400, UNREADABLE)
        except DidNotStartError as error:
            self._rehearsal.note(str(error))
            return _refusal(500, str(error))
        return web.json_response({})

    async def _do(self, deed: str, told: Json) -> None:
        """Raises KeyError, TypeError, ValueError: it makes no sense."""
        rehearsal = self._rehearsal
        match deed:
            case "say":
                rehearsal.stage.say(told["channel"], told["role"], _text(told))
            case "press":
                rehearsal.stage.press(told["line"], told["title"])
            case "share":
                rehearsal.stage.share(told["channel"], told["role"], _text(told))
            case "picture":
                rehearsal.stage.send_picture(told["channel"], told["role"])
            case "staff":
                rehearsal.speak_for_the_centre(told["role"], _text(told))
            case "switch":
                rehearsal.board.set(told["id"], is_on=bool(told["on"]))
            case "receive":
                rehearsal.receive_on(told["channel"])
            case "digest":
                await rehearsal.send_digests()
            case "do":
                await rehearsal.do(told["id"])
            case _:
                raise KeyError(deed)


@web.middleware
async def keep_to_ourselves(request: web.Request, handler: Handler) -> web.StreamResponse:
    """No other website may reach this machine's rehearsal through its browser: neither by another
    name for the address, nor with a form.
    """
    if (request.host.rpartition(":")[0] or request.host) not in HOME:
        return _refusal(403, OURS)
    if request.method == "POST" and request.content_type != "application/json":
        return _refusal(415, OURS)
    return await handler(request)


def _text(told: Json) -> str:
    text = told["text"].strip()
    if not 0 < len(text) <= LONGEST:
        raise ValueError(text)
    return str(text)


def _refusal(status: int, sentence: str) -> web.Response:
    body = json.dumps({"error": sentence}, ensure_ascii=False)
    return web.Response(status=status, text=body, content_type="application/json")
