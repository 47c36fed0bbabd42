"""What the fakes do when they are asked to misbehave, and what they tell whoever watches."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.rehearsal.fakes import telegram, zalo_bot, zalo_oa
from bot.rehearsal.fakes.notes import ANY, Note

CHAT = "6ede9afa66b88fe6d6a9"


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    """The bot's side."""
    async with aiohttp.ClientSession() as session:
        yield session


class Lines:
    """The three fakes, started, and a message that the bot sends to each."""

    def __init__(self, notes: list[Note], http: aiohttp.ClientSession) -> None:
        self.telegram = telegram.FakeTelegram(watch=notes.append)
        self.zalo_bot = zalo_bot.FakeZaloBot(watch=notes.append)
        self.zalo_oa = zalo_oa.FakeZalo(watch=notes.append)
        self._http = http

    def misbehave(self, fault: Any) -> None:
        """Once, whatever is called."""
        self.telegram.troubles.append(telegram.Trouble(fault, method=ANY))
        self.zalo_bot.troubles.append(zalo_bot.Trouble(fault, method=ANY))
        self.zalo_oa.troubles.append(zalo_oa.Trouble(fault, path=ANY))

    async def send(self) -> list[int]:
        """The statuses; 0: the connection broke."""
        token = {"access_token": self.zalo_oa.tokens.pair()["access_token"]}
        self.zalo_oa.follow("7")
        to_zalo = {"recipient": {"user_id": "7"}, "message": {"text": "chào"}}
        bot_url = f"{self.zalo_bot.base_url}/bot{zalo_bot.TOKEN}/sendMessage"
        return [
            await self._post(
                f"{self.telegram.base_url}{telegram.TOKEN}/sendMessage",
                data={"chat_id": "7", "text": "chào"},
            ),
            await self._post(bot_url, json={"chat_id": CHAT, "text": "chào"}),
            await self._post(f"{self.zalo_oa.url}/v3.0/oa/message/cs", json=to_zalo, headers=token),
        ]

    async def _post(self, url: str, **told: Any) -> int:
        try:
            async with self._http.post(url, **told) as answer:
                return answer.status
        except aiohttp.ClientError:
            return 0

    @property
    def arrived(self) -> list[int]:
        """How many messages each of them took."""
        return [len(one.sent) for one in (self.telegram, self.zalo_bot, self.zalo_oa)]


@pytest.fixture
def notes() -> list[Note]:
    """What was told."""
    return []


@pytest.fixture
async def lines(notes: list[Note], http: aiohttp.ClientSession) -> AsyncIterator[Lines]:
    """Nobody has written yet."""
    made = Lines(notes, http)
    async with made.telegram, made.zalo_bot, made.zalo_oa:
        yield made


@pytest.mark.parametrize(
    ("fault", "statuses", "arrived"),
    [
        ("reset", [0, 0, 0], [0, 0, 0]),
        ("lost", [0, 0, 0], [1, 1, 1]),
        ("truncated", [200, 200, 200], [1, 1, 1]),
        ("500", [500, 500, 500], [0, 0, 0]),
        ("429", [429, 429, 429], [0, 0, 0]),
    ],
)
async def test_a_fault_and_after(
    lines: Lines, notes: list[Note], fault: str, statuses: list[int], arrived: list[int]
) -> None:
    """Refused, cut off before or after it was done; then all is well again, and both are told."""
    lines.misbehave(fault)
    assert await lines.send() == statuses
    assert lines.arrived == arrived
    assert [note.outcome.split(",")[0] for note in notes] == [fault] * 3
    notes.clear()
    assert await lines.send() == [200, 200, 200]
    assert [(note.platform, note.outcome) for note in notes] == [
        ("telegram", "ok"),
        ("zalo_bot", "ok"),
        ("zalo_oa", "ok"),
    ]


async def test_maintenance_and_tokens_that_were_taken_back(lines: Lines) -> None:
    """As their front doors answer: with a page, or a refusal."""
    lines.telegram.troubles += [telegram.Trouble("html"), telegram.Trouble("401")]
    lines.zalo_bot.troubles += [zalo_bot.Trouble("html"), zalo_bot.Trouble("401")]
    lines.zalo_oa.tokens.accesses.clear()
    assert [status for status, _ in zip(await lines.send(), range(2), strict=False)] == [502, 503]
    assert [status for status, _ in zip(await lines.send(), range(2), strict=False)] == [401, 401]


async def test_a_refusal_behind_a_status_of_200_is_told(lines: Lines, notes: list[Note]) -> None:
    """Zalo's code stands in the log."""
    lines.zalo_oa.switches.is_night = True
    await lines.send()
    assert notes[-1] == Note("zalo_oa", "/v3.0/oa/message/cs", "-234")


async def test_a_webhook_that_is_not_there(lines: Lines, notes: list[Note]) -> None:
    """Zalo does not accept it; one that ends later is posted to again, then left alone."""
    lines.zalo_oa.switches.pace = 0.0001
    assert not await lines.zalo_oa.register("http://127.0.0.1:9/zalo/oa")
    lines.zalo_oa.posting.url = "http://127.0.0.1:9/zalo/oa"
    lines.zalo_oa.say("7", "chào")
    await lines.zalo_oa.until(lambda: lines.zalo_oa.posting.is_unsubscribed)
    assert [note.outcome for note in notes] == ["0"] * 6 + ["unsubscribed"]


async def test_who_hangs_up_while_polling_loses_nothing(
    lines: Lines, http: aiohttp.ClientSession
) -> None:
    """What is told once is not told to a connection that is gone."""
    url = f"{lines.zalo_bot.base_url}/bot{zalo_bot.TOKEN}/getUpdates"
    polling = asyncio.create_task(http.post(url, json={"timeout": "30"}))
    await lines.zalo_bot.until(lambda: lines.zalo_bot.calls)
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)
    await lines.zalo_bot.until(lambda: not lines.zalo_bot.listeners)
    lines.zalo_bot.say(CHAT, "chào")
    async with http.post(url, json={"timeout": "1"}) as answer:
        assert (await answer.json())["result"]["message"]["text"] == "chào"
