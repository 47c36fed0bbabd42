"""What time it is by a fake's clock, which may be wrong."""

from __future__ import annotations

import time
from email.utils import formatdate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from aiohttp import web


def dated(
    ahead: Callable[[], float],
) -> Callable[[web.Request, web.StreamResponse], Awaitable[None]]:
    """For `on_response_prepare`: the Date of every answer is so many seconds ahead."""

    async def set_date(_request: web.Request, response: web.StreamResponse) -> None:
        response.headers["Date"] = formatdate(time.time() + ahead(), usegmt=True)

    return set_date
