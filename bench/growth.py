"""How time and memory grow with the number of phrasings, on made-up knowledge."""

from __future__ import annotations

import random
import time
import tracemalloc
from collections.abc import Callable
from typing import NamedTuple

from bench.baselines import Phrasings
from bench.measures import ask, percentile
from bot.matching import Matcher
from bot.matching.thresholds import Ranker

PER_ENTRY = 10
QUESTIONS = 200
SYLLABLES = [
    onset + rime
    for onset in ("b", "c", "ch", "d", "đ", "g", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "s",
                  "t", "th", "tr", "v", "x")
    for rime in ("a", "ai", "an", "ang", "ao", "ô", "ôi", "ông", "ơ", "ơi", "u", "ưng", "ươi")
]  # fmt: skip


class Grown(NamedTuple):
    """One point of the curve."""

    phrasings: int
    build: float
    """Seconds."""
    p50: float
    """Milliseconds."""
    p99: float
    scan_p50: float
    """Of the ranker that looks at every phrasing."""
    megabytes: float
    """Held by the matcher; measured in a second build, which tracing makes slower."""


def invent(count: int, seed: int) -> tuple[dict[str, list[str]], list[tuple[str, str | None]]]:
    """So many phrasings, ten an entry: some words of the entry's own among common ones."""
    chance = random.Random(seed)
    phrasings: dict[str, list[str]] = {}
    asked: list[tuple[str, str | None]] = []
    for number in range(count // PER_ENTRY):
        own = [f"{chance.choice(SYLLABLES)} {chance.choice(SYLLABLES)}" for _ in range(6)]
        texts = [_sentence(own, chance) for _ in range(PER_ENTRY + 1)]
        phrasings[f"e{number}"] = texts[1:]
        asked.append((texts[0], f"e{number}"))
    return phrasings, chance.sample(asked, min(QUESTIONS, len(asked)))


def _sentence(own: list[str], chance: random.Random) -> str:
    common = [chance.choice(SYLLABLES[:40]) for _ in range(chance.randrange(2, 6))]
    words = [*chance.sample(own, 3), *common]
    chance.shuffle(words)
    return " ".join(words)


def grow(count: int, scan: Callable[[Phrasings], Ranker] | None, seed: int) -> Grown:
    """Build and ask a knowledge of this many phrasings."""
    phrasings, asked = invent(count, seed)
    start = time.perf_counter()
    matcher = Matcher(phrasings)
    built = time.perf_counter() - start
    outcomes = ask(matcher, asked)
    scanned = ask(scan(phrasings), asked[:20]) if scan else []
    return Grown(
        count,
        built,
        percentile(outcomes, 50),
        percentile(outcomes, 99),
        percentile(scanned, 50) if scanned else 0.0,
        _megabytes(phrasings),
    )


def _megabytes(phrasings: dict[str, list[str]]) -> float:
    tracemalloc.start()
    matcher = Matcher(phrasings)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del matcher
    return held / 1e6
