"""One commit for all that comes at the same time: the disk is asked once, and all wait for it.

A commit costs a write to the disk, however little is in it.  While one is on its way, what comes
meanwhile gathers and is written by the next.  Nobody is told "kept" before the commit is back.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from bot.errors import StoreBusyError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ports import Store, Transaction

T = TypeVar("T")
Work = Callable[["Transaction"], T]
Job = tuple[Work[Any], asyncio.Future[Any]]

MOST = 128
"""In one commit: others want to write in between, and wait no longer than a second."""


class SharedCommits:
    """Does small pieces of work in the order in which they were given, on a thread of its own."""

    def __init__(self, store: Store, name: str, most: int = MOST) -> None:
        self._store = store
        self._most = most
        self._waiting: list[Job] = []
        self._is_writing = False
        self._thread = ThreadPoolExecutor(1, name)

    async def do(self, work: Work[T]) -> T:
        """What the work returns, once it is committed.  Raises what the work raised, or
        StoreBusyError: then nothing of it was written.  It may be done twice where the first
        time was rolled back, so it changes nothing but the store.
        """
        loop = asyncio.get_running_loop()
        done: asyncio.Future[T] = loop.create_future()
        self._waiting.append((work, done))
        loop.call_soon(self._begin)  # after those who are just being given their turn
        return await done

    @property
    def is_busy(self) -> bool:
        """Whether anybody waits for a commit."""
        return self._is_writing or bool(self._waiting)

    def close(self) -> None:
        """Wait for what is being written just now."""
        self._thread.shutdown()

    def _begin(self) -> None:
        if self._is_writing or not self._waiting:
            return
        jobs, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
        self._is_writing = True
        call = partial(self._write, [work for work, _ in jobs])
        writing = asyncio.get_running_loop().run_in_executor(self._thread, call)
        writing.add_done_callback(partial(self._end, [done for _, done in jobs]))

    def _end(
        self, waiters: Sequence[asyncio.Future[Any]], writing: asyncio.Future[list[Any]]
    ) -> None:
        self._is_writing = False
        outcomes = writing.result()
        if outcomes and isinstance(outcomes[-1], StoreBusyError):
            # What was given later must not overtake what will be given again.
            waiters = [*waiters, *(done for _, done in self._waiting)]
            outcomes += outcomes[-1:] * len(self._waiting)
            self._waiting = []
        self._begin()
        for waiter, outcome in zip(waiters, outcomes, strict=True):
            _tell(waiter, outcome)

    def _write(self, works: Sequence[Work[Any]]) -> list[Any]:
        """What each returned, or the exception that it raised."""
        try:
            with self._store.transaction() as kept:
                return [work(kept) for work in works]
        except StoreBusyError as error:
            return [error] * len(works)
        except Exception as error:  # noqa: BLE001 - it is raised where the work was given
            if len(works) == 1:
                return [error]
        # One of them is to blame; alone, it does the others no harm.
        return [outcome for work in works for outcome in self._write([work])]


def _tell(waiter: asyncio.Future[Any], outcome: Any) -> None:  # noqa: ANN401 - whatever was done
    if waiter.done():  # whoever waited has gone; it is kept all the same
        return
    if isinstance(outcome, Exception):
        waiter.set_exception(outcome)
    else:
        waiter.set_result(outcome)
