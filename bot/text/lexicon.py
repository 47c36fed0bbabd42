"""Words that stand for other words: abbreviations, synonyms, and courtesy that says nothing.

A lexicon holds plain values; who builds it reads them from the knowledge.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence

from bot.text.chat import CHAT, UNITS
from bot.text.fold import is_plain, key
from bot.text.phrases import Phrases, Words, split
from bot.text.syllable import is_syllable

Choose = Callable[[str, Sequence[Words], str], Words]
"""Picks a meaning: the word before (or empty), the meanings best first, the word after."""


def choose_first(_before: str, meanings: Sequence[Words], _after: str) -> Words:
    """The meaning that is listed first."""
    return meanings[0]


def read_units(words: Words) -> Words:
    """`500 k` is 500 nghìn, whatever `k` means elsewhere."""
    read = list(words)
    for place in range(1, len(words)):
        unit = UNITS.get(words[place])
        if unit and words[place - 1][0].isdigit():
            read[place] = unit
    return tuple(" ".join(read).split())


class Lexicon:
    """What people write and what they mean by it.

    The everyday chat spellings are always known; `abbreviations` adds to them and wins.  The first
    phrase of each group of synonyms stands for the others.
    """

    def __init__(
        self,
        abbreviations: Mapping[str, Sequence[str]] | None = None,
        synonyms: Iterable[Sequence[str]] = (),
        filler: Iterable[str] = (),
    ) -> None:
        shorts = {**CHAT, **(abbreviations or {})}
        self._shorts = Phrases((short, tuple(map(split, means))) for short, means in shorts.items())
        self._synonyms = Phrases(
            (phrase, split(group[0])) for group in synonyms for phrase in group
        )
        self._filler = Phrases((phrase, None) for phrase in filler)

    def expand(
        self, words: Words, known: Container[str] = (), choose: Choose = choose_first
    ) -> Words:
        """Abbreviations written out.

        A short form that is also a word is left alone where the knowledge uses that word.
        """
        read: list[str] = []
        place = 0
        for found in self._shorts.find(words):
            short = words[found.start]
            is_word = found.end - found.start == 1 and key(short) in known and is_syllable(short)
            if is_word and len(short) > 1:
                continue
            read += words[place : found.start]
            before = read[-1] if read else ""
            after = words[found.end] if found.end < len(words) else ""
            read += choose(before, found.value, after)
            place = found.end
        return (*read, *words[place:])

    def unify(self, words: Words, known: Container[str] | None = None) -> Words:
        """Synonyms replaced by the first of their group.

        Of a question the folded words that are `known` decide which single words, typed without
        accents, can only be a synonym.
        """
        read: list[str] = []
        place = 0
        for found in self._synonyms.find(words, known):
            read += (*words[place : found.start], *found.value)
            place = found.end
        return (*read, *words[place:])

    def drop_filler(self, words: Words) -> Words:
        """Courtesy left out.

        A particle typed without accents (`a`, `da`, `nha`) may be a word of the question, so it
        is courtesy only at either end.
        """
        found = list(self._filler.find(words))
        if not found:
            return words
        courtesy = {
            place
            for phrase in found
            if phrase.end - phrase.start > 1 or not is_plain(words[phrase.start])
            for place in range(phrase.start, phrase.end)
        }
        particles = {place for phrase in found for place in range(phrase.start, phrase.end)}
        for places in (range(len(words)), range(len(words) - 1, -1, -1)):
            for place in places:
                if place not in particles:
                    break
                courtesy.add(place)
        return tuple(word for place, word in enumerate(words) if place not in courtesy)
