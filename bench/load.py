"""Posts Updates as a platform would, over connections that stay open, and takes the time.

Plain sockets: what measures must not cost more than what is measured.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from time import perf_counter
from typing import Self
from urllib.parse import urlsplit

from bot.rehearsal.fakes.telegram_values import SENT_AT, person

from bot.channels.telegram.webhook import HEADER

CHATS = 500
ASKED = (
    "xuong em muon mua may thi dc ho tro bao nhieu",
    "hỗ trợ hội chợ",
    "đăng ký nhãn hiệu cần giấy tờ gì",
    "thợ giỏi",
)


@dataclass(frozen=True, slots=True)
class Target:
    """Where to post, and what proves that it is Telegram who posts."""

    url: str
    secret: str

    def request(self, update: dict[str, object]) -> bytes:
        """The whole request as bytes."""
        place, body = urlsplit(self.url), json.dumps(update).encode()
        head = (
            f"POST {place.path} HTTP/1.1\r\nHost: {place.netloc}\r\n"
            f"Content-Type: application/json\r\n{HEADER}: {self.secret}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


@dataclass(slots=True)
class Outcome:
    """What became of a load."""

    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)
    """Of each acknowledgement, in seconds."""
    acknowledged: list[int] = field(default_factory=list)
    """The numbers of those Updates."""
    refused: int = 0

    @property
    def rate(self) -> float:
        """Acknowledgements a second."""
        return len(self.waits) / self.seconds if self.seconds else 0.0

    def percentile(self, percent: float) -> float:
        """Of the waits, in milliseconds."""
        ordered = sorted(self.waits)
        return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))] * 1000

    def add(self, number: int, status: int, wait: float) -> None:
        """One answer."""
        if status == 200:  # noqa: PLR2004 - OK
            self.waits.append(wait)
            self.acknowledged.append(number)
        else:
            self.refused += 1


def updates(first: int = 10_000, chats: int = CHATS) -> Iterator[dict[str, object]]:
    """Messages of many people, each with a number of its own."""
    for number in count(first):
        chat = 1 + number % chats
        message = {
            "message_id": number,
            "date": SENT_AT,
            "chat": {"id": chat, "type": "private", "first_name": "An"},
            "from": person(chat),
            "text": ASKED[number % len(ASKED)],
        }
        yield {"update_id": number, "message": message}


async def flood(target: Target, connections: int, seconds: float) -> Outcome:
    """Each connection posts the next as soon as the last is acknowledged."""
    outcome, line, began = Outcome(), updates(), perf_counter()

    async def post() -> None:
        async with _connected(target) as wire:
            while perf_counter() < began + seconds:
                update = next(line)
                sent = perf_counter()
                status = await wire.ask(target.request(update))
                outcome.add(_number(update), status, perf_counter() - sent)

    await asyncio.gather(*(post() for _ in range(connections)))
    outcome.seconds = perf_counter() - began
    return outcome


async def pour(
    target: Target, rate: float, seconds: float, connections: int = 40, chats: int = CHATS
) -> Outcome:
    """So many a second whatever comes back; who has to wait for a connection is waiting already."""
    outcome, line, began = Outcome(), updates(chats=chats), perf_counter()
    places = iter(range(round(rate * seconds)))

    async def post() -> None:
        async with _connected(target) as wire:
            for place in places:  # shared: each takes the next that nobody has
                due = began + place / rate
                await asyncio.sleep(max(0.0, due - perf_counter()))
                update = next(line)
                status = await wire.ask(target.request(update))
                outcome.add(_number(update), status, perf_counter() - due)

    await asyncio.gather(*(post() for _ in range(connections)))
    outcome.seconds = perf_counter() - began
    return outcome


def _number(update: dict[str, object]) -> int:
    number = update["update_id"]
    assert isinstance(number, int)  # noqa: S101 - they are ours
    return number


def _connected(target: Target) -> Wire:
    place = urlsplit(target.url)
    return Wire(place.hostname or "", place.port or 80)


class Wire:
    """A connection that stays open."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port

    async def __aenter__(self) -> Self:
        self._reader, self._writer = await asyncio.open_connection(self._host, self._port)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._writer.close()

    async def ask(self, request: bytes) -> int:
        """The status of the answer."""
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        for line in head.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                await self._reader.readexactly(int(line[15:]))
        return int(head[9:12])
