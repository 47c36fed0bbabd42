from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from structlog.testing import capture_logs

from bot.channels.zalo_bot.client import Client
from bot.channels.zalo_bot.webhook import BODY_BYTES, HEADER, PATH, Webhook, secret_from
from bot.errors import StoreBusyError
from bot.rehearsal.fakes.zalo_bot import TOKEN, FakeZaloBot
from bot.web.app import create_app
from tests.channels.zalo_bot.conftest import Desk
from tests.web.fakes import CENTER
from tests.web.fakes import Desk as Page

SECRET = secret_from(TOKEN)
Server = TestClient[web.Request, web.Application]


@pytest.fixture
async def server(client: Client, desk: Desk) -> AsyncIterator[Server]:
    """Our server with the webhook in it."""
    webhook = Webhook(client, desk.intake(client), "https://bot.example.org/", SECRET)
    app = create_app(Page().doors(), lambda: CENTER)
    app.add_routes(webhook.routes())
    async with TestClient(TestServer(app)) as opened:
        yield opened


async def post(server: Server, body: bytes | dict[str, object], secret: str = SECRET) -> int:
    """As the platform would; the status."""
    content = {"json": body} if isinstance(body, dict) else {"data": body}
    headers = {HEADER: secret} if secret else {}
    async with server.post(PATH, headers=headers, **content) as answer:
        return answer.status


@pytest.mark.parametrize("is_wrapped", [False, True])
async def test_an_update_is_kept_before_the_answer(
    zalo: FakeZaloBot, server: Server, desk: Desk, is_wrapped: bool
) -> None:
    """In both shapes; and a repeat changes nothing."""
    update = zalo.say("an", "mua máy")
    body = {"ok": True, "result": update} if is_wrapped else update
    assert [await post(server, body), await post(server, update)] == [200, 200]
    assert desk.texts() == ["mua máy"]


@pytest.mark.parametrize("secret", ["", "wrong", SECRET[:-1], SECRET + "x", "ă"])
async def test_who_does_not_know_the_secret_is_refused(
    zalo: FakeZaloBot, server: Server, desk: Desk, secret: str
) -> None:
    """Before anything is read."""
    assert await post(server, zalo.say("an", "giả"), secret) == 403
    assert desk.tries == 0


async def test_the_check_of_the_address_is_answered(server: Server, desk: Desk) -> None:
    """It comes with nothing at all; with a wrong secret it is no check."""
    async with server.post(PATH) as answer:
        assert answer.status == 200
    async with server.post(PATH, headers={HEADER: "wrong"}) as answer:
        assert answer.status == 403
    assert desk.tries == 0


async def test_a_busy_store_asks_to_come_again(
    zalo: FakeZaloBot, server: Server, desk: Desk
) -> None:
    """503 with a time."""
    desk.faults.append(StoreBusyError("bận"))
    update = zalo.say("an", "một")
    async with server.post(PATH, headers={HEADER: SECRET}, json=update) as answer:
        assert answer.status == 503
        assert int(answer.headers["Retry-After"]) >= 1
    assert await post(server, update) == 200
    assert desk.texts() == ["một"]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b"{}", b'{"ok": true}', b'{"message": {}}', b"\xff"]
)
async def test_what_is_no_update_does_no_harm(server: Server, desk: Desk, body: bytes) -> None:
    """Refused, it might come again and again."""
    assert await post(server, body) == 200
    assert desk.texts() == []


async def test_a_body_has_its_limit(server: Server) -> None:
    """No Update is that large."""
    assert await post(server, b" " * (BODY_BYTES + 1)) == 413


async def test_the_platform_is_told_where_to_post(
    zalo: FakeZaloBot, client: Client, desk: Desk
) -> None:
    """With the secret; when it cannot call us, that is logged and goes on."""
    webhook = Webhook(client, desk.intake(client), "http://127.0.0.1:9/", SECRET)
    with capture_logs() as logs:
        running = asyncio.create_task(webhook.run())
        await zalo.until(lambda: len(logs) == 2)
    assert not running.done()  # work that ends by itself ends the program
    running.cancel()
    assert zalo.webhook == {"url": f"http://127.0.0.1:9{PATH}", "secret_token": SECRET}
    assert logs[0]["outcome"] == "webhook.err.unreachable"
    assert TOKEN not in SECRET
