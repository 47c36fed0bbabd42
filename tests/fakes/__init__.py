"""Stand-ins for the outside: a clock moved by hand, a channel that writes down what it got."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.leads.lead import ConsentGiven, Detail, Lead
from bot.message import Address, Message

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.ports import Delivery

NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
AN = Address("web", "an")
BINH = Address("web", "bình")
CHI = Address("telegram", "chi")


@dataclass
class HandClock:
    """Stands still until somebody moves it."""

    time: datetime = NOON

    def now(self) -> datetime:
        """The time it shows."""
        return self.time

    def forward(self, seconds: float) -> None:
        """Move it."""
        self.time += timedelta(seconds=seconds)


@dataclass
class FakeChannel:
    """Delivers into a transcript; `trouble` may raise, or wait, before that."""

    name: str = "web"
    transcript: list[tuple[str, str]] = field(default_factory=list)
    trouble: Callable[[Delivery], Awaitable[None]] | None = None

    async def send(self, delivery: Delivery) -> None:
        """Write it down: to whom, what."""
        if self.trouble is not None:
            await self.trouble(delivery)
        self.transcript.append((delivery.address.chat, delivery.reply.text))


def said(text: str, by: Address = AN, event: str = "") -> Message:
    """A message; without an event id, the text is the id as well."""
    return Message(by, event or text, text, NOON)


def wants_a_call(by: Address = AN, phone: str = "+84900000001", at: datetime = NOON) -> Lead:
    """A lead with something in every field."""
    return Lead(
        address=by,
        form="support",
        title="Hỗ trợ máy móc",
        name="An",
        phone=phone,
        place="xã Phú Lý",
        unit="26311",
        details=(Detail("machine", "Máy cần mua", "máy ép gỗ"),),
        question="mua máy được hỗ trợ không",
        entry="machinery.amount",
        consent=ConsentGiven("callback", "1", "gọi lại tư vấn", at, "e1"),
        created_at=at,
    )


async def until(fact: Callable[[], bool]) -> None:
    """Let the others work until it is so.  Raises TimeoutError after two seconds."""
    async with asyncio.timeout(2):
        while not fact():  # noqa: ASYNC110 - a fact in the store raises no event
            await asyncio.sleep(0.002)
