"""Reads facts about a facility out of what its owner types: *em là hộ kinh doanh, máy cũ*.

What is denied (*không phải FDI*) or said two ways is not taken: it will be asked.
"""

from __future__ import annotations

import re
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.dialogue.conversation import Told
from bot.dialogue.sayings import Saying, Sayings, agrees
from bot.dialogue.yes_no import COURTEOUS, DENIALS, LIGHT, plain_answer
from bot.text.fold import fold
from bot.text.phrases import Phrases, split
from bot.text.syllable import is_syllable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from bot.knowledge.fact import Fact
    from bot.text.phrases import Words

    Value = str | int | bool

_CLAUSE = re.compile(r"[,;:.!?\n]+(?=\s|$)|\s+-\s+")
_IF = re.compile(r"^(vay |the |con |a |da |ma )*(neu|lo|gia su|gia nhu)\b")
_NUMBER = re.compile(
    r"(?<![\d.,\-\u2212])(\d{1,3}(?:\.\d{3})+|\d+)(?![\d.,]*\d)(?!\s*[-\u2212]\s*\d)"
)
_OTHER = re.compile(
    r"\b(vo|chong|(anh|em) trai|(chi|em) gai) (toi|tui|em|minh)\b.*?(?=\bcon (toi|tui|em|minh)\b)"
)
_OWNED = re.compile(r"\bcua (toi|tui|em|minh|nha)\b")
_BESIDE_NUMBER = frozenset({"co", "di", "duoc", "roi", "da"})
"""In *3 người* three is something else."""
_IN_WORDS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4}
"""More than these nobody writes out; *năm* is a year."""
FEW = 8
"""Words; in so few *không biết* is about the question."""


class FactReader:
    """The facts of a snapshot, ready to be found in what people type."""

    def __init__(self, facts: Mapping[str, Fact], read: Callable[[str], Words]) -> None:
        """`read` reads words as all of the dialogue does: abbreviations, synonyms, courtesy."""
        self._facts, self._words = facts, read
        self._sayings = self._listed(facts.values(), is_answer=False)
        self._phrases = self._sayings.without_alone()
        self._answers = MappingProxyType(
            {key: self._listed([fact], is_answer=True) for key, fact in facts.items()}
        )
        self._unknown = _phrases((key, fact.unknown) for key, fact in facts.items())
        self._helped = _phrases((key, fact.help_for) for key, fact in facts.items())

    def read(self, text: str) -> tuple[Told, ...]:
        """All that the text says for sure, each fact once, in the order in which it is said."""
        return self._read(text, self._sayings)

    def read_beside(self, text: str) -> tuple[Told, ...]:
        """The same of an answer to another question, where a clause of few words may belong to that
        question: *chưa có giấy*.
        """
        return self._read(text, self._phrases)

    def _read(self, text: str, sayings: Sayings) -> tuple[Told, ...]:
        said: dict[str, dict[Value, None]] = {}
        for clause in _CLAUSE.split(own_words(text)):
            for fact, value in (*sayings.find(clause), *self._counts(clause)):
                said.setdefault(fact, {})[value] = None
        sure = {fact: values for fact, values in said.items() if len(values) == 1}
        return tuple(Told(fact, next(iter(values))) for fact, values in sure.items())

    def answer(self, fact: str, text: str) -> Told | None:
        """What the text says to the question for this fact; None when it is not plainly one of its
        answers.
        """
        known = self._facts[fact]
        if any(True for _ in self._unknown[fact].find(split(text))):
            return Told(fact, None)
        if known.kind == "number":
            return self._number(known, text)
        clauses = _CLAUSE.split(text)
        values = {value for one in clauses for _, value in self._answers[fact].find(one)}
        if values:
            return Told(fact, values.pop()) if len(values) == 1 else None
        return self._yes_or_no(known, text) if known.kind == "yes_no" else self._nearest(fact, text)

    def is_plain_answer(self, text: str) -> bool:
        """Whether the message is a yes or a no and nothing else."""
        return self._plain(text) is not None

    def _plain(self, text: str) -> str | None:
        """What is left out as courtesy may have been a word: *chưa vay*, *không được à*; and *o*
        is *ở*.
        """
        typed, meant = split(text), self._words(text)
        is_whole = len(meant) >= len(typed) and "o" not in typed
        return plain_answer(typed) or (plain_answer(meant) if is_whole else None)

    def _yes_or_no(self, fact: Fact, text: str) -> Told | None:
        plain = self._plain(text)
        if plain is None or (plain == "weak" and fact.usual != "yes"):
            return None
        return Told(fact.id, value=plain != "no")

    def _number(self, fact: Fact, text: str) -> Told | None:
        numbers = list(_numbers(text, fact, fact.unit or ""))
        if not numbers and _BESIDE_NUMBER.issuperset(_folded(LIGHT.others(_words_of(text)))):
            numbers = list(_numbers(text, fact))
        numbers = numbers or list(_written_out(text, fact))
        if not numbers and not fact.least and self._plain(text) == "no":
            numbers = [0]
        return Told(fact.id, numbers[0]) if len(numbers) == 1 else None

    def _nearest(self, fact: str, text: str) -> Told | None:
        """The one choice that has most pairs of words in common with what was said, if nothing else
        was said: *để sản xuất* is *Một khâu sản xuất*.
        """
        known, typed = self._facts[fact], split(text)
        if any(word in DENIALS for word in typed) or _OWNED.search(" ".join(_folded(typed))):
            return None
        asked = {*self._vocabulary(known.question, known.label), "de", "vao", "trong", "cua"}
        said = self._pairs(text)
        shared: dict[str, int] = {}
        for choice in known.choices:
            ways = (choice.title, *choice.words)
            rest = {fold(word) for word in LIGHT.others(typed)} - self._vocabulary(*ways) - asked
            pairs = [self._pairs(way) for way in ways]
            near = [len(said & one) for one in pairs if len(said & one) * 2 >= len(one)]
            shared[choice.id] = 0 if rest else max(near, default=0)
        most = max(shared.values(), default=0)
        best = [key for key, count in shared.items() if count == most]
        return Told(fact, best[0]) if most and len(best) == 1 else None

    def _vocabulary(self, *ways: str) -> set[str]:
        return {word for way in ways for word in _folded((*split(way), *self._words(way)))}

    def _pairs(self, *ways: str) -> set[tuple[str, str]]:
        readings = (words for way in ways for words in (split(way), self._words(way)))
        return {pair for words in readings for pair in pairwise(_folded(words))}

    def means(self, text: str, phrases: Sequence[str]) -> bool:
        """Whether the whole message is one of the phrases, however it is typed; *dung* may be
        *dừng* as well as *đúng*, and is neither.
        """
        said = {COURTEOUS.others(words) for words in (split(text), self._words(text))}
        listed = [
            COURTEOUS.others(words) for one in phrases for words in (split(one), self._words(one))
        ]
        return any(
            way and way != ("dung",) and agrees(way, phrase) for way in said for phrase in listed
        )

    def says_only(self, told: Told, text: str) -> bool:
        """Whether the whole message is a listed way of saying this: *hộ kinh doanh*."""
        fact = self._facts[told.fact]
        meant = (one for one in fact.choices if fact.value_of(one.id) == told.value)
        return any(self.means(text, (one.title, *one.words)) for one in meant)

    def mentions(self, text: str, phrases: Sequence[str]) -> bool:
        """Whether a short message has one of the longer phrases in it: *em không rõ lắm*."""
        words = split(text)
        wanted = Phrases((phrase, None) for phrase in phrases if len(split(phrase)) > 1)
        readings = (words, self._words(text)) if len(words) <= FEW else ()
        return any(True for reading in readings for _ in wanted.find(reading))

    def wants_help(self, fact: str, *texts: str) -> bool:
        """Whether they said something for which the question needs its help: *công ty*."""
        wanted = self._helped[fact]
        return any(
            True
            for text in texts
            for way in (split(text), self._words(text))
            for _ in wanted.find(way)
        )

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

    def _listed(self, facts: Iterable[Fact], *, is_answer: bool) -> Sayings:
        """A single syllable (*giấy*, *tiêu*) may belong to anything: it counts where nothing else
        is said, and only to its own question.
        """
        ways = [
            (way, Saying(fact.id, fact.value_of(choice.id)))
            for fact in facts
            for choice in fact.choices
            for way in (*choice.words, *([choice.title] if is_answer else ()))
        ]
        alone = [
            (way, Saying(fact.id, fact.value_of(choice.id)))
            for fact in facts
            for choice in fact.choices
            for way in choice.alone
            if is_answer or (fact.kind == "choice" and not _is_one_syllable(way))
        ]
        alone += [one for one in ways if is_answer and _is_one_syllable(one[0])]
        return Sayings((one for one in ways if not _is_one_syllable(one[0])), alone, self._words)


