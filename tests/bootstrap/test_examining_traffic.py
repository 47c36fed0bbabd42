from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.bootstrap.examining_traffic import skew_of


def server_that_says(date: str) -> TestServer:
    async def tell(_request: web.Request) -> web.Response:
        return web.Response(headers={"Date": date})

    app = web.Application()
    app.router.add_get("/", tell)
    return TestServer(app)


def behind_by(seconds: float, zone: str) -> str:
    """The time of a server, with its zone written in its own way."""
    written = format_datetime(datetime.now(UTC) - timedelta(seconds=seconds))
    assert written.endswith("+0000")
    return written.removesuffix("+0000") + zone


@pytest.mark.parametrize("zone", ["GMT", "+0000", "-0000"])
async def test_every_way_to_write_the_hour_is_read(zone: str) -> None:
    """Where nobody says which zone it is, it is that of all servers."""
    async with server_that_says(behind_by(600, zone)) as server:
        skew = await skew_of(str(server.make_url("/")))
    assert skew == pytest.approx(600, abs=10)


@pytest.mark.parametrize("said", ["hôm nay", ""])
async def test_who_does_not_tell_the_time_is_not_asked_again(said: str) -> None:
    """Nothing is known then, and nothing is said."""
    async with server_that_says(said) as server:
        assert await skew_of(str(server.make_url("/"))) is None
