"""Which accents words most likely have that were typed without any: as the phrasings have them
beside the same neighbors.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.text.fold import is_plain, key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.text.phrases import Words

_UNSEEN = 0.1
"""What a form counts that never stood beside the neighbor."""


class Accents:
    """How the phrasings that were typed with accents spell their words."""

    def __init__(self, phrasings: Iterable[Words]) -> None:
        self._forms: dict[str, Counter[str]] = {}
        self._beside: Counter[tuple[str, str]] = Counter()
        for words in phrasings:
            if not all(map(is_plain, words)):
                self._learn(words)

    def _learn(self, words: Words) -> None:
        for word in words:
            self._forms.setdefault(key(word), Counter())[word] += 1
        for first, second in pairwise(words):
            self._beside.update(((key(first), second), (first, key(second))))

    def restore(self, words: Words) -> Words:
        """The words, those without accents with the likeliest."""
        around = zip(("", *words), words, (*words[1:], ""), strict=False)
        return tuple(self._likeliest(*three) for three in around)

    def _likeliest(self, before: str, word: str, after: str) -> str:
        forms, beside = self._forms.get(key(word)), self._beside
        if not forms or not is_plain(word):
            return word

        def fit(form: str) -> float:
            left, right = beside[key(before), form], beside[form, key(after)]
            return forms[form] * (left + _UNSEEN) * (right + _UNSEEN)

        return max(sorted(forms), key=fit)
