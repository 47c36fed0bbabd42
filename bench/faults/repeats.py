"""Every Update three times: twice at the same moment, once later, among those of other people."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit

from bench.faults.crowd import EACH, Chat, Crowd
from bench.faults.finding import Finding, broken
from bench.faults.posts import TAKEN, Post, post_of
from bench.faults.within import served
from bench.faults.world import CHANNELS, World
from bench.load import Wire

LANES = 8
"""Connections; each person's messages come over one, or their order would mean nothing."""
WINDOW = 60
"""Posts within which the last of the three comes."""
AT_A_TIME = 600
"""People, so that what is made for them does not fill the memory."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One post, and how often at the same moment."""

    post: Post
    times: int


async def repeat(folder: Path, seed: int, deliveries: int) -> Finding:
    """So many Updates, rounded to whole crowds of people."""
    began, chance = perf_counter(), random.Random(seed)
    people = max(1, round(deliveries / EACH / len(CHANNELS)))
    refused = posts = 0
    async with World(folder, Crowd(chance)) as world, served(world):
        for first in range(0, people, AT_A_TIME):
            lanes = _lanes(world, chance, min(AT_A_TIME, people - first))
            statuses = [one for lane in await _post(world, lanes) for one in lane]
            posts += len(statuses)
            refused += sum(status not in TAKEN for status in statuses)
        is_settled = await world.settle()
        tally = world.crowd.tally(await world.shown(), world.rows())
    counts = {
        "updates": tally.acknowledged,
        "posts": posts,
        "refused": refused,
        "lost": tally.lost,
        "second answers": tally.twice,
        "chats out of order": tally.disordered,
    }
    promises = broken(
        all_is_done=is_settled,
        all_are_taken=refused == 0,
        nothing_is_lost=tally.lost == 0,
        nobody_is_answered_twice=tally.twice == 0,
        order_is_kept=tally.disordered == 0,
    )
    return Finding("repeats", perf_counter() - began, counts, promises, tally.tales)


def _lanes(world: World, chance: random.Random, people: int) -> list[list[Deed]]:
    """People mixed up, the messages of each in order, and each message twice in the line."""
    lanes: list[list[tuple[Chat, list[str]]]] = [[] for _ in range(LANES)]
    for chat, sayings in world.join(people):
        lanes[chance.randrange(LANES)].append((chat, sayings))
    return [_line(world, chance, lane) for lane in lanes]


def _line(
    world: World, chance: random.Random, people: Sequence[tuple[Chat, list[str]]]
) -> list[Deed]:
    turns = [place for place, (_, sayings) in enumerate(people) for _ in sayings]
    chance.shuffle(turns)
    number = [0] * len(people)
    line: list[tuple[float, Deed]] = []
    for moment, place in enumerate(turns):
        chat, sayings = people[place]
        post = post_of(world, chat, number[place], sayings[number[place]])
        number[place] += 1
        later = moment + chance.uniform(0, WINDOW)
        line += [(moment, Deed(post, 2)), (later, Deed(post, 1))]
    return [deed for _, deed in sorted(line, key=lambda one: one[0])]


async def _post(world: World, lanes: Sequence[Sequence[Deed]]) -> list[list[int]]:
    return await asyncio.gather(*(_walk(world, lane) for lane in lanes))


async def _walk(world: World, lane: Sequence[Deed]) -> list[int]:
    """Over two connections, so that two posts can come at the same moment."""
    place = urlsplit(world.url)
    host, port = place.hostname or "", place.port or 80
    statuses: list[int] = []
    async with Wire(host, port) as one, Wire(host, port) as other:
        for deed in lane:
            request = deed.post.request(place.netloc)
            wires = (one, other)[: deed.times]
            statuses += await asyncio.gather(*(wire.ask(request) for wire in wires))
    return statuses
