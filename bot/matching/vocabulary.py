"""The words that the knowledge uses and which follow each other: questions are read against it."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np

from bot.matching.packing import pack_counts, unpack_counts
from bot.text.fold import key
from bot.text.sound import sound

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.matching.packing import Pack
    from bot.text.phrases import Words


class Weighed(NamedTuple):
    """The words of a question and how telling each is."""

    words: Words
    keys: Words
    weights: tuple[float, ...]
    total: float


class Vocabulary:
    """Folded words of all phrasings, with how telling each is."""

    def __init__(self, size: int, counts: Mapping[str, int], pairs: Mapping[str, int]) -> None:
        """How many phrasings there are, how many have each folded word, and how often two of them
        stand together: `mua may`.
        """
        self._size, self._counts, self._pairs = size, counts, pairs
        self.words = tuple(sorted(counts))
        self._sounds = {word: sound(word) for word in self.words}
        self._alike: dict[str, list[str]] = {}
        for word, heard in self._sounds.items():
            self._alike.setdefault(heard, []).append(word)

    @classmethod
    def learn(cls, phrasings: Sequence[Words]) -> Self:
        """The words of these phrasings."""
        counts: Counter[str] = Counter()
        pairs: Counter[str] = Counter()
        for words in phrasings:
            keys = [key(word) for word in words]
            counts.update(set(keys))
            pairs.update(f"{first} {second}" for first, second in pairwise(keys))
        return cls(len(phrasings), counts, pairs)

    def pack(self) -> Pack:
        """All of it as arrays."""
        said = pack_counts("words", self._counts) | pack_counts("pairs", self._pairs)
        return said | {"phrasings": np.asarray([self._size])}

    @classmethod
    def unpack(cls, pack: Pack) -> Self:
        """Read back what `pack` wrote.  Raises KeyError when an array is missing."""
        counts, pairs = unpack_counts("words", pack), unpack_counts("pairs", pack)
        return cls(int(pack["phrasings"][0]), counts, pairs)

    def __contains__(self, word: object) -> bool:
        return word in self._counts

    def weight(self, word: str) -> float:
        """How telling a folded word is: rare ones and unknown ones most, at least 0."""
        return math.log((self._size + 1) / (self._counts.get(word, 0) + 0.5)) if self._size else 1.0

    def weigh(self, words: Words) -> Weighed:
        """The words, each with its weight."""
        keys = tuple(map(key, words))
        weights = tuple(map(self.weight, keys))
        return Weighed(words, keys, weights, sum(weights))

    def follows(self, before: str, word: str) -> int:
        """How often two folded words stand together."""
        return self._pairs.get(f"{before} {word}", 0)

    def fits(self, before: str, word: str, after: str) -> int:
        """How well a folded word stands between two others."""
        return self.follows(before, word) + self.follows(word, after)

    def sound(self, word: str) -> str:
        """The key that a folded word shares with those confused with it by ear."""
        return self._sounds.get(word) or sound(word)

    def sounding_like(self, word: str) -> Sequence[str]:
        """Known words that are easily confused with this one by ear."""
        return self._alike.get(self.sound(word), ())
