"""The bot itself: `khuyencong run` in a process and a folder of its own, which may be killed."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, STDOUT, Process
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bot.config.loading import PREFIX
from bot.errors import KhuyencongError
from bot.rehearsal.fakes.notes import Note

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.rehearsal.fakes.notes import Watch

SOURCE = Path(__file__).resolve().parents[2]
"""Where `bot` is found, wherever the process is started."""
PATIENCE = 15.0
"""Seconds until a program that does not end by itself is killed."""
LISTENS = "http://"
LAST_WORDS = 5
NO_PROXY = {"NO_PROXY": "127.0.0.1,localhost", "no_proxy": "127.0.0.1,localhost"}


class DidNotStartError(KhuyencongError):
    """The bot ended before it listened; with its last words."""


class BotProcess:
    """Never sees the settings of the real bot: no variable of ours, no `config.yaml` is passed.
    Nor is it sent through a proxy: everything it talks to is on this machine.
    """

    def __init__(self, folder: Path, settings: Mapping[str, str], watch: Watch) -> None:
        self._folder = folder
        self._watch = watch
        self._process: Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._listens = asyncio.Event()
        """Or ended before it did."""
        self._words: deque[str] = deque(maxlen=LAST_WORDS)
        self._alone = asyncio.Lock()
        """Held by whoever begins or ends it: of two bots nobody would know one."""
        inherited = {name: value for name, value in os.environ.items() if is_inherited(name)}
        paths = [str(SOURCE), *filter(None, [inherited.get("PYTHONPATH")])]
        self._environment = inherited | NO_PROXY | {"PYTHONPATH": os.pathsep.join(paths)}
        self.configure(settings)

    @property
    def is_running(self) -> bool:
        """Whether it is there."""
        return self._process is not None and self._process.returncode is None

    def configure(self, settings: Mapping[str, str]) -> None:
        """Settings of its next life, by their names without the prefix."""
        self._environment |= {f"{PREFIX}{name}": value for name, value in settings.items()}

    async def start(self) -> None:
        """Until it listens, whoever began it.  Raises DidNotStartError."""
        async with self._alone:
            if not self.is_running:
                await self._begin()
            process, listens, words = self._process, self._listens, self._words
        await listens.wait()
        if process is None or process.returncode is not None:
            raise DidNotStartError("\n".join(words))

    async def kill(self) -> None:
        """As if the power failed."""
        async with self._alone:
            if self._process is not None and self.is_running:
                with suppress(ProcessLookupError):  # it has just ended by itself
                    self._process.kill()
            await self._ended()

    async def stop(self) -> None:
        """Ask it to end, and see that it does."""
        async with self._alone:
            if self._process is not None and self.is_running:
                await self._ask_to_end(self._process)
            await self._ended()

    async def command(self, *words: str) -> str:
        """What another command prints, in the same folder."""
        process = await self._spawn(*words, stderr=DEVNULL)
        told, _ = await process.communicate()
        return told.decode(errors="replace").strip()

    async def _begin(self) -> None:
        self._process = await self._spawn("run", stderr=STDOUT)
        self._listens, self._words = asyncio.Event(), deque(maxlen=LAST_WORDS)
        reading = self._read(self._process, self._listens, self._words)
        self._reading = asyncio.create_task(reading)

    async def _ask_to_end(self, process: Process) -> None:
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            async with asyncio.timeout(PATIENCE):
                await process.wait()
        except TimeoutError:
            process.kill()

    async def _spawn(self, *words: str, stderr: int) -> Process:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *words,
            cwd=self._folder, env=self._environment, stdin=DEVNULL, stdout=PIPE, stderr=stderr,
        )  # fmt: skip

    async def _read(self, process: Process, listens: asyncio.Event, words: deque[str]) -> None:
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        try:
            async for line in process.stdout:
                text = line.decode(errors="replace").strip()
                words.append(text)
                self._watch(Note("bot", text))
                if LISTENS in text:
                    listens.set()
            await process.wait()
        finally:
            listens.set()

    async def _ended(self) -> None:
        if self._process is not None:
            await self._process.wait()
        if self._reading is not None:  # a renewal that outlives the bot may hold the pipe open
            await asyncio.wait([self._reading], timeout=1)
            self._reading.cancel()


def is_inherited(name: str) -> bool:
    """Whether the bot gets to see a variable of ours."""
    return not (name.startswith(PREFIX) or name.lower().endswith("_proxy"))
