"""Numbers that say how good a ranker is."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from typing import NamedTuple

from bench.data import Asked
from bench.noise import NOISES
from bot.matching.thresholds import Ranker

FALSE_SHARE = 0.05
BINS = 10


class Outcome(NamedTuple):
    """What became of one question."""

    score: float
    is_right: bool
    milliseconds: float


def ask(ranker: Ranker, asked: Sequence[tuple[str, str | None]]) -> list[Outcome]:
    """Each question; right if its entry comes first."""
    outcomes = []
    for question, entry in asked:
        start = time.perf_counter()
        ranked = ranker.rank(question, top=5)
        spent = 1000 * (time.perf_counter() - start)
        best, score = ranked[0] if ranked else (None, 0.0)
        outcomes.append(Outcome(score, best is not None and best == entry, spent))
    return outcomes


def spoil(asked: Sequence[Asked], noise: str, seed: int) -> list[Asked]:
    """The questions, each spoiled."""
    chance = random.Random(f"{seed} {noise}")
    return [(NOISES[noise](text, chance), entry) for text, entry in asked]


def accuracy(outcomes: Sequence[Outcome]) -> float:
    """Percent right."""
    return 100 * sum(one.is_right for one in outcomes) / max(len(outcomes), 1)


def answered_right(outcomes: Sequence[Outcome], foreign: Sequence[Outcome]) -> float:
    """Percent answered rightly when the threshold lets 5 % of the foreign questions through."""
    falling = sorted((one.score for one in foreign), reverse=True)
    threshold = falling[int(FALSE_SHARE * len(falling))]
    right = sum(one.is_right and one.score > threshold for one in outcomes)
    return 100 * right / max(len(outcomes), 1)


def auroc(high: Sequence[Outcome], low: Sequence[Outcome]) -> float:
    """Percent: the chance that one of `high` scores above one of `low`."""
    ranked = sorted([(one.score, 1) for one in high] + [(one.score, 0) for one in low])
    wins = below = 0.0
    start = 0
    while start < len(ranked):
        end = start
        while end < len(ranked) and ranked[end][0] == ranked[start][0]:
            end += 1
        ups = sum(kind for _, kind in ranked[start:end])
        downs = end - start - ups
        wins += ups * (below + downs / 2)
        below += downs
        start = end
    return 100 * wins / max(len(high) * len(low), 1)


def reliability(outcomes: Sequence[Outcome]) -> list[tuple[float, float, int]]:
    """For each tenth of the scores: the mean score, the share that is right, and how many."""
    rows = []
    for place in range(BINS):
        here = [one for one in outcomes if place <= min(one.score * BINS, BINS - 0.001) < place + 1]
        if here:
            mean = sum(one.score for one in here) / len(here)
            rows.append((mean, sum(one.is_right for one in here) / len(here), len(here)))
    return rows


def percentile(outcomes: Sequence[Outcome], percent: int) -> float:
    """Milliseconds below which this percentage of the questions was ranked."""
    spent = sorted(one.milliseconds for one in outcomes)
    return spent[min(len(spent) - 1, len(spent) * percent // 100)]
