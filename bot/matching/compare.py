"""A question beside one phrasing, word by word: slips, accents, and which words count."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.fuzz import ratio

from bot.text.fold import is_plain, key
from bot.text.syllable import split_tone

if TYPE_CHECKING:
    from bot.matching.vocabulary import Vocabulary
    from bot.text.phrases import Words

_OTHER_ACCENTS = 0.6
"""`máy` is not `may`: same letters, other word."""
_UNKNOWN_ACCENTS = 0.95
"""The phrasing was typed without accents and may mean either."""
_OTHER_TONE = 0.85
"""`hổ trợ` is how many people spell `hỗ trợ`."""
_SAME_SOUND = 0.8
_NEAR = 75
"""Percent of letters that two words share at least to be slips of each other."""
_SLIP = 0.9


class Written(NamedTuple):
    """A text ready to be compared."""

    words: Words
    keys: Words
    sounds: Words
    weights: tuple[float, ...]
    """How telling each word is."""
    total: float


def write(words: Words, vocabulary: Vocabulary) -> Written:
    """Prepare the words of a question or phrasing."""
    keys = tuple(map(key, words))
    weights = tuple(map(vocabulary.weight, keys))
    return Written(words, keys, tuple(map(vocabulary.sound, keys)), weights, sum(weights))


def accents_agree(said: str, meant: str) -> float:
    """1 for the same word or one typed without accents, less for other accents."""
    if said == meant or is_plain(said):
        return 1.0
    if is_plain(meant):
        return _UNKNOWN_ACCENTS
    return _OTHER_TONE if split_tone(said)[0] == split_tone(meant)[0] else _OTHER_ACCENTS


def _near(spelled: str, heard: str, left: AbstractSet[tuple[str, str]]) -> float:
    """How near the nearest word is that is spelled otherwise."""
    if len(spelled) < 3:  # noqa: PLR2004 - two letters resemble everything
        return 0.0
    if any(heard == other for _, other in left):
        return _SAME_SOUND
    best = max((ratio(spelled, other, score_cutoff=_NEAR) for other, _ in left), default=0.0)
    return _SLIP * best / 100


def likeness(question: Written, phrasing: Written) -> float:
    """Share of the telling words that both have, 0..1; the order of words does not matter."""
    places = {spelled: place for place, spelled in enumerate(phrasing.keys)}
    asked = list(zip(question.keys, question.sounds, strict=True))
    left = set(zip(phrasing.keys, phrasing.sounds, strict=True)).difference(asked)
    shared = 0.0
    for place, (spelled, heard) in enumerate(asked):
        there = places.get(spelled)
        if there is not None:
            likewise = accents_agree(question.words[place], phrasing.words[there])
        else:
            likewise = _near(spelled, heard, left) if left else 0.0
        shared += question.weights[place] * likewise
    return min(1.0, 2 * shared / max(question.total + phrasing.total, 1e-9))
