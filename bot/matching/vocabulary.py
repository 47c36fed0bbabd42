"""The words that the knowledge uses and which follow each other: questions are read against it."""

from __future__ import annotations

import math
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract

from bot.text.fold import key
from bot.text.sound import sound

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.text.phrases import Words


_NO_NEIGHBORS: Mapping[str, float] = MappingProxyType({})
_SAME_SOUND = 0.8
"""What a word is worth that is easily confused by ear."""
_NEAR = 75
"""Percent of letters that two words share at least to be slips of each other."""
_SLIP = 0.9
_SHORTEST = 3
"""Letters; two letters resemble everything."""
_REMEMBERED = 20_000
"""Words whose neighbors are kept: all that people usually type."""


class Vocabulary:
    """Folded words of all phrasings, with how telling each is."""

    def __init__(self, phrasings: Sequence[Words]) -> None:
        self._size = len(phrasings)
        self._counts: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        for words in phrasings:
            keys = [key(word) for word in words]
            self._counts.update(set(keys))
            self._pairs.update(pairwise(keys))
        self.words = tuple(sorted(self._counts))
        self._sounds = {word: sound(word) for word in self.words}
        self.neighbors = lru_cache(_REMEMBERED)(self._find_neighbors)
        """Known words that a folded word may be a slip of, each with how near it is, 0..1."""
        self._alike: dict[str, list[str]] = {}
        for word, heard in self._sounds.items():
            self._alike.setdefault(heard, []).append(word)

    def __contains__(self, word: object) -> bool:
        return word in self._counts

    def weight(self, word: str) -> float:
        """How telling a folded word is: rare ones and unknown ones most, at least 0."""
        return math.log((self._size + 1) / (self._counts[word] + 0.5)) if self._size else 1.0

    def follows(self, before: str, word: str) -> int:
        """How often two folded words stand together."""
        return self._pairs[before, word]

    def fits(self, before: str, word: str, after: str) -> int:
        """How well a folded word stands between two others."""
        return self._pairs[before, word] + self._pairs[word, after]

    def sound(self, word: str) -> str:
        """The key that a folded word shares with those confused with it by ear."""
        return self._sounds.get(word) or sound(word)

    def sounding_like(self, word: str) -> Sequence[str]:
        """Known words that are easily confused with this one by ear."""
        return self._alike.get(self.sound(word), ())

    def _find_neighbors(self, word: str) -> Mapping[str, float]:
        if len(word) < _SHORTEST:
            return _NO_NEIGHBORS
        alike = extract(word, self.words, scorer=ratio, score_cutoff=_NEAR, limit=None)
        slips = {other: _SLIP * score / 100 for other, score, _ in alike}
        sounds = dict.fromkeys(self.sounding_like(word), _SAME_SOUND)
        return slips | sounds
