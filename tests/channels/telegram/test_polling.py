from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import pytest
from structlog.testing import capture_logs

from bot.channels.telegram import connecting
from bot.channels.telegram.client import Client
from bot.channels.telegram.courtesy import Courtesy
from bot.channels.telegram.intake import Intake, IntakeDoors
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.reading import Myself
from bot.errors import StoreBusyError
from bot.message import Address, Button, Message
from bot.rehearsal.fakes.telegram import FakeTelegram, Trouble
from bot.services.endure import TRIES
from tests.fakes import NOON


@dataclass
class Desk:
    """Keeps what comes in, when it can."""

    inbox: list[Message] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)
    """Raised one by one before anything is kept."""

    async def accept(self, message: Message) -> bool:
        """Commit it."""
        if self.faults:
            raise self.faults.pop(0)
        if any(one.event_id == message.event_id for one in self.inbox):
            return False
        self.inbox.append(message)
        return True

    async def button(self, address: Address, number: int, place: int) -> Button | None:
        """Only row 12 has one, of chat 7."""
        known = (address.chat, number, place) == ("7", 12, 1)
        return Button("Xã Phú Lý", "place." + "26311-" * 12) if known else None

    def intake(self, client: Client) -> Intake:
        """The way to this desk."""
        doors = IntakeDoors(self.accept, self.button, lambda: NOON)
        return Intake(doors, Courtesy(client.bot, patience=60), Myself(1))

    def texts(self) -> list[str]:
        """What is kept."""
        return [message.text for message in self.inbox]


@pytest.fixture
def desk() -> Desk:
    """An empty one."""
    return Desk()


@asynccontextmanager
async def polling(client: Client, desk: Desk) -> AsyncIterator[Intake]:
    """At work until the end of the block."""
    intake = desk.intake(client)
    task = asyncio.create_task(Polling(client.bot, intake, busy_seconds=0.01).run())
    try:
        yield intake
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has a second to lose."""
    monkeypatch.setattr(connecting.Waits.__init__, "__defaults__", (0.01,))


async def test_an_update_is_confirmed_after_it_is_kept(
    telegram: FakeTelegram, client: Client, desk: Desk
) -> None:
    """While the store is busy Telegram keeps it; then it is asked for the next one."""
    desk.faults += [StoreBusyError("bận"), StoreBusyError("bận"), RuntimeError("hỏng")]
    telegram.say(7, "một")
    async with polling(client, desk):
        await telegram.until(lambda: telegram.updates == [])
    assert desk.texts() == ["một"]
    assert [told.get("offset") for method, told in telegram.calls if method == "getUpdates"] == [
        None,
        "1002",
    ]


async def test_order_is_that_of_the_numbers(
    telegram: FakeTelegram, client: Client, desk: Desk
) -> None:
    """Even when they arrive shuffled and more than once."""
    telegram.is_shuffled, telegram.repeats = True, 3
    for text in ("một", "hai", "ba", "bốn"):
        telegram.say(7, text)
    async with polling(client, desk):
        await telegram.until(lambda: len(desk.inbox) == 4 and not telegram.updates)
    assert desk.texts() == ["một", "hai", "ba", "bốn"]


async def test_no_failure_ends_it(telegram: FakeTelegram, client: Client, desk: Desk) -> None:
    """Refused, cut off, overloaded, contradicted by another process: it goes on."""
    telegram.troubles += [
        Trouble("500", "getMe"),
        Trouble("lost", "deleteWebhook"),
        Trouble("500", "setMyCommands"),
        Trouble("500", "getUpdates"),
        Trouble("truncated", "getUpdates"),
        Trouble("lost", "getUpdates"),
        Trouble("conflict", "getUpdates"),
    ]
    telegram.say(7, "một")
    with capture_logs() as logs:
        async with polling(client, desk):
            await telegram.until(lambda: desk.texts() == ["một"])
    assert any("một chương trình khác" in entry["event"] for entry in logs)
    assert not any(trouble.times for trouble in telegram.troubles)


async def test_it_introduces_itself(telegram: FakeTelegram, client: Client, desk: Desk) -> None:
    """Learns its name, takes away a webhook, shows its commands."""
    telegram.webhook = {"url": "https://old.example.org"}
    async with polling(client, desk) as intake:
        await telegram.until(lambda: any(call == "getUpdates" for call, _ in telegram.calls))
        assert intake.myself == Myself(123456789, "KhuyencongBot")
    assert telegram.webhook == {}
    [commands] = [told["commands"] for call, told in telegram.calls if call == "setMyCommands"]
    assert [one["command"] for one in commands] == [
        "start", "menu", "dieukien", "han", "hoicho", "dangky", "lienhe", "nhac", "ngungnhac",
        "dulieu", "xoadulieu",
    ]  # fmt: skip


async def test_a_wrong_token_is_said(telegram: FakeTelegram, desk: Desk) -> None:
    """In the log, with what to do, and without the token."""
    with capture_logs() as logs:
        async with Client("1:wrong", telegram.base_url) as stranger, polling(stranger, desk):
            await telegram.until(lambda: logs)
    assert "BotFather" in logs[0]["event"]
    assert "1:wrong" not in str(logs)


async def test_what_cannot_be_read_is_passed_over(
    telegram: FakeTelegram, client: Client, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the library or by us: it is confirmed, and the next one is heard."""
    telegram.push(message={"text": "không có ngày giờ"})
    telegram.say(7, "một")
    async with polling(client, desk):
        await telegram.until(lambda: desk.texts() == ["một"])
        await telegram.until(lambda: telegram.updates == [])


async def test_a_press_is_acknowledged_after_it_is_kept(
    telegram: FakeTelegram, client: Client, desk: Desk
) -> None:
    """Twice when it came twice: Telegram shows nothing of it."""
    telegram.say(7, "chào")
    async with polling(client, desk):
        await telegram.until(lambda: desk.inbox)
        shown = telegram.message(7, text="…") | {
            "from": {"id": 1, "is_bot": True, "first_name": "b"}
        }
        query = {"id": "q", "from": shown["chat"] | {"is_bot": False}, "message": shown}
        telegram.push(callback_query=query | {"chat_instance": "1", "data": "#12.1"})
        telegram.push(callback_query=query | {"chat_instance": "1", "data": "#13.1"})
        calls = telegram.calls
        await telegram.until(lambda: [c for c, _ in calls].count("answerCallbackQuery") == 2)
    known, unknown = desk.inbox[1:]
    assert known.target == "place." + "26311-" * 12
    assert unknown.target is None


async def test_a_poisonous_update_is_set_aside(
    telegram: FakeTelegram, client: Client, desk: Desk
) -> None:
    """After some tries the others are heard; the log tells of it, and nothing of what was said."""
    desk.faults += [ValueError("một lời riêng")] * TRIES
    telegram.say(7, "một lời riêng")
    with capture_logs() as logs:
        async with polling(client, desk):
            await telegram.until(lambda: telegram.updates == [])
            telegram.say(7, "hai")
            await telegram.until(lambda: desk.texts() == ["hai"])
    assert [
        one
        for one in logs
        if one["event"] == "một tin mấy lần không nhận vào được, đã bỏ qua để các tin khác đi tiếp"
    ]
    assert "lời riêng" not in str(logs)
