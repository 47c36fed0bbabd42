from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.telegram.client import Client
from bot.channels.telegram.webhook import BODY_BYTES, HEADER, PATH, Webhook, secret_from
from bot.errors import StoreBusyError
from bot.rehearsal.fakes.telegram import TOKEN, FakeTelegram
from bot.web.app import create_app
from tests.channels.telegram.test_polling import Desk
from tests.web.fakes import CENTER
from tests.web.fakes import Desk as Page

SECRET = secret_from(TOKEN)
Server = TestClient[web.Request, web.Application]


@pytest.fixture
def desk() -> Desk:
    """An empty one."""
    return Desk()


@pytest.fixture
async def server(client: Client, desk: Desk) -> AsyncIterator[Server]:
    """Our server with the webhook in it."""
    webhook = Webhook(client.bot, desk.intake(client), "https://bot.example.org/", SECRET)
    app = create_app(Page().doors(), lambda: CENTER)
    app.add_routes(webhook.routes())
    async with TestClient(TestServer(app)) as opened:
        yield opened


async def post(server: Server, body: bytes | dict[str, object], secret: str = SECRET) -> int:
    """As Telegram would; the status."""
    content = {"json": body} if isinstance(body, dict) else {"data": body}
    headers = {HEADER: secret} if secret else {}
    async with server.post(PATH, headers=headers, **content) as answer:
        return answer.status


async def test_an_update_is_kept_before_the_answer(
    telegram: FakeTelegram, server: Server, desk: Desk
) -> None:
    """And a repeat changes nothing."""
    update = telegram.say(7, "mua máy")
    assert [await post(server, update), await post(server, update)] == [200, 200]
    assert desk.texts() == ["mua máy"]


async def test_a_repeated_question_for_the_address_is_answered_once(
    telegram: FakeTelegram, server: Server, desk: Desk
) -> None:
    """It passes by the inbox, which would have known it."""
    update, other = telegram.say(7, "/id"), telegram.say(8, "/id")
    for one in (update, update, other, update):
        assert await post(server, one) == 200
    await telegram.until(lambda: len(telegram.sent) >= 2)
    await asyncio.sleep(0.1)
    assert sorted(one.chat for one in telegram.sent) == [7, 8]
    assert desk.texts() == []


@pytest.mark.parametrize("secret", ["", "wrong", SECRET[:-1], SECRET + "x", "ă"])
async def test_who_does_not_know_the_secret_is_refused(
    telegram: FakeTelegram, server: Server, desk: Desk, secret: str
) -> None:
    """Before anything is read."""
    assert await post(server, telegram.say(7, "giả"), secret) == 403
    assert desk.texts() == []


async def test_a_secret_that_is_no_text_is_refused_as_well(server: Server, desk: Desk) -> None:
    """Whatever bytes somebody tries."""
    reader, writer = await asyncio.open_connection(server.host, server.port)
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n{HEADER}: "
    )
    writer.write(head.encode() + b"\xff\xfe\r\n\r\n{}")
    answer = await reader.read()
    writer.close()
    assert answer.startswith(b"HTTP/1.1 403")


async def test_a_busy_store_asks_to_come_again(
    telegram: FakeTelegram, server: Server, desk: Desk
) -> None:
    """503 with a time; Telegram repeats it."""
    desk.faults.append(StoreBusyError("bận"))
    update = telegram.say(7, "một")
    async with server.post(PATH, headers={HEADER: SECRET}, json=update) as answer:
        assert answer.status == 503
        assert int(answer.headers["Retry-After"]) >= 1
    assert await post(server, update) == 200
    assert desk.texts() == ["một"]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b"{}", b'{"update_id": 5}', b'{"message": {}}', b"\xff"]
)
async def test_what_is_no_update_does_no_harm(server: Server, desk: Desk, body: bytes) -> None:
    """A probe, or a shape that nobody knows: refused, it would come again and again."""
    assert await post(server, body) == 200
    assert desk.texts() == []


async def test_a_body_has_its_limit(server: Server) -> None:
    """No Update is that large."""
    assert await post(server, b" " * (BODY_BYTES + 1)) == 413


async def test_looking_at_it_does_no_harm(server: Server) -> None:
    """A browser that is pointed there."""
    async with server.get(PATH) as answer:
        assert answer.status == 405


async def test_telegram_is_told_where_to_post(
    telegram: FakeTelegram, client: Client, desk: Desk
) -> None:
    """With the secret, one at a time, and what waits is not dropped."""
    webhook = Webhook(client.bot, desk.intake(client), "https://bot.example.org/", SECRET)
    running = asyncio.create_task(webhook.run())
    await telegram.until(lambda: any(call == "setMyCommands" for call, _ in telegram.calls))
    await asyncio.sleep(0.05)
    assert not running.done()  # work that ends by itself ends the program
    running.cancel()
    assert telegram.webhook["url"] == "https://bot.example.org/telegram/webhook"
    assert telegram.webhook["secret_token"] == SECRET
    assert telegram.webhook["max_connections"] == "1"
    assert telegram.webhook["allowed_updates"] == ["message", "edited_message", "callback_query"]
    assert "drop_pending_updates" not in telegram.webhook
    assert TOKEN not in SECRET
