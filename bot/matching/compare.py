"""A question beside one phrasing, word by word: slips, accents, and which words count."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.text.fold import is_plain, key
from bot.text.syllable import split_tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.matching.vocabulary import Vocabulary
    from bot.text.phrases import Words

_OTHER_ACCENTS = 0.6
"""`máy` is not `may`: same letters, other word."""
_UNKNOWN_ACCENTS = 0.95
"""The phrasing was typed without accents and may mean either."""
_OTHER_TONE = 0.85
"""`hổ trợ` is how many people spell `hỗ trợ`."""


class Written(NamedTuple):
    """A text ready to be compared."""

    words: Words
    keys: Words
    weights: tuple[float, ...]
    """How telling each word is."""
    total: float
    neighbors: tuple[Mapping[str, float], ...] = ()
    """Of a question: for each word the known words that it may be a slip of, and how near."""


def write(words: Words, vocabulary: Vocabulary, *, is_question: bool = False) -> Written:
    """Prepare the words of a question or phrasing."""
    keys = tuple(map(key, words))
    weights = tuple(map(vocabulary.weight, keys))
    neighbors = tuple(map(vocabulary.neighbors, keys)) if is_question else ()
    return Written(words, keys, weights, sum(weights), neighbors)


def accents_agree(said: str, meant: str) -> float:
    """1 for the same word or one typed without accents, less for other accents."""
    if said == meant or is_plain(said):
        return 1.0
    if is_plain(meant):
        return _UNKNOWN_ACCENTS
    return _OTHER_TONE if split_tone(said)[0] == split_tone(meant)[0] else _OTHER_ACCENTS


def likeness(question: Written, phrasing: Written) -> float:
    """Share of the telling words that both have, 0..1; the order of words does not matter."""
    places = {spelled: place for place, spelled in enumerate(phrasing.keys)}
    left = places.keys() - set(question.keys)
    shared = 0.0
    for place, spelled in enumerate(question.keys):
        there = places.get(spelled)
        if there is not None:
            likewise = accents_agree(question.words[place], phrasing.words[there])
        else:
            near = question.neighbors[place]
            likewise = max((near[other] for other in near.keys() & left), default=0.0)
        shared += question.weights[place] * likewise
    return min(1.0, 2 * shared / max(question.total + phrasing.total, 1e-9))
