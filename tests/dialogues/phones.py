"""People on every channel, through fakes of its platform: what they do there, and what they see."""

from __future__ import annotations

import asyncio
import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeVar

from bot.message import Address

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiohttp import web
    from aiohttp.test_utils import TestClient

    from bot.bootstrap.talking import Terminal
    from bot.rehearsal.fakes.telegram import FakeTelegram
    from bot.rehearsal.fakes.zalo_bot import FakeZaloBot

T = TypeVar("T")
PATIENCE = 30.0
"""Seconds for one answer; a busy machine needs some."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What came to somebody since they did something."""

    text: str
    """All of it, without what only lists the choices."""
    choices: tuple[str, ...]
    """The titles that can be picked now, in their order."""


class Phone(Protocol):
    """One person on one channel."""

    async def type(self, text: str) -> None:
        """Write something."""

    async def pick(self, title: str) -> None:
        """Pick a choice that is offered, in the way of the channel."""

    async def see(self, replies: int) -> Seen:
        """Wait for so many Replies to what was done last."""


@dataclass
class TelegramPhone:
    """Presses buttons: inline ones, or those of the keyboard, which send their titles."""

    fake: FakeTelegram
    chat: int
    seen: int = 0

    async def type(self, text: str) -> None:
        """Write."""
        self.fake.say(self.chat, text)

    async def pick(self, title: str) -> None:
        """Press."""
        last = [one for one in self.fake.sent if one.chat == self.chat][-1]
        if title in last.buttons:
            self.fake.press(self.chat, title)
        else:
            assert title in [key["text"] for key in last.keys]
            self.fake.say(self.chat, title)

    async def see(self, replies: int) -> Seen:
        """Without the marks of HTML."""
        mine = await _more(
            lambda: [one for one in self.fake.sent if one.chat == self.chat], self.seen + replies
        )
        new, self.seen = mine[self.seen :], len(mine)
        text = html.unescape(re.sub(r"</?i>", "", "\n".join(one.text for one in new)))
        keys = [key["text"] for key in new[-1].keys if not key.get("request_contact")]
        return Seen(text, (*new[-1].buttons, *keys))


@dataclass
class ZaloBotPhone:
    """Has no buttons: types the number of a choice, or its words."""

    fake: FakeZaloBot
    chat: str
    by_number: bool
    seen: int = 0

    async def type(self, text: str) -> None:
        """Write."""
        self.fake.say(self.chat, text)

    async def pick(self, title: str) -> None:
        """By number or by words."""
        last = [one for one in self.fake.sent if one.chat == self.chat][-1]
        self.fake.say(self.chat, last.choices[title] if self.by_number else title)

    async def see(self, replies: int) -> Seen:
        """A long Reply may come in parts; they end where the choices or the pause begin."""
        mine = await _more(
            lambda: [one for one in self.fake.sent if one.chat == self.chat], self.seen + replies
        )
        new, self.seen = mine[self.seen :], len(mine)
        texts = [one.text.partition("👉")[0] for one in new]
        return Seen("\n".join(texts), tuple(new[-1].choices))


@dataclass
class TerminalPhone:
    """Types the number of a choice, or its words."""

    terminal: Terminal
    printed: list[str]
    """By the terminal, whoever sits at it; they take turns."""
    name: str
    by_number: bool
    said: int = 0
    shown: list[str] = field(default_factory=list)

    async def type(self, text: str) -> None:
        """Write; what comes back is there at once."""
        self.said += 1
        self.printed.clear()
        await self.terminal.say(Address("console", self.name), f"{self.name}:{self.said}", text)
        self.shown = [*self.printed]

    async def pick(self, title: str) -> None:
        """By number or by words."""
        await self.type(self._numbers()[title] if self.by_number else title)

    async def see(self, replies: int) -> Seen:
        """The lines that begin with a number are the choices."""
        numbers = self._numbers()
        lines = [line for line in self.shown if not _CHOICE.fullmatch(line)]
        return Seen("\n".join(lines), tuple(numbers))

    def _numbers(self) -> dict[str, str]:
        found = [_CHOICE.fullmatch(line) for line in self.shown]
        return {one[2]: one[1] for one in found if one}


_CHOICE = re.compile(r"  (\d+)\. (.*)")


@dataclass
class PagePhone:
    """The chat page: a press sends the title and what the button means."""

    page: TestClient[web.Request, web.Application]
    token: str = ""
    cursor: int = 0
    said: int = 0
    buttons: dict[str, str] = field(default_factory=dict)

    async def type(self, text: str) -> None:
        """Write."""
        await self._send({"text": text})

    async def pick(self, title: str) -> None:
        """Press."""
        await self._send({"text": title, "target": self.buttons[title]})

    async def see(self, replies: int) -> Seen:
        """Long polls until all are there."""
        new: list[dict[str, object]] = []
        async with asyncio.timeout(PATIENCE):
            while len(new) < replies:
                path = f"/chat/replies?after={self.cursor}"
                async with self.page.get(path, headers=self._headers()) as answer:
                    told = (await answer.json())["replies"]
                new += told
                self.cursor = told[-1]["id"] if told else self.cursor
        self.buttons = {one["title"]: one["target"] for one in told[-1]["buttons"]}
        return Seen("\n".join(str(one["text"]) for one in new), tuple(self.buttons))

    async def _send(self, content: dict[str, str]) -> None:
        if not self.token:
            async with self.page.post("/chat/start") as answer:
                self.token = (await answer.json())["token"]
        self.said += 1
        body = {"id": f"message-{self.said:04}", **content}
        async with self.page.post("/chat/messages", json=body, headers=self._headers()) as answer:
            assert answer.status == 202

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


async def _more(messages: Callable[[], list[T]], count: int) -> list[T]:
    async with asyncio.timeout(PATIENCE):
        while len(messages()) < count:  # noqa: ASYNC110 - a fake raises no event
            await asyncio.sleep(0.003)
    return messages()
