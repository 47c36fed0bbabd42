"""Which accents words most likely have that were typed without any: as the phrasings have them
beside the same neighbors.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Self

from bot.matching.packing import pack_counts, unpack_counts
from bot.text.fold import is_plain, key
from bot.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.matching.packing import Pack
    from bot.text.phrases import Words

_UNSEEN = 0.1
"""What a form counts that never stood beside the neighbor."""


class Accents:
    """How the phrasings that were typed with accents spell their words."""

    def __init__(self, forms: Mapping[str, int], beside: Mapping[str, int]) -> None:
        """How often each form stands in them, and how often beside a folded word: `mua máy`."""
        self._counts, self._beside = forms, beside
        self._forms: dict[str, list[str]] = {}
        for form in sorted(forms):
            self._forms.setdefault(key(form), []).append(form)

    @classmethod
    def learn(cls, phrasings: Iterable[Words]) -> Self:
        """What these phrasings teach; those without any accent teach nothing."""
        forms: dict[str, int] = {}
        beside: dict[str, int] = {}
        for words in phrasings:
            if all(map(is_plain, words)):
                continue
            for word in words:
                forms[word] = forms.get(word, 0) + 1
            for first, second in pairwise(words):
                for pair in (f"{key(first)} {second}", f"{first} {key(second)}"):
                    beside[pair] = beside.get(pair, 0) + 1
        return cls(forms, beside)

    def pack(self) -> Pack:
        """All of it as arrays."""
        return pack_counts("forms", self._counts) | pack_counts("beside", self._beside)

    @classmethod
    def unpack(cls, pack: Pack) -> Self:
        """Read back what `pack` wrote.  Raises KeyError when an array is missing."""
        return cls(unpack_counts("forms", pack), unpack_counts("beside", pack))

    def spell(self, words: Words, question: str) -> Words:
        """The words of a question; of one that was typed without accents with the likeliest.  Who
        typed one accent typed all that there are; a smiley or a dash is none.
        """
        return self.restore(words) if is_plain(normalize(question)) else words

    def restore(self, words: Words) -> Words:
        """The words, those without accents with the likeliest."""
        around = zip(("", *words), words, (*words[1:], ""), strict=False)
        return tuple(self._likeliest(*three) for three in around)

    def _likeliest(self, before: str, word: str, after: str) -> str:
        forms, beside = self._forms.get(key(word)), self._beside
        if not forms or not is_plain(word):
            return word

        def fit(form: str) -> float:
            left = beside.get(f"{key(before)} {form}", 0)
            right = beside.get(f"{form} {key(after)}", 0)
            return self._counts[form] * (left + _UNSEEN) * (right + _UNSEEN)

        return max(forms, key=fit)
