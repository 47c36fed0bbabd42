"""A database that takes nothing for a while: somebody else holds it, or the disk is full."""

from __future__ import annotations

import asyncio
import random
import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from time import perf_counter

from bench.faults.crowd import Chat, Crowd
from bench.faults.finding import Finding, broken
from bench.faults.posts import Answer, insist
from bench.faults.world import CHANNELS, World

UNAVAILABLE = 503
EACH = 2
"""People on each platform, while nothing can be written."""
SOON = 30.0
"""Seconds without any progress after which nobody is waited for, once it can be written again."""

Trouble = Callable[[World], AbstractContextManager[object]]


@contextmanager
def locked(world: World) -> Iterator[None]:
    """Another program holds the database."""
    with closing(sqlite3.connect(world.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def full(world: World) -> Iterator[None]:
    """Not a byte more goes into any file of the program: database, write-ahead log, log."""
    process = world.program.process
    if process is None:
        raise ValueError("the program does not run")
    before = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (0, before[1]))
    yield
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, before)


async def refuse(folder: Path, seed: int, fault: str, trouble: Trouble, seconds: float) -> Finding:
    """Everybody writes meanwhile, and what was being answered goes on."""
    began = perf_counter()
    async with World(folder, Crowd(random.Random(seed))) as world:
        await world.start()
        world.come(EACH, within=0.5)  # some of them are just being answered when it begins
        await asyncio.sleep(0.3)
        with trouble(world):
            posting = [
                (chat, asyncio.create_task(insist(world, chat, sayings)))
                for chat, sayings in world.join(EACH)
            ]
            await asyncio.sleep(seconds)
        over = perf_counter()
        heard = [(chat, await task) for chat, task in posting]
        is_settled = await world.settle(SOON)
        late = perf_counter() - over
        tally = world.crowd.tally(await world.shown(), world.rows())
        code = await asyncio.to_thread(world.program.stop)
    refused = {channel: _refused(heard, channel) for channel in CHANNELS}
    answers = [one for _, several in heard for one in several]
    strange = [one for one in answers if one.status not in {200, 202, UNAVAILABLE}]
    mute = sum(one.status == UNAVAILABLE and not one.retry_after for one in answers)
    counts = {
        **{f"times 503 on {channel}": count for channel, count in refused.items()},
        "without Retry-After": mute,
        "other refusals": len(strange),
        "acknowledged": tally.acknowledged,
        "lost": tally.lost,
        "answered twice": tally.twice,
        "seconds until all was delivered": late,
    }
    promises = broken(
        all_platforms_are_told_503=all(refused.values()),
        with_Retry_After=mute == 0,
        and_nothing_else=not strange,
        all_is_delivered_later=is_settled and tally.lost == 0,
        nobody_is_answered_twice=tally.twice == 0,
        it_lives_on=code == 0,
    )
    return Finding(fault, perf_counter() - began, counts, promises, tally.tales)


def _refused(heard: list[tuple[Chat, list[Answer]]], channel: str) -> int:
    return sum(
        answer.status == UNAVAILABLE
        for chat, answers in heard
        for answer in answers
        if chat.channel == channel
    )
