import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field

import pytest
from structlog.testing import capture_logs

from bot.errors import StoreBusyError
from bot.message import Message
from bot.ports import Store, Transaction
from bot.services.receive import accept
from bot.services.work import Worker
from bot.storage.memory import MemoryStore
from tests.fakes import NOON, said, until


@dataclass
class Echo:
    """Answers by writing down; `trouble` comes first."""

    store: Store
    heard: list[str] = field(default_factory=list)
    trouble: Callable[[], None] | None = None

    def __call__(self) -> Message | None:
        """Answer the oldest message."""
        if self.trouble is not None:
            self.trouble()
        with self.store.transaction() as kept:
            message = kept.inbox.oldest()
            if message is not None:
                kept.inbox.finish(message, NOON)
                self.heard.append(message.text)
            return message


@pytest.fixture
def store() -> Iterator[Store]:
    """Without a disk: what both kinds promise is tested where they live."""
    kept = MemoryStore()
    yield kept
    kept.close()


@asynccontextmanager
async def running(worker: Worker) -> AsyncIterator[None]:
    task = asyncio.create_task(worker.run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        worker.close()


async def test_what_is_accepted_is_answered_at_once(store: Store) -> None:
    """The deliverer is told after each answer."""
    echo, told = Echo(store), []
    worker = Worker(store, echo, lambda: told.append(len(echo.heard)), pause=60)
    async with running(worker):
        assert await worker.accept(said("một"))
        await until(lambda: told == [1])
        assert await worker.accept(said("hai"))
        assert not await worker.accept(said("hai"))
        await until(lambda: told == [1, 2])
    assert echo.heard == ["một", "hai"]


async def test_it_begins_with_what_was_left_over(store: Store) -> None:
    """Whatever was accepted before a crash is answered after it."""
    accept(store, said("một"))
    echo = Echo(store)
    async with running(Worker(store, echo, lambda: None, pause=60)):
        await until(lambda: echo.heard == ["một"])


async def test_it_looks_for_what_others_accepted(store: Store) -> None:
    """Another process may stand at the door."""
    echo = Echo(store)
    async with running(Worker(store, echo, lambda: None, pause=0.01)):
        accept(store, said("một"))
        await until(lambda: echo.heard == ["một"])


@pytest.mark.parametrize("error", [StoreBusyError("bận"), RuntimeError("web:an")])
async def test_trouble_passes(store: Store, error: Exception) -> None:
    """It is logged without its words, and tried again."""
    echo = Echo(store)

    def once() -> None:
        echo.trouble = None
        raise error

    echo.trouble = once
    with capture_logs() as logs:
        async with running(Worker(store, echo, lambda: None, pause=0.01)):
            accept(store, said("một"))
            await until(lambda: echo.heard == ["một"])
    assert len(logs) == 1
    assert "web:an" not in str(logs)


async def test_accepting_does_not_wait_for_thinking(store: Store) -> None:
    """A platform wants its acknowledgement in time, however hard the question."""
    thought = threading.Event()
    echo = Echo(store, trouble=lambda: assert_set(thought))
    worker = Worker(store, echo, lambda: None)
    async with running(worker):
        assert await worker.accept(said("một"))
        assert await worker.accept(said("hai"))
        assert echo.heard == []
        thought.set()
        await until(lambda: echo.heard == ["một", "hai"])


def assert_set(event: threading.Event) -> None:
    assert event.wait(2)


async def test_messages_are_kept_in_the_order_they_came(store: Store) -> None:
    """Also when nobody waits for the one before."""
    echo = Echo(store)
    worker = Worker(store, echo, lambda: None)
    await asyncio.gather(*(worker.accept(said(f"{number}")) for number in range(20)))
    async with running(worker):
        await until(lambda: len(echo.heard) == 20)
    assert echo.heard == [f"{number}" for number in range(20)]


async def test_a_busy_store_is_told_to_the_door(store: Store) -> None:
    """Then nothing is acknowledged."""

    class Busy:
        def transaction(self) -> None:
            raise StoreBusyError("bận")

        def close(self) -> None:
            pass

    worker = Worker(Busy(), lambda: None, lambda: None)  # type: ignore[arg-type] # it never opens
    with pytest.raises(StoreBusyError):
        await worker.accept(said("một"))
    worker.close()


@dataclass
class Stuck:
    """A store that lets nobody in before it is told to."""

    store: Store
    go: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Begin, late."""
        assert self.go.wait(2)
        with self.store.transaction() as kept:
            yield kept

    def close(self) -> None:
        """The other is closed by whoever opened it."""


@pytest.mark.parametrize("is_short", [True, False])
async def test_who_stands_at_the_door_comes_before_the_next_answer(
    store: Store, *, is_short: bool
) -> None:
    """A platform's patience is short; but in a rush that does not end people are answered too."""
    echo, stuck, times = Echo(store), Stuck(store), list[float]()
    loop = asyncio.get_running_loop()
    worker = Worker(stuck, echo, lambda: times.append(loop.time()), deference=0.3)
    accept(store, said("một"))
    accept(store, said("hai"))
    entering = asyncio.create_task(worker.accept(said("ba")))
    await asyncio.sleep(0)
    async with running(worker):
        await until(lambda: len(times) == 1)
        if is_short:
            stuck.go.set()
        await until(lambda: len(times) >= 2)
        assert (times[1] - times[0] >= 0.3) is not is_short
        stuck.go.set()
        await until(lambda: echo.heard == ["một", "hai", "ba"])
    assert await entering
