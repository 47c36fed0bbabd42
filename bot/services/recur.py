"""Looks every so often whether something is due; what is due knows itself, and happens once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from bot.errors import StoreBusyError
from bot.services.trace import trace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

log = structlog.get_logger()


class Recur:
    """Calls each job in turn, off the event loop.  A job that is not due does nothing."""

    def __init__(self, jobs: Sequence[Callable[[], object]], pause: float = 30.0) -> None:
        self._jobs = jobs
        self._pause = pause
        """Seconds between two looks."""

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            for job in self._jobs:
                await self._try(job)
            await asyncio.sleep(self._pause)

    async def _try(self, job: Callable[[], object]) -> None:
        try:
            await asyncio.to_thread(job)
        except StoreBusyError:
            log.warning("cơ sở dữ liệu bận, việc đến hạn phải chờ")
        except Exception as error:  # noqa: BLE001 - one job's failure must not end the others
            trace("một việc định kỳ bị lỗi", error)
