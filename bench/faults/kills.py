"""SIGKILL at random instants, life after life on one database, while everybody writes."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from bench.faults.crowd import Crowd
from bench.faults.finding import Finding, broken
from bench.faults.world import World

EACH = 2
"""New people on each platform, in each life."""
LONGEST = 1.0
"""Seconds that a life lasts at most, once it listens."""
WHILE_STARTING = 0.2
"""Share of the lives that end before they listen."""


async def kill(
    folder: Path, seed: int, lives: int, tell: Callable[[int], object] = lambda _: None
) -> Finding:
    """The last life is not killed: it has to put everything right."""
    began, chance = perf_counter(), random.Random(seed)
    async with World(folder, Crowd(chance)) as world:
        starting = await _first(world)
        unheard = 0
        for life in range(1, lives):
            world.choose(chance.choice(["polling", "webhook"]))
            unheard += await _live(world, chance, starting)
            tell(life)
        await world.start()
        is_settled = await world.settle()
        tally = world.crowd.tally(await world.shown(), world.rows())
        await asyncio.to_thread(world.program.stop)
    counts = {
        "kills": lives,
        "of them while starting": unheard,
        "acknowledged": tally.acknowledged,
        "lost": tally.lost,
        "answered twice": tally.twice,
        "chats out of order": tally.disordered,
        "maybe sent, recorded": tally.maybe_sent,
    }
    promises = broken(
        all_is_done=is_settled,
        nothing_is_lost=tally.lost == 0,
        nobody_is_answered_twice=tally.twice == 0,
        order_is_kept=tally.disordered == 0,
    )
    return Finding("kills", perf_counter() - began, counts, promises, tally.tales)


async def _first(world: World) -> float:
    """A life of which we know how long it takes to begin."""
    began = perf_counter()
    world.come(EACH, within=LONGEST)
    await asyncio.to_thread(world.program.start)
    starting = perf_counter() - began
    await world.meet_zalo()
    await asyncio.sleep(LONGEST)
    world.program.kill()
    return starting


async def _live(world: World, chance: random.Random, starting: float) -> bool:
    """One life; whether it ended before it listened."""
    is_early = chance.random() < WHILE_STARTING
    world.program.launch()
    world.come(EACH, within=starting + LONGEST)
    if is_early:
        await asyncio.sleep(chance.uniform(0, starting))
    else:
        await asyncio.to_thread(world.program.listens)
        await world.register()
        await asyncio.sleep(chance.uniform(0, LONGEST))
    world.program.kill()
    return is_early
