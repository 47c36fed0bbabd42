"""The same program in our own process, for faults that need no death and many messages."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import TYPE_CHECKING

from aiohttp import web

from bot.bootstrap.logs import configure_logs
from bot.bootstrap.mind import make_up_mind
from bot.bootstrap.serving import Bot
from bot.config import load_settings
from bot.services.pace import Rate
from bot.storage.database import open_store
from bot.web.limits import Limits

if TYPE_CHECKING:
    from bench.faults.world import World

BOUNDLESS = Rate(burst=10**9, per_second=10**9)
OPEN_DOOR = Limits(messages=BOUNDLESS, starts=BOUNDLESS, requests=BOUNDLESS)


@asynccontextmanager
async def served(world: World) -> AsyncIterator[Bot]:
    """Everything that `run` serves, as fast as it can: nobody is asked to slow down."""
    config = world.folder / "config.yaml"
    config.write_text("log: {level: warning}\n", "utf-8")
    database = {"KHUYENCONG_DATABASE__URL": f"sqlite:///{world.database}"}
    settings = load_settings(config, world.program.environment | database)
    configure_logs(settings.log.level, settings.log.format, sys.stderr)
    mind = await asyncio.to_thread(make_up_mind, settings)
    store = await asyncio.to_thread(open_store, settings.database.url)
    bot = Bot(settings, mind, store, paces={})
    async with AsyncExitStack() as stack:
        stack.callback(store.close)
        stack.callback(bot.worker.close)
        stack.push_async_callback(bot.close)
        tasks = [asyncio.create_task(task) for task in bot.tasks()]
        stack.push_async_callback(_end, tasks)
        runner = web.AppRunner(bot.app(OPEN_DOOR), access_log=None, shutdown_timeout=1)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", settings.web.port).start()
        yield bot


async def _end(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    for task in tasks:
        with suppress(asyncio.CancelledError):
            await task
