"""What each step is worth: what does nothing in its place."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager
from unittest.mock import patch

from bot.dialogue.conversation import Match
from bot.dialogue.nearest import CANDIDATES
from bot.dialogue.situation import Situation
from bot.matching.balance import USUAL, Balance
from bot.matching.thresholds import DEFAULT
from bot.text.phrases import Words


def _leave(words: Words, _known: object = None) -> Words:
    return words


def _believe(language: float, direction: float) -> object:
    return lambda *_phrasings: Balance(language, direction)


def _with_place(situation: Situation) -> tuple[Match, ...]:
    return situation.understanding.rank(situation.text, CANDIDATES)


def _silent(_self: object, words: Words, *_rest: object) -> Words:
    return words


Patch = tuple[str, object]

PATCHES: Mapping[str, Patch] = {
    "raw keystrokes": ("bot.matching.reader.read_telex", _leave),
    "joined words": ("bot.matching.reader.split_joined", _leave),
    "slips and sounds": ("bot.matching.reader.mend", _leave),
    "short forms": ("bot.text.lexicon.Lexicon.expand", _silent),
    "synonyms": ("bot.text.lexicon.Lexicon.unify", _silent),
    "courtesy": ("bot.text.lexicon.Lexicon.drop_filler", _silent),
    "typed accents": ("bot.matching.features._accented", lambda _word: ()),
    "likely accents": ("bot.matching.accents.Accents.restore", _silent),
    "pairs of words": ("bot.matching.features.pairwise", lambda _words: ()),
    "language model": ("bot.matching.learned.learn_balance", _believe(0.0, 25.0)),
    "direction": ("bot.matching.learned.learn_balance", _believe(10.0, 0.0)),
    "learned balance": ("bot.matching.learned.learn_balance", _believe(*USUAL)),
    "telling features": ("bot.matching.model._TELLING", 0.0),
}
OF_MANY: Mapping[str, Patch] = {
    "rivals told apart": ("bot.matching.learned.trust", lambda *_sizes: 0.0),
    "whose business it is": ("bot.matching.learned._ENOUGH_OTHERS", sys.maxsize),
    "derived thresholds": ("bot.dialogue.understanding.derive", lambda *_learned: DEFAULT),
}
"""What works where there are many phrasings, and questions that are not ours."""
OF_TALK: Mapping[str, Patch] = {
    "topic and aspect": ("bot.dialogue.meaning._pair_of", lambda _asked: None),
    "the topic talked of": ("bot.dialogue.nearest._talked_of", lambda _situation: None),
    "places left out": ("bot.dialogue.nearest._with_and_without_place", _with_place),
    "two questions": ("bot.dialogue.two_questions.questions_in", lambda *_text: ()),
    "a check that begins by itself": ("bot.dialogue.handlers.opens_check", lambda _said: False),
}
"""What the dialogue does with what was ranked."""


def patched(one: Patch) -> AbstractContextManager[object]:
    """Inside the block the name of the code stands for something else."""
    name, instead = one
    return patch(name, instead)


OURS = frozenset({"synonyms", "courtesy"})
"""What needs a knowledge with words of its own."""
GENERAL = tuple(step for step in PATCHES if step not in OURS)
STEPS = (*PATCHES, "topics and aspects", "the knowledge's words")
