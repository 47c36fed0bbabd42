"""Runs everything that is configured, until it is told to stop."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import web

from bot.bootstrap.mind import make_up_mind
from bot.bootstrap.promptness import answer_the_door_first, spare_the_collector
from bot.bootstrap.serving import Bot
from bot.bootstrap.stopping import stop_signal
from bot.storage.database import open_store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Sequence

    from bot.config import Settings

Task = asyncio.Task[object]


async def serve(settings: Settings, announce: Callable[[str], object]) -> None:
    """Run until SIGTERM or SIGINT; then finish what is being written and sent."""
    mind = await asyncio.to_thread(make_up_mind, settings)
    store = await asyncio.to_thread(open_store, settings.database.url)
    bot = Bot(settings, mind, store)
    answer_the_door_first()
    spare_the_collector()
    async with AsyncExitStack() as stack:
        stack.callback(store.close)
        stack.callback(bot.worker.close)
        stack.push_async_callback(bot.close)
        tasks = await stack.enter_async_context(_beside(bot.tasks()))
        host, port = await _listen(bot.app(), settings, stack)
        announce(f"Trang trò chuyện: http://{host}:{port}")
        if settings.web.public_url:
            outside = settings.web.public_url.rstrip("/")
            announce(f'Nhúng vào trang khác: <script src="{outside}/widget.js" async></script>')
        await _told_to_stop(tasks)
        announce("Đang dừng, chờ ghi và gửi nốt…")
        _cancel(tasks)  # what is being sent is finished while the server hangs up


async def _listen(
    app: web.Application, settings: Settings, stack: AsyncExitStack
) -> tuple[str, int]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    await web.TCPSite(runner, settings.web.host, settings.web.port).start()
    host, port, *_ = runner.addresses[0]
    return host, port


@asynccontextmanager
async def _beside(work: Sequence[Coroutine[object, object, None]]) -> AsyncIterator[Sequence[Task]]:
    """Run the work in the background for as long as the block lasts."""
    tasks = [asyncio.create_task(one) for one in work]
    try:
        yield tasks
    finally:
        _cancel(tasks)
        await asyncio.gather(*tasks, return_exceptions=True)


def _cancel(tasks: Sequence[Task]) -> None:
    """Once: a second time would cut off what they do to end in good order."""
    for task in tasks:
        if not task.cancelling():
            task.cancel()


async def _told_to_stop(tasks: Sequence[Task]) -> None:
    """Wait for a signal.  Work that ends by itself has failed: its error ends the program, and
    whoever supervises it starts it anew.
    """
    stopped = stop_signal()
    told = asyncio.create_task(stopped.wait())
    done, _ = await asyncio.wait([told, *tasks], return_when=asyncio.FIRST_COMPLETED)
    for task in done:
        task.result()
