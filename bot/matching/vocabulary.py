"""The words that the knowledge uses and which follow each other: questions are read against it."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.text.fold import key
from bot.text.sound import sound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.phrases import Words


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
