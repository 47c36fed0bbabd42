"""Reads facts about a facility out of what its owner types: *em là hộ kinh doanh, máy cũ*.

What is denied (*không phải FDI*) or said two ways is not taken: it will be asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.dialogue.conversation import Told
from bot.text.fold import fold
from bot.text.phrases import Phrases, split
from bot.text.syllable import is_syllable

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

    from bot.knowledge.fact import Fact
    from bot.text.phrases import Found, Words

    Value = str | int | bool
    Said = tuple[str, str | bool]

_CLAUSE = re.compile(r"[,;:.!?\n]+(?=\s|$)|\s+-\s+")
_IF = re.compile(r"^(vay |the |con |a |da |ma )*(neu|lo|gia su|gia nhu)\b")
_NUMBER = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d{3})+|\d+)(?![\d.,]*\d)")
DENIALS = frozenset(
    {
        "khong",
        "chua",
        "chang",
        "dau",
        "khoi",
        "k",
        "ko",
        "kg",
        "kh",
        "hk",
        "hok",
        "hong",
        "hem",
        "cha",
    }
)
BETWEEN = frozenset({"phai", "la", "co", "duoc", "bi", "con", "thuoc", "lam", "dung", "he", "tung"})
"""What may stand between a denial and what it denies: *chưa từng được*."""
YES = frozenset({"co", "du", "dung", "roi", "vang", "u", "uh", "ok", "phai", "dong"})
SHORT, FEW = 5, 8
"""Words; *chưa đâu em* is an answer, a longer message is read for what it says; and in so few
*không biết* is about the question.
"""


@dataclass(frozen=True, slots=True)
class Saying:
    """What a phrase says."""

    fact: str
    value: str | bool


class Sayings:
    """Phrases as they are typed, and as the rest of the dialogue reads them: abbreviations and
    synonyms.  What is typed just so counts more: *bán hàng ăn* without accents reads otherwise.
    """

    def __init__(self, listed: Iterable[tuple[str, Saying]], read: Callable[[str], Words]) -> None:
        known = list(listed)
        self._read = read
        self._typed = Phrases(known)
        self._meant = Phrases((" ".join(read(way)), saying) for way, saying in known)

    def find(self, text: str, known: Container[str] | None = None) -> Iterator[Said]:
        """What the text says, fact and value; `known` as in `Phrases.find`."""
        words, meant = split(text), self._read(text)
        typed = list(_values(words, self._typed.find(words, known)))
        facts = {fact for fact, _ in typed}
        yield from typed
        for fact, value in _values(meant, self._meant.find(meant, known)):
            if fact not in facts:
                yield fact, value


class FactReader:
    """The facts of a snapshot, ready to be found in what people type."""

    def __init__(self, facts: Mapping[str, Fact], read: Callable[[str], Words]) -> None:
        """`read` reads words as all of the dialogue does: abbreviations, synonyms, courtesy."""
        self._facts, self._words = facts, read
        self._sayings = self._listed(facts.values(), with_titles=False)
        self._answers = MappingProxyType(
            {key: self._listed([fact], with_titles=True) for key, fact in facts.items()}
        )

    def read(self, text: str) -> tuple[Told, ...]:
        """All that the text says for sure, each fact once, in the order in which it is said."""
        said: dict[str, dict[Value, None]] = {}
        for clause in _CLAUSE.split(text):
            for fact, value in (*self._sayings.find(clause), *self._counts(clause)):
                said.setdefault(fact, {})[value] = None
        sure = {fact: values for fact, values in said.items() if len(values) == 1}
        return tuple(Told(fact, next(iter(values))) for fact, values in sure.items())

    def answer(self, fact: str, text: str) -> Told | None:
        """What the text says to the question for this fact; None when it cannot be used."""
        kind = self._facts[fact].kind
        if kind == "number":
            numbers = list(_numbers(text, self._facts[fact]))
            return Told(fact, numbers[0]) if len(numbers) == 1 else None
        values = {value for _, value in self._answers[fact].find(text, frozenset())}
        if len(values) == 1:
            return Told(fact, values.pop())
        if values:
            return None
        if kind != "yes_no":
            return self._nearest(fact, text)
        is_of_other = any(True for _ in self._sayings.find(text))  # *chưa mua* denies just that
        return None if is_of_other else _yes_or_no(fact, self._words(text))

    def _nearest(self, fact: str, text: str) -> Told | None:
        """The one choice that has most pairs of words in common with what was said: *để sản xuất*
        is *Một khâu sản xuất*.
        """
        said = self._pairs(text)
        if DENIALS.intersection(_folded(split(text))):
            return None
        shared = {
            choice.id: len(said & self._pairs(choice.title, *choice.words))
            for choice in self._facts[fact].choices
        }
        most = max(shared.values(), default=0)
        best = [key for key, count in shared.items() if count == most]
        return Told(fact, best[0]) if most and len(best) == 1 else None

    def _pairs(self, *ways: str) -> set[tuple[str, str]]:
        readings = (words for way in ways for words in (split(way), self._words(way)))
        return {pair for words in readings for pair in pairwise(_folded(words))}

    def means(self, text: str, phrases: Sequence[str]) -> bool:
        """Whether the whole message is one of the phrases, however it is typed."""
        said = _folded(self._words(text))
        return bool(said) and any(_folded(self._words(one)) == said for one in phrases)

    def mentions(self, text: str, phrases: Sequence[str]) -> bool:
        """Whether a short message has one of the longer phrases in it: *em không rõ lắm*."""
        words = split(text)
        wanted = Phrases((phrase, None) for phrase in phrases if len(split(phrase)) > 1)
        readings = (words, self._words(text)) if len(words) <= FEW else ()
        return any(True for reading in readings for _ in wanted.find(reading))

    def labelled(self, words: Words, facts: Iterable[str], *, is_whole: bool = False) -> str | None:
        """The one fact whose label has most of the words.  `is_whole`: all of its label is said."""
        said = set(_folded(words))
        labels = {key: set(_folded(split(self._facts[key].label))) for key in facts}
        shared = {
            key: len(said & label) for key, label in labels.items() if not is_whole or label <= said
        }
        most = max(shared.values(), default=0)
        best = [key for key, count in shared.items() if count == most]
        return best[0] if most and len(best) == 1 else None

    def _counts(self, clause: str) -> Iterator[tuple[str, int]]:
        for key, fact in self._facts.items():
            if fact.kind == "number" and fact.unit:
                yield from ((key, number) for number in _numbers(clause, fact, fact.unit))

    def _listed(self, facts: Iterable[Fact], *, with_titles: bool) -> Sayings:
        """Within a sentence a single syllable (*giấy*, *tiêu*) may belong to anything."""
        listed = (
            (way, Saying(fact.id, fact.value_of(choice.id)))
            for fact in facts
            for choice in fact.choices
            for way in (*choice.words, *([choice.title] if with_titles else ()))
            if with_titles or not is_syllable(way)
        )
        return Sayings(listed, self._words)


def rest_behind(text: str, phrases: Sequence[str]) -> Words | None:
    """The words behind the phrase that the text begins with; None: it begins with none of them."""
    words = split(text)
    for phrase in sorted(map(split, phrases), key=len, reverse=True):
        if _folded(words[: len(phrase)]) == _folded(phrase):
            return words[len(phrase) :]
    return None


def is_if(text: str) -> bool:
    """Whether it is said for the sake of argument: *nếu là máy mới thì sao*."""
    return bool(_IF.match(" ".join(_folded(split(text)))))


def _folded(words: Words) -> list[str]:
    return [fold(word) for word in words]


def _values(words: Words, found: Iterable[Found[Saying]]) -> Iterator[tuple[str, str | bool]]:
    """What is said; a denied yes is a no, of a denied choice nothing is known."""
    for one in found:
        fact, value = one.value.fact, one.value.value
        if not _is_denied(words, one.start):
            yield fact, value
        elif value is True:
            yield fact, False


def _is_denied(words: Words, start: int) -> bool:
    for word in reversed(words[:start]):
        if fold(word) in DENIALS:
            return True
        if fold(word) not in BETWEEN:
            return False
    return False


def _yes_or_no(fact: str, words: Words) -> Told | None:
    said = {fold(word) for word in words}
    if len(words) > SHORT or not said & (DENIALS | YES):
        return None
    return Told(fact, value=not said & DENIALS)


def _numbers(text: str, fact: Fact, unit: str = "") -> Iterator[int]:
    """The numbers that the fact can be; given the unit, only those right before it."""
    for found in _NUMBER.finditer(text):
        number = int(found[1].replace(".", ""))
        after = fold(text[found.end() :]).casefold().strip()
        is_between = (fact.least or 0) <= number and (fact.most is None or number <= fact.most)
        if is_between and after.startswith(fold(unit).casefold()):
            yield number
