from __future__ import annotations

import random
from typing import TYPE_CHECKING

from bot.matching import Matcher
from bot.matching.balance import USUAL, Balance

if TYPE_CHECKING:
    import pytest

ENTRIES = [f"e{number}" for number in range(12)]
CHANCE = random.Random(4)  # noqa: S311  # the same sentences in every run


def sentence(telling: list[str], count: int, others: list[str], rest: int) -> str:
    words = [*CHANCE.sample(telling, count), *CHANCE.sample(others, rest)]
    CHANCE.shuffle(words)
    return " ".join(words)


def balance(phrasings: dict[str, list[str]]) -> Balance:
    return Matcher(phrasings).learned.balance


def test_without_examples_the_usual_balance_is_kept() -> None:
    """One phrasing each, or a single entry, or nothing."""
    assert balance({"fair": ["hội chợ"], "machine": ["mua máy"]}) == USUAL
    assert balance({"fair": ["hội chợ", "triển lãm hội chợ"]}) == USUAL
    assert balance({}) == USUAL


def test_few_phrasings_change_it_little() -> None:
    """Two numbers are not learned from four sentences."""
    learned = balance({"fair": ["hội chợ", "đi hội chợ"], "machine": ["mua máy", "mua máy mới"]})
    assert 0.5 < learned.language / USUAL.language < 2
    assert 0.5 < learned.direction / USUAL.direction < 2


def test_where_one_rare_word_tells_the_language_counts_more_than_among_stories() -> None:
    """Keywords: each way of asking has a word that only its entry uses.  Stories: each entry has
    six words it uses more often, among many that all use.
    """
    common = [f"chung{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    keywords, stories = {}, {}
    for entry in ENTRIES:
        own = [f"{entry}rieng{number}" for number in range(6)]
        keywords[entry] = [sentence(own[:1], 1, common, 3) for _ in range(8)]
        stories[entry] = [sentence(own, 2, common, 12) for _ in range(8)]
    told, asked = balance(keywords), balance(stories)
    assert told.language / told.direction > asked.language / asked.direction


def test_the_same_phrasings_teach_the_same() -> None:
    """To the last digit."""
    phrasings = {entry: [f"{entry} {word}" for word in ("một", "hai", "ba")] for entry in ENTRIES}
    assert balance(phrasings) == balance(phrasings)


def test_a_phrasing_more_changes_it_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many phrasings some are asked, and nearly the same ones after an edit."""
    monkeypatch.setattr("bot.matching.balance._ASKED", 40)
    common = [f"chung{number}" for number in range(20)]
    phrasings = {}
    for entry in ENTRIES:
        own = [f"{entry}rieng{number}" for number in range(4)]
        phrasings[entry] = [sentence(own, 1, common, 4) for _ in range(9)]
    before = balance(phrasings)
    phrasings["e0"] = ["một câu nữa", *phrasings["e0"]]
    after = balance(phrasings)
    assert 0.8 < after.language / before.language < 1.25
    assert 0.8 < after.direction / before.direction < 1.25
