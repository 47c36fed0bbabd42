"""Sixty-five digests in the morning, and a chat that Telegram wants nothing sent to for a while."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from itertools import pairwise
from pathlib import Path
from time import monotonic, perf_counter

from bench.faults.crowd import Crowd
from bench.faults.finding import Finding, broken
from bench.faults.world import World
from bot.rehearsal.fakes.telegram import Trouble
from bot.storage.database import open_store
from tests.fakes import wants_a_call

COUNT = 65
FIRST = 5000
SLOW = FIRST + 30
IN_A_SECOND = 31
"""Telegram lets thirty pass, and the way is not always equally long."""


def lead_for_each(folder: Path, count: int) -> None:
    """So many collaborators on Telegram, and a new lead for each."""
    people = "".join(
        f"  - id: ctv-{number:02}\n    name: Người {number}\n"
        f"    address: telegram:{FIRST + number}\n"
        + ("    on_duty: true\n" if number == 0 else "    areas: [xã Phú Lý]\n")
        for number in range(count)
    )
    (folder / "collaborators.yaml").write_text(f"collaborators:\n{people}", "utf-8")
    store = open_store(f"sqlite:///{folder}/data/khuyencong.db")
    with store.transaction() as kept:
        for number in range(count):
            kept.leads.add(wants_a_call(), f"ctv-{number:02}")
    store.close()


async def digest(folder: Path, seed: int, wait: int) -> Finding:
    """However busy the machine is: nobody waits for the one, and the one waits for its time, so
    many seconds.
    """
    began = perf_counter()
    lead_for_each(folder, COUNT)
    async with World(folder, Crowd(random.Random(seed))) as world:
        trouble = Trouble("429", chat=SLOW, retry_after=wait)
        world.telegram.troubles.append(trouble)
        await world.start()
        await asyncio.to_thread(world.program.khuyencong, "digest")
        await world.telegram.until(lambda: trouble.times == 0)
        refused = monotonic()
        await world.telegram.until(lambda: len(world.telegram.sent) == COUNT, wait + 20)
        await world.settle(10)
        sent = list(world.telegram.sent)
        code = await asyncio.to_thread(world.program.stop)
    others = [one.at for one in sent if one.chat != SLOW]
    waited = min((one.at for one in sent if one.chat == SLOW), default=refused) - refused
    longest = max(later - earlier for earlier, later in pairwise(others))
    crowded = max(sum(at <= other < at + 1 for other in others) for at in others)
    counts = {
        "digests": len(sent),
        "seconds for the other 64": others[-1] - others[0],
        "seconds of their longest pause": longest,
        "most in a second": crowded,
        "seconds the 65th waited": waited,
    }
    promises = broken(
        each_arrives_once=set(Counter(one.chat for one in sent).values()) == {1},
        all_arrive=len(sent) == COUNT,
        nobody_waits_for_the_slow_one=longest < wait / 2,
        it_waits_for_its_time=waited > wait - 0.5,
        Telegram_is_not_flooded=crowded <= IN_A_SECOND,
        it_lives_on=code == 0,
    )
    return Finding("digests", perf_counter() - began, counts, promises)
