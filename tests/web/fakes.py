"""A desk in memory behind the chat page: keeps what comes in, answers by a small script."""

from __future__ import annotations

import asyncio
from asyncio import Future
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.channels.webchat import WebChat
from bot.message import Address, Button, Message, Reply
from bot.ports import Delivery, Line
from bot.web.doors import CenterShown, ChatDoors

MENU = (Button("Hỗ trợ máy móc", "machinery.amount"), Button("Hội chợ", "fair.booth"))
WELCOME = Reply("Chào anh/chị, em là trợ lý tự động.", MENU)
CENTER = CenterShown('Trung tâm <b>"Khuyến công"</b> & bạn', "Khuyến công <i>")


def answer(message: Message) -> Reply | None:
    """The small brain: silence, the answer behind a button, or an echo with buttons."""
    if message.text == "im lặng":
        return None
    if message.text == "lịch":
        return Reply("Đây ạ", (Button("Thêm vào lịch", "https://a.vn/lich/mau.ics"), *MENU))
    if message.target:
        return Reply(f"Mục {message.target}:\n- một\n- hai\n\nNguồn: Thông tư 28/2018/TT-BTC")
    return Reply(f"Anh/chị nói: {message.text}", MENU)


@dataclass
class Desk:
    """What lies behind the doors of the page."""

    inbox: list[Message] = field(default_factory=list)
    outbox: list[Delivery] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    channel: WebChat = field(default_factory=WebChat)
    fault: Exception | None = None
    """What comes of everything."""
    listened: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when a long poll waits."""

    def doors(self) -> ChatDoors:
        """The doors that lead here."""
        return ChatDoors(
            accept=self.accept,
            history=self.history,
            after=self.after,
            news=self.news,
            welcome=lambda: WELCOME,
            now=lambda: datetime.now(UTC),
            problems=lambda: self.problems,
        )

    async def accept(self, message: Message) -> bool:
        """Keep a message, once, and answer it at once."""
        if self.fault:
            raise self.fault
        if any(known.event_id == message.event_id for known in self.inbox):
            return False
        self.inbox.append(message)
        reply = answer(message)
        if reply:
            await self.say(message.address, reply)
        return True

    async def say(self, address: Address, reply: Reply) -> None:
        """Send a Reply."""
        number = len(self.outbox) + 1
        row = Delivery(number, f"k{number}", address, reply, "sent", 1, datetime.now(UTC))
        self.outbox.append(row)
        await self.channel.send(row)

    async def history(self, address: Address, limit: int) -> Sequence[Line]:
        """Both sides of a chat in the order of time."""
        said = [
            Line("person", number, message.text, None, message.sent_at)
            for number, message in enumerate(self.inbox, 1)
            if message.address == address
        ]
        told = [
            Line("bot", row.id, row.reply.text, row.reply, row.created_at)
            for row in self.outbox
            if row.address == address
        ]
        return sorted([*said, *told], key=lambda line: line.at)[-limit:]

    async def after(self, address: Address, number: int) -> Sequence[Delivery]:
        """Rows of an Address above a number."""
        if self.fault:
            raise self.fault
        return [row for row in self.outbox if row.address == address and row.id > number]

    def news(self, address: Address) -> Future[Delivery]:
        """The next Reply to an Address."""
        self.listened.set()
        return self.channel.news(address)
