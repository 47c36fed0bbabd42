"""Words that the knowledge does not have, written as it writes them: slips, sounds, lost spaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot.text.fold import key
from bot.text.syllable import is_syllable
from bot.text.telex import ENGLISH

if TYPE_CHECKING:
    from bot.matching.vocabulary import Vocabulary
    from bot.text.phrases import Words

_MIN_LENGTH = 3
"""Shorter words have too many neighbors."""
_MAX_LENGTH = 24
"""Longer words are no slip of the finger."""


def split_joined(words: Words, vocabulary: Vocabulary) -> Words:
    """`maymoc` is `may moc` where the knowledge has both beside each other."""
    read: list[str] = []
    for word in words:
        is_word = key(word) in vocabulary or is_syllable(word) or word in ENGLISH
        parts = None if is_word or len(word) > _MAX_LENGTH else _split(word, vocabulary)
        read += parts or (word,)
    return tuple(read)


def _split(word: str, vocabulary: Vocabulary) -> Words | None:
    """The split whose halves stand together most often; three words are split twice."""
    best: tuple[int, Words] = (0, ())
    for place in range(2, len(word) - 1):
        first, rest = word[:place], word[place:]
        if key(first) not in vocabulary:
            continue
        parts = (
            (first, rest) if key(rest) in vocabulary else (first, *(_split(rest, vocabulary) or ()))
        )
        if len(parts) > 1:
            best = max(best, (vocabulary.follows(key(first), key(parts[1])), parts))
    return best[1] or None


def mend(words: Words, vocabulary: Vocabulary) -> Words:
    """Unknown words replaced by the known word that was meant, if one is near enough.

    A possible syllable is replaced only by one that sounds alike and fits its neighbors: to
    respell every unknown word would turn foreign questions into ours.
    """
    keys = [key(word) for word in words]
    return tuple(
        word
        if keys[place] in vocabulary or not word.isalpha()
        else _mend(word, _around(keys, place), vocabulary)
        for place, word in enumerate(words)
    )


def _around(keys: list[str], place: int) -> tuple[str, str]:
    before = keys[place - 1] if place else ""
    return before, keys[place + 1] if place + 1 < len(keys) else ""


def _mend(word: str, around: tuple[str, str], vocabulary: Vocabulary) -> str:
    before, after = around
    if is_syllable(word):
        alike = [
            (vocabulary.fits(before, candidate, after), candidate)
            for candidate in vocabulary.sounding_like(word)
        ]
        fit, candidate = max(alike, default=(0, word))
        return candidate if fit else word
    if not _MIN_LENGTH <= len(word) <= _MAX_LENGTH or word in ENGLISH:
        return word
    spelled = key(word)
    allowed = 1 if len(spelled) <= 5 else 2  # noqa: PLR2004 - one slip in a syllable, two in a long word
    near = extract(spelled, vocabulary.words, scorer=OSA.distance, score_cutoff=allowed, limit=8)
    ranked = [
        (
            -distance,
            vocabulary.fits(before, candidate, after),
            candidate[0] == spelled[0],
            candidate,
        )
        for candidate, distance, _ in near
    ]
    return max(ranked)[3] if ranked else word
