"""What people would pick instead, written small, so that it runs beside ours."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz, process

from bot.text.fold import fold
from bot.text.normalize import normalize

Phrasings = Mapping[str, Sequence[str]]


def _plain(text: str) -> str:
    return fold(normalize(text))


class TokenSet:
    """rapidfuzz `token_set_ratio` over folded phrasings, best phrasing first."""

    def __init__(self, phrasings: Phrasings) -> None:
        self._owners = [entry for entry, texts in phrasings.items() for _ in texts]
        self._texts = [_plain(text) for texts in phrasings.values() for text in texts]

    def rank(self, question: str, top: int = 5) -> list[tuple[str, float]]:
        """Entries by their nearest phrasing."""
        found = process.extract(
            _plain(question), self._texts, scorer=fuzz.token_set_ratio, limit=top
        )
        return [(self._owners[place], score / 100) for _, score, place in found]


class Bm25:
    """BM25 (k1 1.2, b 0.75) over folded words."""

    def __init__(self, phrasings: Phrasings) -> None:
        self._owners = [entry for entry, texts in phrasings.items() for _ in texts]
        documents = [_plain(text).split() for texts in phrasings.values() for text in texts]
        mean = sum(map(len, documents)) / max(len(documents), 1)
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, words in enumerate(documents):
            for word, count in Counter(words).items():
                length = 0.25 + 0.75 * len(words) / mean
                self._postings[word].append((place, count * 2.2 / (count + 1.2 * length)))
        size = len(documents)
        self._idf = {
            word: math.log(1 + (size - len(held) + 0.5) / (len(held) + 0.5))
            for word, held in self._postings.items()
        }

    def rank(self, question: str, top: int = 5) -> list[tuple[str, float]]:
        """Entries by their nearest phrasing; scores have no upper end."""
        scores: dict[int, float] = defaultdict(float)
        for word in _plain(question).split():
            for place, gain in self._postings.get(word, ()):
                scores[place] += gain * self._idf[word]
        best = sorted(scores.items(), key=lambda found: (-found[1], found[0]))[:top]
        return [(self._owners[place], score) for place, score in best]
