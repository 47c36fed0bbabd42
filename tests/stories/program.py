"""The real program in a process of its own, and a person who writes to it over HTTP."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import aiohttp

TOP = Path(__file__).parents[2]
PATIENCE = 20.0
"""Seconds; a busy machine needs some to start."""


@dataclass
class Program:
    """`khuyencong run` in a folder, with a port of its own choosing."""

    folder: Path
    process: subprocess.Popen[str] | None = None
    url: str = ""
    environment: dict[str, str] = field(default_factory=dict)

    def start(self) -> None:
        """Start it and wait until it says where the page is."""
        self.launch()
        self.listens()

    def launch(self) -> None:
        """Start it and wait for nothing."""
        extra = {"PYTHONPATH": str(TOP), "KHUYENCONG_WEB__PORT": "0", **self.environment}
        with (self.folder / "log.txt").open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"],
                cwd=self.folder,
                env=os.environ | extra,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    def listens(self) -> None:
        """Wait until it says where the page is."""
        assert self.process is not None
        assert self.process.stdout is not None
        announced = re.search(r"http://\S+", self.process.stdout.readline())
        if announced is None:
            self.stop()
        assert announced, self.log()
        self.url = announced[0]

    def log(self) -> str:
        """What it logged so far."""
        return (self.folder / "log.txt").read_text("utf-8")

    def kill(self) -> None:
        """As if the power failed."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to end; its exit code."""
        return self._end(signal.SIGTERM)

    def _end(self, number: int) -> int:
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(number)
        code = self.process.wait(PATIENCE)
        assert self.process.stdout is not None
        self.process.stdout.close()
        self.process = None
        return code

    def khuyencong(self, *words: str) -> str:
        """What another command prints in the same folder."""
        done = subprocess.run(
            [sys.executable, "-m", "bot", *words],
            cwd=self.folder,
            env=os.environ | {"PYTHONPATH": str(TOP), **self.environment},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process is not None:
            self.kill()


@dataclass
class Person:
    """Somebody at the chat page."""

    program: Program
    http: aiohttp.ClientSession
    token: str = ""
    seen: int = 0
    sent: int = 0

    async def begin(self) -> None:
        """Open the page for the first time."""
        self.token = (await self._call("POST", "/chat/start"))["token"]

    async def send(self, text: str, target: str | None = None) -> None:
        """Send a message; it is acknowledged when this returns."""
        self.sent += 1
        body = {"id": f"message-{self.sent:04}", "text": text}
        await self._call(
            "POST", "/chat/messages", json=body | ({"target": target} if target else {})
        )

    async def read(self) -> list[str]:
        """The replies that come next; waits for the first."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            told = await self._call("GET", f"/chat/replies?after={self.seen}")
            if told["replies"]:
                self.seen = told["replies"][-1]["id"]
                return [reply["text"] for reply in told["replies"]]
        raise TimeoutError

    async def say(self, text: str, target: str | None = None, replies: int = 1) -> str:
        """Send a message and read so many replies to it."""
        await self.send(text, target)
        read: list[str] = []
        while len(read) < replies:
            read += await self.read()
        return "\n".join(read)

    async def history(self) -> list[tuple[str, str]]:
        """Who said what, as the page shows it after a reload."""
        told = await self._call("GET", "/chat/history")
        return [(line["who"], line["text"]) for line in told["lines"]]

    async def _call(self, method: str, path: str, **extra: Any) -> Any:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        url = self.program.url + path
        async with self.http.request(method, url, headers=headers, **extra) as response:
            assert response.status < 300, (response.status, await response.text())
            return await response.json() if response.content_type == "application/json" else None


@asynccontextmanager
async def somebody(program: Program) -> AsyncIterator[Person]:
    """Start the program and open its page."""
    async with aiohttp.ClientSession() as http:
        with program:
            person = Person(program, http)
            await person.begin()
            yield person


async def fill_in(person: Person) -> None:
    """The call-back form, up to its last question."""
    await person.say("gặp cán bộ", replies=2)
    await person.say("đồng ý")
    await person.say("Cơ sở An")
    await person.say("0912345678")
    await person.say("xã Sông Trầu")
    await person.say("bỏ qua")
