"""Short phrases looked up at each place of a sentence, the longest first, accents respected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from bot.text.fold import is_plain, key
from bot.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

Words = tuple[str, ...]
Value = TypeVar("Value")


class Found(NamedTuple, Generic[Value]):
    """A listed phrase that stands in a sentence."""

    start: int
    end: int
    value: Value


def split(text: str) -> Words:
    """The normalized words of a text."""
    return tuple(normalize(text).split())


def _agrees(typed: Words, listed: Words) -> bool:
    """Every word is typed as listed, or without any accent."""
    pairs = zip(typed, listed, strict=True)
    return all(said == word or is_plain(said) for said, word in pairs)


class Phrases(Generic[Value]):
    """What is listed, by the folded words of each phrase."""

    def __init__(self, listed: Iterable[tuple[str, Value]]) -> None:
        self._table: dict[Words, list[tuple[Words, Value]]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        for phrase, value in listed:
            words = split(phrase)
            if words:
                self._table.setdefault(tuple(map(key, words)), []).append((words, value))
        for keys in self._table:
            lengths = {len(keys), *self._lengths.get(keys[0], ())}
            self._lengths[keys[0]] = tuple(sorted(lengths, reverse=True))

    def find(
        self, words: Sequence[str], known: Container[str] | None = None
    ) -> Iterator[Found[Value]]:
        """Phrases from left to right, none inside another.

        Accents may be missing in a phrase of several words.  A single word counts only as listed:
        `muon` is `muốn` more often than `mướn`.  Given the folded words that are `known`, it counts
        without accents, too, where it cannot be one of them.
        """
        keys = tuple(map(key, words))
        if self._lengths.keys().isdisjoint(keys):  # most sentences, found out at once
            return
        start = 0
        while start < len(words):
            found = self._at(start, tuple(words), keys, known)
            if found:
                yield found
            start = found.end if found else start + 1

    def _at(
        self, start: int, words: Words, keys: Words, known: Container[str] | None
    ) -> Found[Value] | None:
        for length in self._lengths.get(keys[start], ()):
            end = start + length
            typed = words[start:end]
            is_loose = length > 1 or (known is not None and keys[start] not in known)
            for listed, value in self._table.get(keys[start:end], ()):
                if typed == listed or (is_loose and _agrees(typed, listed)):
                    return Found(start, end, value)
        return None
