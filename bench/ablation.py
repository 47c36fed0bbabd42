"""What each step is worth: the matcher without it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from unittest.mock import patch

from bench.data import Data
from bot.matching.balance import USUAL, Balance
from bot.text.lexicon import Lexicon
from bot.text.phrases import Words


def _leave(words: Words, _known: object = None) -> Words:
    return words


def _believe(language: float, direction: float) -> object:
    return lambda *_phrasings: Balance(language, direction)


def _silent(_self: object, words: Words, *_rest: object) -> Words:
    return words


PATCHES: Mapping[str, tuple[str, object]] = {
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


@contextmanager
def without(step: str, data: Data) -> Iterator[Data]:
    """The data, to be built and asked inside the block, where the step does nothing."""
    if step == "topics and aspects":
        yield data._replace(topics={}, aspects={})
    elif step == "the knowledge's words":
        yield data._replace(lexicon=Lexicon())
    else:
        name, instead = PATCHES[step]
        with patch(name, instead):
            yield data


OURS = frozenset({"synonyms", "courtesy"})
"""What needs a knowledge with words of its own."""
GENERAL = tuple(step for step in PATCHES if step not in OURS)
STEPS = (*PATCHES, "topics and aspects", "the knowledge's words")
