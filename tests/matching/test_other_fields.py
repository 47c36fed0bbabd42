"""Guards of the matcher alone: five phrasings of each entry, in fields nothing was written for.

The bounds lie a little below what `python -m bench.matching` reports; they fail when a change helps
the shipped knowledge at the cost of every other one.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from bench.data import few, read_fields
from bench.measures import answered_right, ask
from bench.noise import clean, mixed, plain, telex, typos
from bot.matching import Matcher

FEW = 5
FIELDS = tuple(read_fields(seed=1).values())


@pytest.fixture(scope="module")
def asked() -> list[tuple[Matcher, str, str]]:
    """A matcher for each field, a question left out of it, and the entry that it means."""
    found = []
    for data in FIELDS:
        kept, left = few(data.phrasings, FEW, seed=1)
        matcher = Matcher(kept)
        found += [(matcher, question, entry) for question, entry in left[::3]]
    return found


@pytest.mark.parametrize(
    ("noise", "least"), [(clean, 49), (plain, 47), (telex, 48), (typos, 43), (mixed, 43)]
)
def test_questions_find_their_entry(
    asked: list[tuple[Matcher, str, str]],
    noise: Callable[[str, random.Random], str],
    least: float,
) -> None:
    """However they are typed; one in forty would be chance."""
    chance = random.Random(2)  # noqa: S311  # the same slips in every run
    right = [matcher.rank(noise(text, chance), 1)[0][0] == entry for matcher, text, entry in asked]
    assert 100 * sum(right) / len(right) >= least


def test_what_another_field_is_asked_scores_below_what_is_answered(
    asked: list[tuple[Matcher, str, str]],
) -> None:
    """Where one foreign question in twenty gets an answer, a quarter of the others still gets its
    own.
    """
    ours = [one for matcher, text, entry in asked for one in ask(matcher, [(text, entry)])]
    matchers = dict.fromkeys(matcher for matcher, _, _ in asked)
    strange = [
        one
        for matcher, data in zip(matchers, FIELDS, strict=True)
        for one in ask(matcher, [(text, None) for text in data.foreign[:100]])
    ]
    assert answered_right(ours, strange) >= 25


def test_a_score_is_the_chance_of_being_right(asked: list[tuple[Matcher, str, str]]) -> None:
    """Of the answers within a fifth of the scores, about the mean score is right."""
    ranked = [(*matcher.rank(text, 1)[0], entry) for matcher, text, entry in asked]
    for low in (0.2, 0.4, 0.6):
        here = [(score, best == entry) for best, score, entry in ranked if low <= score < low + 0.2]
        mean = sum(score for score, _ in here) / len(here)
        right = sum(is_right for _, is_right in here) / len(here)
        assert len(here) > 100
        assert mean - 0.1 <= right <= mean + 0.2


def test_no_score_falls_where_rivals_begin_to_be_told_apart() -> None:
    """With a little more than five phrasings on average they are; nothing jumps."""
    kept, left = few(read_fields(seed=1)["bank"].phrasings, FEW, seed=1)
    entry = left[0][1]
    before, after = Matcher(kept), Matcher({**kept, entry: [*kept[entry], left[0][0]]})
    assert before.learned.rivals is None
    assert after.learned.rivals is not None
    moved = [after.rank(text, 1)[0][1] - before.rank(text, 1)[0][1] for text, _ in left[1:]]
    assert abs(sum(moved) / len(moved)) < 0.01
