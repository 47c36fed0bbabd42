"""The real program on all four platforms at once: three fakes, and people at the chat page."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
import socket
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any, Self

import aiohttp

from bench.faults.crowd import Chat, Crowd, Row
from bot.rehearsal.fakes.telegram import TOKEN as TELEGRAM_TOKEN
from bot.rehearsal.fakes.telegram import FakeTelegram
from bot.rehearsal.fakes.zalo_bot import TOKEN as ZALO_BOT_TOKEN
from bot.rehearsal.fakes.zalo_bot import FakeZaloBot
from bot.rehearsal.fakes.zalo_oa import APP_ID, APP_SECRET, OA_ID, OA_SECRET, FakeZalo
from tests.stories.program import Program

CHANNELS = ("web", "telegram", "zalo_oa", "zalo_bot")
BETWEEN_TRIES = 0.03
"""Seconds after which platforms and pages post again what was not taken."""
ZALO_PACE = 0.0003
"""Zalo's waits between repeats, times their real length: 9 ms to a second."""
TOKENS = "SELECT count(*) FROM tokens WHERE access != ''"
OPEN = """
    SELECT (SELECT count(*) FROM inbox WHERE answered_at IS NULL)
         + (SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending'))
"""


def free_port() -> int:
    """One that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class World:
    """Use as a context manager; the program is started and killed by whoever uses it."""

    folder: Path
    crowd: Crowd
    telegram: FakeTelegram = field(default_factory=FakeTelegram)
    zalo_oa: FakeZalo = field(default_factory=FakeZalo)
    zalo_bot: FakeZaloBot = field(default_factory=FakeZaloBot)

    def __post_init__(self) -> None:
        self._stack = AsyncExitStack()
        self._people = 0
        self._tokens: dict[str, str] = {}
        self._writing: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        for fake in (self.telegram, self.zalo_oa, self.zalo_bot):
            await self._stack.enter_async_context(fake)
        self.http = await self._stack.enter_async_context(aiohttp.ClientSession())
        self.telegram.pace = self.zalo_bot.pace = BETWEEN_TRIES
        self.zalo_oa.switches.pace = ZALO_PACE
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.program = Program(self.folder, environment=self._environment(port))
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for task in self._writing:
            task.cancel()
        await asyncio.gather(*self._writing, return_exceptions=True)
        if self.program.process is not None:
            self.program.kill()
        await self._stack.aclose()

    def choose(self, mode: str) -> None:
        """How the next life gets Telegram's Updates: by polling or webhook."""
        self.program.environment["KHUYENCONG_TELEGRAM__MODE"] = mode

    async def start(self) -> None:
        """Start the program and make it known to Zalo."""
        await asyncio.to_thread(self.program.start)
        await self.meet_zalo()

    async def meet_zalo(self) -> None:
        """Register at Zalo, and wait for the first tokens that are bought there."""
        await self.register()
        async with asyncio.timeout(30):
            while self.query(TOKENS) == [(0,)]:  # noqa: ASYNC110 - another process buys them
                await asyncio.sleep(BETWEEN_TRIES)

    async def register(self) -> None:
        """What an administrator does on Zalo's page, the first time and when Zalo has given up."""
        posting = self.zalo_oa.posting
        if not posting.url or posting.is_unsubscribed:
            with suppress(aiohttp.ClientError):
                await self.zalo_oa.register(f"{self.url}/zalo/oa")

    def come(self, each: int, within: float) -> None:
        """So many new people on each platform say what they have to say within so many seconds."""
        for chat, sayings in self.join(each):
            task = asyncio.create_task(self._speak(chat, sayings, within))
            self._writing.add(task)
            task.add_done_callback(self._writing.discard)

    async def settle(self, patience: float = 60.0) -> bool:
        """Wait until everything that was said is acknowledged and nothing is left to be done; no
        longer than so many seconds without any progress.
        """
        left, until = self._left(), monotonic() + patience
        while left and monotonic() < until:
            if self.zalo_oa.posting.url:
                await self.register()
            await asyncio.sleep(0.1)
            before, left = left, self._left()
            if left < before:
                until = monotonic() + patience
        return not left

    async def shown(self) -> dict[Chat, list[str]]:
        """What everybody reads, in order."""
        read: dict[Chat, list[str]] = defaultdict(list)
        for one in self.telegram.sent:
            read[Chat("telegram", str(one.chat))].append(one.text)
        for sent in self.zalo_oa.sent:
            read[Chat("zalo_oa", sent.user)].append(sent.text)
        for told in self.zalo_bot.sent:
            read[Chat("zalo_bot", told.chat)].append(told.text)
        for chat, token in self._tokens.items():
            read[Chat("web", chat)] = await self._page(token)
        return read

    def rows(self) -> Iterator[Row]:
        """The outbox."""
        query = "SELECT channel, chat, text, state, follows FROM outbox ORDER BY id"
        for channel, chat, text, state, follows in self.query(query):
            yield Row(Chat(channel, chat), text, state, follows)

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        """What lies in the database."""
        with closing(sqlite3.connect(self.database)) as database:
            return database.execute(statement).fetchall()

    @property
    def database(self) -> Path:
        """The file."""
        return self.folder / "data" / "khuyencong.db"

    def token_of(self, chat: Chat) -> str:
        """What a page proves itself by."""
        return self._tokens[chat.id]

    def join(self, each: int) -> list[tuple[Chat, list[str]]]:
        """So many new people on each platform, and what each is going to say."""
        return [
            one
            for channel in CHANNELS
            for one in self.crowd.joins(channel, [self._id(channel) for _ in range(each)])
        ]

    def _left(self) -> int:
        """How much there is still to do."""
        posting = self.zalo_oa.posting
        is_posting = not posting.is_idle or posting.is_unsubscribed
        waiting = len(self._writing) + len(self.telegram.updates) + len(self.zalo_bot.updates)
        [(open_rows,)] = self.query(OPEN)
        return int(open_rows) + waiting + is_posting

    async def _speak(self, chat: Chat, sayings: list[str], within: float) -> None:
        for number, text in enumerate(sayings):
            await asyncio.sleep(self.crowd.chance.uniform(0, within / len(sayings)))
            if chat.channel == "web":
                await self._post(self._tokens[chat.id], f"message-{number:04}", text)
            else:
                self._say(chat, text)

    def _say(self, chat: Chat, text: str) -> None:
        say: dict[str, Callable[[], object]] = {
            "telegram": lambda: self.telegram.say(int(chat.id), text),
            "zalo_oa": lambda: self.zalo_oa.say(chat.id, text),
            "zalo_bot": lambda: self.zalo_bot.say(chat.id, text),
        }
        say[chat.channel]()

    def _id(self, channel: str) -> str:
        self._people += 1
        if channel == "web":
            token = secrets.token_urlsafe(24)
            chat = hashlib.sha256(token.encode()).hexdigest()[:32]
            self._tokens[chat] = token
            return chat
        return f"{10**18 + self._people}" if channel == "zalo_oa" else f"{1000 + self._people}"

    async def _post(self, token: str, number: str, text: str) -> None:
        """The page posts until it is told that it is kept."""
        body = {"id": number, "text": text}
        status = 0
        while status != 202:  # noqa: PLR2004 - accepted
            status, _ = await self._ask("POST", "/chat/messages", token, body)
            if status != 202:  # noqa: PLR2004 - the same
                await asyncio.sleep(BETWEEN_TRIES if status == 0 else 1.0)

    async def _page(self, token: str) -> list[str]:
        status = 0
        while status != 200:  # noqa: PLR2004 - OK
            status, told = await self._ask("GET", "/chat/replies?after=0", token)
            if status == 429:  # noqa: PLR2004 - too many, from one place
                await asyncio.sleep(0.2)
        return [reply["text"] for reply in told["replies"]]

    async def _ask(
        self, method: str, path: str, token: str, body: object = None
    ) -> tuple[int, dict[str, Any]]:
        headers = {"Authorization": f"Bearer {token}"}
        try:
            async with self.http.request(
                method, self.url + path, headers=headers, json=body
            ) as answer:
                return answer.status, await answer.json()
        except aiohttp.ClientError:
            return 0, {}

    def _environment(self, port: int) -> dict[str, str]:
        return {
            "KHUYENCONG_TELEGRAM__TOKEN": TELEGRAM_TOKEN,
            "KHUYENCONG_TELEGRAM__BASE_URL": self.telegram.base_url,
            "KHUYENCONG_TELEGRAM__MODE": "webhook",
            "KHUYENCONG_ZALO_OA__APP_ID": APP_ID,
            "KHUYENCONG_ZALO_OA__APP_SECRET": APP_SECRET,
            "KHUYENCONG_ZALO_OA__OA_SECRET": OA_SECRET,
            "KHUYENCONG_ZALO_OA__OA_ID": OA_ID,
            "KHUYENCONG_ZALO_OA__REFRESH_TOKEN": self.zalo_oa.tokens.pair()["refresh_token"],
            "KHUYENCONG_ZALO_OA__API_BASE": self.zalo_oa.url,
            "KHUYENCONG_ZALO_OA__OAUTH_BASE": self.zalo_oa.url,
            "KHUYENCONG_ZALO_BOT__TOKEN": ZALO_BOT_TOKEN,
            "KHUYENCONG_ZALO_BOT__BASE_URL": self.zalo_bot.base_url,
            "KHUYENCONG_ZALO_BOT__MODE": "webhook",
            "KHUYENCONG_WEB__PORT": str(port),
            "KHUYENCONG_WEB__PUBLIC_URL": self.url,
            "KHUYENCONG_DIGEST__DAILY": "false",
            "KHUYENCONG_LOG__LEVEL": "warning",
        }
