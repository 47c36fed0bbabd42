"""What our webhook is measured beside: servers that acknowledge and keep nothing.

python -m bench.rivals bare PORT
python -m bench.rivals telegram PORT BASE_URL TOKEN
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

PATH = "/hook"
SECRET = "a-secret-of-the-bench"  # noqa: S105 - opens nothing


def has_telegram() -> bool:
    """Whether python-telegram-bot's webhook can run: it wants tornado."""
    return find_spec("tornado") is not None


def bare(port: int) -> None:
    """The least that aiohttp can do: read the body, answer 200."""
    from aiohttp import web  # noqa: PLC0415 - each rival loads what it needs

    async def take(request: web.Request) -> web.Response:
        await request.read()
        return web.Response()

    app = web.Application()
    app.add_routes([web.post(PATH, take)])
    web.run_app(app, host="127.0.0.1", port=port, access_log=None, print=None)


def telegram(port: int, base_url: str, token: str) -> None:
    """run_webhook of python-telegram-bot with a handler that does nothing."""
    from telegram.ext import Application, MessageHandler, filters  # noqa: PLC0415 - as above

    async def nothing(_update: object, _context: Any) -> None:  # noqa: ANN401 - it is the library's
        pass

    application: Any = Application.builder().token(token).base_url(base_url).build()
    application.add_handler(MessageHandler(filters.ALL, nothing))
    application.run_webhook(
        listen="127.0.0.1",
        port=port,
        url_path=PATH,
        secret_token=SECRET,
        webhook_url=f"http://127.0.0.1:{port}{PATH}",
    )


def main(arguments: Sequence[str]) -> None:
    """Run one of them until it is killed."""
    kind, port, *more = arguments
    if kind == "bare":
        bare(int(port))
    else:
        telegram(int(port), *more)


if __name__ == "__main__":
    main(sys.argv[1:])
