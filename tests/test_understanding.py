"""Guards of understanding: the shipped knowledge, asked what was written before anybody saw it.

The bounds lie a little below what `python -m bench.questions` reports.  They are no aim; they fail
when a change makes the bot understand less, answer more rashly, or hide behind refusals.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from bench.questions import HERE, read, tally
from bot.dialogue.understanding import Understanding
from bot.matching import Thresholds
from tests.shipped import understand_shipped

QUESTIONS = read(HERE / "development.tsv")


@pytest.fixture(scope="module")
def shipped() -> Understanding:
    return understand_shipped()


Met = dict[str, Counter[str]]


def share(met: Met, scope: str, *outcomes: str) -> float:
    """Percent of the questions of a scope that had one of these outcomes."""
    return 100 * sum(met[scope][outcome] for outcome in outcomes) / met[scope].total()


def is_good(met: Met) -> bool:
    """Much is answered, little of it wrongly, and next to nothing that is foreign."""
    return (
        share(met, "in", "right") >= 72
        and share(met, "in", "wrong") <= 5
        and share(met, "near", "false answer") <= 3
        and share(met, "out", "false answer") <= 2
    )


def with_thresholds(understanding: Understanding, threshold: float, floor: float) -> Understanding:
    """The same understanding, deciding otherwise."""
    matcher = understanding.matcher.with_thresholds(Thresholds(threshold, floor, 0.0))
    return replace(understanding, matcher=matcher)


def test_fresh_questions_are_understood(shipped: Understanding) -> None:
    """As typed; and without any accent nearly as well."""
    typed, bare = (tally(shipped, QUESTIONS, plain=plain) for plain in (False, True))
    assert is_good(typed), typed
    assert share(bare, "in", "right") >= share(typed, "in", "right") - 2


@pytest.mark.parametrize(("threshold", "floor"), [(0.0, 0.0), (1.0, 1.0), (1.0, 0.0)])
def test_neither_rashness_nor_silence_passes(
    shipped: Understanding, threshold: float, floor: float
) -> None:
    """Whoever always answers, never answers, or always asks back, fails the guard."""
    assert not is_good(tally(with_thresholds(shipped, threshold, floor), QUESTIONS, plain=False))