def _is_one_syllable(way: str) -> bool:
    words = split(way)
    return len(words) == 1 and is_syllable(words[0])


def _phrases(listed: Iterable[tuple[str, Sequence[str]]]) -> Mapping[str, Phrases[None]]:
    return MappingProxyType(
        {key: Phrases((phrase, None) for phrase in phrases) for key, phrases in listed}
    )


def rest_behind(text: str, phrases: Sequence[str]) -> Words | None:
    """The words behind the phrase that the text begins with; None: it begins with none of them."""
    words = split(text)
    for phrase in sorted(map(split, phrases), key=len, reverse=True):
        if _folded(words[: len(phrase)]) == _folded(phrase):
            return words[len(phrase) :]
    return None


def own_words(text: str) -> str:
    """Without what is told of another: *vợ tôi bán quán ăn còn tôi làm mộc*."""
    words = text.split()
    told = " ".join(_folded(tuple(word.casefold() for word in words)))
    other = _OTHER.search(told)
    if other is None:
        return text
    start, end = (told[:at].count(" ") for at in other.span())
    return " ".join((*words[:start], *words[end:]))


def is_if(text: str) -> bool:
    """Whether it is said for the sake of argument: *nếu là máy mới thì sao*."""
    return bool(_IF.match(" ".join(_folded(split(text)))))


def _folded(words: Words) -> list[str]:
    return [fold(word) for word in words]


def _numbers(text: str, fact: Fact, unit: str = "") -> Iterator[int]:
    """The numbers that the fact can be; given the unit, only those right before it."""
    for found in _NUMBER.finditer(text):
        number = int(found[1].replace(".", ""))
        after = fold(text[found.end() :]).casefold().strip()
        is_between = (fact.least or 0) <= number and (fact.most is None or number <= fact.most)
        if is_between and after.startswith(fold(unit).casefold()):
            yield number


def _words_of(text: str) -> Words:
    return tuple(word for word in split(text) if not word.isdigit())


def _written_out(text: str, fact: Fact) -> Iterator[int]:
    """The numbers before the unit: *hai lần*."""
    for word, unit in pairwise(_folded(split(text))):
        if word in _IN_WORDS and unit == fold(fact.unit or "") and fact.accepts(_IN_WORDS[word]):
            yield _IN_WORDS[word]
