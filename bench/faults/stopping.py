"""SIGTERM under load: out in time, and what was being done is done, or told."""

from __future__ import annotations

import asyncio
import random
from contextlib import nullcontext
from pathlib import Path
from time import perf_counter

from bench.faults.crowd import Crowd
from bench.faults.finding import Finding, broken
from bench.faults.stores import locked
from bench.faults.world import World
from bot.rehearsal.fakes.telegram import Trouble

LIMIT = 5.0
"""Seconds."""
EACH = 4
"""New people on each platform, in each life."""
HANGING = 3
"""Sendings that Telegram never answers, where it hangs."""
TROUBLES = ("hangs, locked", "hangs", "")
"""What else goes wrong meanwhile: in each life the next."""


async def stop(folder: Path, seed: int, lives: int) -> Finding:
    """Each life is told to stop at a random instant."""
    began, chance = perf_counter(), random.Random(seed)
    async with World(folder, Crowd(chance)) as world:
        ends = [await _live(world, chance, TROUBLES[life % 3]) for life in range(lives)]
        world.telegram.troubles.clear()
        await world.start()
        is_settled = await world.settle()
        tally = world.crowd.tally(await world.shown(), world.rows())
        await asyncio.to_thread(world.program.stop)
    slowest = max(seconds for seconds, _ in ends)
    counts = {
        "stops": lives,
        "seconds the slowest took": slowest,
        "bad exit codes": sum(code != 0 for _, code in ends),
        "acknowledged": tally.acknowledged,
        "lost": tally.lost,
        "answered twice": tally.twice,
        "maybe sent, recorded": tally.maybe_sent,
    }
    promises = broken(
        out_in_5_seconds=slowest <= LIMIT,
        with_exit_code_0=all(code == 0 for _, code in ends),
        all_is_done=is_settled,
        nothing_is_lost=tally.lost == 0,
        nobody_is_answered_twice=tally.twice == 0,
    )
    return Finding("stops", perf_counter() - began, counts, promises, tally.tales)


async def _live(world: World, chance: random.Random, trouble: str) -> tuple[float, int]:
    """How long it took to stop, and the exit code."""
    await world.start()
    if "hangs" in trouble:
        world.telegram.troubles.append(Trouble("hang", times=HANGING))
    world.come(EACH, within=1.0)
    await asyncio.sleep(chance.uniform(0.2, 1.0))
    with locked(world) if "locked" in trouble else nullcontext():
        began = perf_counter()
        code = await asyncio.to_thread(world.program.stop)
        return perf_counter() - began, code
