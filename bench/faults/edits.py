"""Knowledge that is saved in halves, again and again, while people ask."""

from __future__ import annotations

import asyncio
import random
import shutil
from pathlib import Path
from time import perf_counter

from bench.faults.crowd import Crowd
from bench.faults.finding import Finding, broken
from bench.faults.world import World
from tests.stories.program import TOP

SMALL = TOP / "tests" / "dialogue" / "small"
FILE = "mau.yaml"
QUESTION, ANSWER = "đi hội chợ", "{} hội chợ"
NUMBERS = ("hai", "ba", "bốn", "năm", "sáu")
BETWEEN_QUESTIONS = 0.05
SOON = 2.0
"""Seconds within which an edit that is whole is served."""


async def edit(folder: Path, seed: int, edits: int) -> Finding:
    """Each edit is cut off in the middle of its first words, left so for a while, and completed."""
    began, chance = perf_counter(), random.Random(seed)
    knowledge = folder / "knowledge"
    shutil.copytree(SMALL, knowledge)
    file = knowledge / FILE
    whole = file.read_text("utf-8")
    async with World(folder, Crowd(chance)) as world:
        world.program.environment["KHUYENCONG_KNOWLEDGE__DIR"] = str(knowledge)
        await world.start()
        asking = asyncio.create_task(_ask(world))
        waits = []
        for number in range(edits):
            text = whole.replace("hai hội chợ", f"{NUMBERS[(number + 1) % 5]} hội chợ")
            file.write_text(text[: text.index("title:") + chance.randint(1, 4)], "utf-8")
            await asyncio.sleep(chance.uniform(0.0, 0.6))
            file.write_text(text, "utf-8")
            waits.append(await _served(world, NUMBERS[(number + 1) % 5]))
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        is_settled = await world.settle()
        answers = [one.text for one in world.telegram.sent]
        code = await asyncio.to_thread(world.program.stop)
    wrong = [one for one in answers if not any(_says(one, number) for number in NUMBERS)]
    counts = {
        "edits, half-written first": edits,
        "seconds until the slowest was served": max(waits),
        "answers meanwhile": len(answers),
        "without the last good knowledge": len(wrong),
    }
    promises = broken(
        the_last_good_knowledge_is_served=not wrong,
        an_edit_is_served_in_2_seconds=max(waits) <= SOON,
        everybody_is_answered=is_settled,
        it_lives_on=code == 0,
    )
    return Finding("edits", perf_counter() - began, counts, promises)


async def _ask(world: World) -> None:
    """Each question comes from somebody new."""
    chat = 1000
    while True:
        chat += 1
        world.telegram.say(chat, QUESTION)
        await asyncio.sleep(BETWEEN_QUESTIONS)


async def _served(world: World, number: str) -> float:
    """Seconds until somebody reads it."""
    began = perf_counter()
    known = len(world.telegram.sent)
    await world.telegram.until(
        lambda: any(_says(one.text, number) for one in world.telegram.sent[known:])
    )
    return perf_counter() - began


def _says(text: str, number: str) -> bool:
    return ANSWER.format(number) in text
