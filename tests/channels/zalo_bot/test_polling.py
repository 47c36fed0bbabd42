from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from structlog.testing import capture_logs

from bot.channels.zalo_bot import polling as polling_module
from bot.channels.zalo_bot.client import Client
from bot.channels.zalo_bot.intake import Intake
from bot.channels.zalo_bot.polling import Polling
from bot.channels.zalo_bot.reading import Myself
from bot.errors import StoreBusyError
from bot.rehearsal.fakes.zalo_bot import FakeZaloBot, Trouble
from bot.services.endure import TRIES
from tests.channels.zalo_bot.conftest import Desk

if TYPE_CHECKING:
    import pytest


@asynccontextmanager
async def polling(client: Client, desk: Desk, repeat: float = 0.01) -> AsyncIterator[Intake]:
    """At work until the end of the block."""
    intake = desk.intake(client)
    work = Polling(client, intake, busy_seconds=0.01, repeat_seconds=repeat)
    task = asyncio.create_task(work.run())
    try:
        yield intake
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_what_was_told_once_is_kept(zalo: FakeZaloBot, client: Client, desk: Desk) -> None:
    """While the store is busy it is held: nobody would tell it again."""
    desk.faults += [StoreBusyError("bận"), StoreBusyError("bận"), RuntimeError("hỏng")]
    zalo.say("an", "một")
    zalo.say("an", "hai")
    async with polling(client, desk):
        await zalo.until(lambda: len(desk.inbox) == 2)
    assert desk.texts() == ["một", "hai"]


async def test_a_platform_that_repeats_itself(
    zalo: FakeZaloBot, client: Client, desk: Desk
) -> None:
    """Everything is kept once, and it is not asked as fast as it answers."""
    zalo.is_replaying = True
    for text in ("một", "hai", "ba"):
        zalo.say("an", text)
    async with polling(client, desk, repeat=0.1):
        await zalo.until(lambda: len(desk.inbox) == 3)
        before = len(zalo.calls)
        await asyncio.sleep(0.5)
        assert 2 <= len(zalo.calls) - before <= 6
        zalo.say("an", "bốn")
        await zalo.until(lambda: len(desk.inbox) == 4)
    assert desk.texts() == ["một", "hai", "ba", "bốn"]
    assert desk.tries > 4


async def test_nothing_new_is_no_failure(
    zalo: FakeZaloBot, client: Client, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The platform calls it a timeout; nobody is warned, and nobody asks in a circle."""
    monkeypatch.setattr(polling_module, "POLL_SECONDS", 0)
    with capture_logs() as logs:
        async with polling(client, desk, repeat=0.05):
            await asyncio.sleep(0.3)
            zalo.say("an", "một")
            await zalo.until(lambda: desk.texts() == ["một"])
    assert [entry["event"] for entry in logs] == ["đã nối Zalo Bot"]
    assert len(zalo.calls) < 15


async def test_no_failure_ends_it(zalo: FakeZaloBot, client: Client, desk: Desk) -> None:
    """Refused, cut off, overloaded: it goes on."""
    zalo.troubles += [
        Trouble("500", "getMe"),
        Trouble("lost", "deleteWebhook"),
        Trouble("500", "getUpdates"),
        Trouble("429", "getUpdates"),
        Trouble("html", "getUpdates"),
    ]
    zalo.push({"event_name": "message.unsupported.received"})
    zalo.say("an", "một")
    async with polling(client, desk):
        await zalo.until(lambda: desk.texts() == ["một"])
    assert not any(trouble.times for trouble in zalo.troubles)


async def test_a_webhook_that_somebody_set_is_taken_away(
    zalo: FakeZaloBot, client: Client, desk: Desk
) -> None:
    """At the beginning, and when one appears later: with one nothing can be fetched."""
    zalo.webhook = {"url": "https://old.example.org"}
    async with polling(client, desk) as intake:
        await zalo.until(lambda: any(call == "getUpdates" for call, _ in zalo.calls))
        assert zalo.webhook == {}
        assert intake.myself == Myself("b0b0b0b0b0b0b0b0b0b0", "Bot Khuyến công")
        zalo.webhook = {"url": "http://127.0.0.1:9/"}
        zalo.told.append(zalo.say("an", "một"))
        await zalo.until(lambda: desk.texts() == ["một"])


async def test_a_wrong_token_is_said(zalo: FakeZaloBot, desk: Desk) -> None:
    """In the log, with what to do, and without the token."""
    stranger = Client("1:wrong", zalo.base_url)
    with capture_logs() as logs:
        async with polling(stranger, desk):
            await zalo.until(lambda: logs)
    await stranger.close()
    assert "Zalo Bot Creator" in logs[0]["event"]
    assert "1:wrong" not in str(logs)


async def test_an_address_is_told_once(zalo: FakeZaloBot, client: Client, desk: Desk) -> None:
    """To the collaborator who asks; such a question is no matter for the dialogue."""
    zalo.is_replaying = True
    zalo.say("ctv", "/id")
    zalo.say("an", "một")
    async with polling(client, desk):
        sent = await zalo.hears("ctv", "zalo_bot:ctv")
        await zalo.until(lambda: desk.tries > 3)
    assert desk.texts() == ["một"]
    assert zalo.sent == [sent]


async def test_a_poisonous_update_is_set_aside(
    zalo: FakeZaloBot, client: Client, desk: Desk
) -> None:
    """After some tries the next one is heard."""
    desk.faults += [ValueError("hỏng")] * TRIES
    zalo.say("an", "một")
    zalo.say("an", "hai")
    with capture_logs() as logs:
        async with polling(client, desk):
            await zalo.until(lambda: desk.texts() == ["hai"])
    assert [
        one
        for one in logs
        if one["event"] == "một tin mấy lần không nhận vào được, đã bỏ qua để các tin khác đi tiếp"
    ]
