from __future__ import annotations

import asyncio

from bot.errors import StoreBusyError
from bot.services.recur import Recur
from tests.fakes import until


async def test_a_job_that_fails_does_not_stop_the_others() -> None:
    """A locked store and a surprise are both survived, and the next look comes."""
    calls: list[str] = []

    def busy() -> None:
        calls.append("busy")
        raise StoreBusyError("đang bận")

    def broken() -> None:
        calls.append("broken")
        raise RuntimeError("hỏng")

    task = asyncio.create_task(
        Recur([busy, broken, lambda: calls.append("fine")], pause=0.001).run()
    )
    await until(lambda: calls.count("fine") >= 2)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert calls[:3] == ["busy", "broken", "fine"]
