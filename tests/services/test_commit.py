from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial

import pytest

from bot.errors import StoreBusyError
from bot.ports import Store, Transaction
from bot.services.commit import SharedCommits
from bot.services.receive import keep
from tests.fakes import said


@dataclass
class Slow:
    """A store that counts its commits and holds each until it is let go; it may fail at one."""

    store: Store
    commits: int = 0
    go: threading.Event = field(default_factory=threading.Event)
    trouble: Exception | None = None

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Begin."""
        with self.store.transaction() as kept:
            trouble = self.trouble
            yield kept
            assert self.go.wait(2)
            if trouble is not None:
                raise trouble
            self.commits += 1

    def close(self) -> None:
        """The other is closed by whoever opened it."""


@asynccontextmanager
async def opened(store: Store, most: int = 128) -> AsyncIterator[tuple[Slow, SharedCommits]]:
    slow = Slow(store)
    shared = SharedCommits(slow, "test", most)
    yield slow, shared
    slow.go.set()
    shared.close()


def kept_in(store: Store) -> list[str]:
    """What lies in the inbox, in its order."""
    with store.transaction() as kept:
        found = []
        while message := kept.inbox.oldest():
            found.append(message.text)
            kept.inbox.finish(message, message.sent_at)
        return found


def giving(shared: SharedCommits, *texts: str) -> list[asyncio.Task[bool]]:
    return [asyncio.create_task(shared.do(partial(keep, said(text)))) for text in texts]


async def test_what_comes_during_a_commit_shares_the_next(store: Store) -> None:
    """Nobody is told before the commit is back, and the order is that of arrival."""
    async with opened(store) as (slow, shared):
        first = giving(shared, "0")
        await asyncio.sleep(0.05)
        others = giving(shared, *(str(number) for number in range(1, 40)), "7")
        await asyncio.sleep(0.05)
        assert not [one for one in first + others if one.done()]
        slow.go.set()
        assert await asyncio.gather(*first, *others) == [True] * 40 + [False]
        assert slow.commits == 2
    assert kept_in(store) == [str(number) for number in range(40)]


async def test_a_commit_has_its_limit(store: Store) -> None:
    """A crowd does not lock everybody else out."""
    async with opened(store, most=10) as (slow, shared):
        slow.go.set()
        await asyncio.gather(*giving(shared, *(str(number) for number in range(35))))
        assert slow.commits == 4
    assert kept_in(store) == [str(number) for number in range(35)]


async def test_a_commit_that_fails_is_told_to_all_who_wait(store: Store) -> None:
    """None of them may be acknowledged, and none is there."""
    async with opened(store) as (slow, shared):
        slow.trouble = StoreBusyError("đầy")
        slow.go.set()
        told = await asyncio.gather(*giving(shared, "1", "2", "3"), return_exceptions=True)
        assert [type(one) for one in told] == [StoreBusyError] * 3
        slow.trouble = None
        assert await asyncio.gather(*giving(shared, "3")) == [True]
    assert kept_in(store) == ["3"]


async def test_nobody_overtakes_what_has_to_come_again(store: Store) -> None:
    """What was given after a commit that failed is refused with it: so the order is kept."""
    async with opened(store, most=1) as (slow, shared):
        slow.trouble = StoreBusyError("bận")
        given = giving(shared, "1", "2")
        await asyncio.sleep(0.05)
        slow.go.set()
        told = await asyncio.gather(*given, return_exceptions=True)
        assert [type(one) for one in told] == [StoreBusyError] * 2
        slow.trouble = None
        assert await asyncio.gather(*giving(shared, "1", "2")) == [True, True]
    assert kept_in(store) == ["1", "2"]


def broken(_kept: Transaction) -> None:
    raise ValueError("hỏng")


async def test_who_is_to_blame_does_the_others_no_harm(store: Store) -> None:
    """What the work itself raises goes to whoever gave it, and only there."""
    async with opened(store) as (slow, shared):
        slow.go.set()
        before, blamed = giving(shared, "1"), asyncio.create_task(shared.do(broken))
        after = giving(shared, "2")
        assert await asyncio.gather(*before, *after) == [True, True]
        with pytest.raises(ValueError, match="hỏng"):
            await blamed
    assert kept_in(store) == ["1", "2"]


async def test_who_goes_away_is_kept_all_the_same(store: Store) -> None:
    """A platform that hangs up repeats itself; the others still hear of theirs."""
    async with opened(store) as (slow, shared):
        gone, other = giving(shared, "1", "2")
        await asyncio.sleep(0.05)
        gone.cancel()
        with suppress(asyncio.CancelledError):
            await gone
        slow.go.set()
        assert await other
    assert kept_in(store) == ["1", "2"]
