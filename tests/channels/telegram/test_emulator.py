"""An emulator that gives as little as `telegram-test-api` does: no `is_bot`, dates in milliseconds,
presses without the message's number, no waiting for Updates, no menu of commands.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.client import Client
from bot.channels.telegram.courtesy import Courtesy
from bot.message import Address, Reply
from bot.ports import Delivery
from bot.rehearsal.fakes.telegram import TOKEN, FakeTelegram, Trouble
from tests.channels.telegram.test_polling import Desk, polling, short_waits

__all__ = ["short_waits"]
from tests.fakes import NOON

AN = 7


class Emulator(FakeTelegram):
    """Leaves out what its author did not need."""

    async def _result(self, method: str, told: dict[str, Any]) -> Any:
        if method == "getUpdates":
            told = told | {"timeout": 0}
        result = await super()._result(method, told)
        match method:
            case "getMe":
                return {"id": 666, "first_name": "Test", "username": "TestNameBot"}
            case "sendMessage":
                return {"message_id": 1, "date": 1_795_410_000_123, "text": told["text"]}
        return result

    def tap(self, data: str) -> None:
        """Somebody presses a button."""
        chat = {"id": AN, "title": "An", "type": "private"}
        sender = {"id": AN, "first_name": "An", "is_bot": False}
        shown = {"from": sender, "chat": chat}
        self.push(callback_query={"id": "1", "from": sender, "message": shown, "data": data})


@pytest.fixture
async def telegram() -> AsyncIterator[Emulator]:
    """Nobody has written yet."""
    async with Emulator() as fake:
        fake.troubles.append(Trouble("500", "setMyCommands"))
        yield fake


@pytest.fixture
async def client(telegram: Emulator) -> AsyncIterator[Client]:
    """By its address alone."""
    async with Client(TOKEN, telegram.base_url) as opened:
        yield opened


async def test_it_is_heard(telegram: Emulator, client: Client) -> None:
    """Words and presses, and our name there."""
    desk = Desk()
    telegram.say(AN, "chào")
    telegram.tap("menu")
    async with polling(client, desk) as intake:
        await telegram.until(lambda: len(desk.inbox) == 2)
        assert intake.myself.username == "TestNameBot"
    assert [(one.text, one.target) for one in desk.inbox] == [("chào", None), ("menu", "menu")]


async def test_it_is_not_asked_all_the_time(telegram: Emulator, client: Client) -> None:
    """It never waits until there is something: then we do."""
    async with polling(client, Desk()):
        await telegram.until(lambda: any(call == "getUpdates" for call, _ in telegram.calls))
        await asyncio.sleep(0.3)
    assert [call for call, _ in telegram.calls].count("getUpdates") == 1


async def test_what_it_took_counts_as_sent(telegram: Emulator, client: Client) -> None:
    """Whatever it says of it."""
    channel = Telegram(client.bot, Courtesy(client.bot))
    reply, address = Reply("Chào anh/chị!"), Address("telegram", str(AN))
    await channel.send(Delivery(1, "k1", address, reply, "sending", 1, NOON))
    assert telegram.said_to(AN) == ["Chào anh/chị!"]


async def test_an_answer_that_makes_no_sense_ends_nothing(
    telegram: Emulator, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who we are is asked again, until it is told."""
    answers: list[Any] = [["no"], {"id": "?"}, {"id": 1, "first_name": "Test"}]

    async def tell(_method: str, _told: dict[str, Any]) -> Any:
        return answers.pop(0) if len(answers) > 1 else answers[0]

    monkeypatch.setattr(telegram, "_result", tell)
    async with polling(client, Desk()) as intake:
        await telegram.until(lambda: intake.myself.id == 1 and len(answers) == 1)
