"""What phrases say about a facility, found in a sentence or as the whole of a clause, unless the
sentence takes it back: *không phải FDI*, *bán hàng cho công ty Nhật*.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.dialogue.small_words import SmallWords
from bot.dialogue.yes_no import DENIALS, LIGHT
from bot.text.fold import fold, is_plain, key
from bot.text.phrases import Phrases, split

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from bot.text.phrases import Found, Words

    Said = tuple[str, str | bool]

BETWEEN = SmallWords(
    "phải", "là", "có", "được", "bị", "còn", "thuộc", "làm", "dùng", "hề", "từng", "lấy", "mua",
    "xài", "muốn", "thích", "cần", "ham", "chịu", "định", "cái", "con", "hẳn",
)  # fmt: skip
"""What may stand between a denial and what it denies: *chưa từng được*, *không lấy máy cũ*."""
_WANTING = SmallWords("lấy", "mua", "xài", "dùng", "muốn", "thích", "cần", "ham", "chịu")
_BEFORE_DENIAL = SmallWords("thì", "em", "tôi", "tui", "mình")
_TOWARD = SmallWords("cho", "với")
_OF_CUSTOMERS = SmallWords("khách", "hàng", "là", "đối", "tác", "mấy", "các", "những", "nhiều")
_CUSTOMERS = ({"khach"}, {"doi", "tac"})
_SELLING = frozenset({"ban", "bo", "giao", "gia", "lam", "may", "xuat", "cung", "san", "hang"})
"""Without one of these *cho* and *với* name no customer: *đối với hộ kinh doanh*."""
_FOR_ONESELF = frozenset({"tro", "mua", "xin", "vay"})
"""*Hỗ trợ mua máy cho công ty FDI* is about the company itself."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What a phrase says."""

    fact: str
    value: str | bool


class Sayings:
    """Phrases as they are typed, and as the rest of the dialogue reads them: abbreviations and
    synonyms.  What is typed just so counts more: *bán hàng ăn* without accents reads otherwise.
    """

    def __init__(
        self,
        listed: Iterable[tuple[str, Saying]],
        alone: Iterable[tuple[str, Saying]],
        read: Callable[[str], Words],
    ) -> None:
        """`alone`: what counts only where a clause says nothing else."""
        known = list(listed)
        self._read = read
        self._typed = Phrases(known)
        self._alone: list[tuple[Words, Saying]] = [
            (words, saying) for way, saying in alone for words in {split(way), read(way)}
        ]
        whole = {words for words, _ in self._alone}  # a synonym of *máy cũ* is no more than that
        meant = [(read(way), saying) for way, saying in known]
        self._meant = Phrases((" ".join(way), one) for way, one in meant if way not in whole)

    def without_alone(self) -> Sayings:
        """Only what counts within a sentence."""
        only = copy(self)
        only._alone = []  # noqa: SLF001 - its own copy
        return only

    def find(self, text: str, known: Container[str] | None = None) -> Iterator[Said]:
        """What a clause says, fact and value; `known` as in `Phrases.find`."""
        words, meant = split(text), self._read(text)
        typed = list(_values(words, self._typed.find(words, known)))
        facts = {fact for fact, _ in typed}
        yield from typed
        for fact, value in _values(meant, self._meant.find(meant, known), is_typed=False):
            if fact not in facts:
                facts.add(fact)
                yield fact, value
        for fact, value in dict.fromkeys(self._whole(words, meant)):
            if fact not in facts:
                yield fact, value

    def _whole(self, words: Words, meant: Words) -> Iterator[Said]:
        if len(meant) < len(words):  # what was left out as courtesy may have been a word
            meant = words
        ways = {words, meant, LIGHT.others(words), LIGHT.others(meant)}
        for listed, saying in self._alone:
            if any(agrees(way, listed) for way in ways):
                yield saying.fact, saying.value


def agrees(typed: Words, listed: Words) -> bool:
    """Whether every word is typed as listed, or without any accent."""
    return len(typed) == len(listed) and all(
        said == word or (is_plain(said) and key(said) == key(word))
        for said, word in zip(typed, listed, strict=True)
    )


def _values(
    words: Words, found: Iterable[Found[Saying]], *, is_typed: bool = True
) -> Iterator[Said]:
    """What is said; a denied yes is a no, of a denied choice nothing is known.  A synonym may mean
    the same and be denied in another sense: *không tốn điện* is *đỡ tốn điện*.
    """
    for one in found:
        fact, value = one.value.fact, one.value.value
        if _is_denied(words, one.start):
            if value is True and is_typed:
                yield fact, False
        elif isinstance(value, bool) or not _is_taken_back(words, one):
            yield fact, value


def _is_denied(words: Words, start: int) -> bool:
    for word in reversed(words[:start]):
        if word in DENIALS:
            return True
        if word not in BETWEEN:
            return False
    return False


def _is_taken_back(words: Words, one: Found[Saying]) -> bool:
    """Of a choice: *máy cũ thì không lấy*; or somebody else's: *bán cho công ty Nhật*."""
    behind = list(words[one.end : one.end + 4])
    is_joined = bool(behind) and behind[0] in _BEFORE_DENIAL
    while behind and behind[0] in _BEFORE_DENIAL:
        behind.pop(0)
    is_denied = bool(behind) and behind[0] in DENIALS
    is_unwanted = is_denied and (behind[1] in _WANTING if len(behind) > 1 else is_joined)
    return is_unwanted or _is_of_others(words[: one.start])


def _is_of_others(before: Words) -> bool:
    """Whether what follows is a customer."""
    said = {fold(word) for word in before}
    if said & _FOR_ONESELF:
        return False
    tail = list(before)
    while tail and tail[-1] in _OF_CUSTOMERS:
        tail.pop()
    stepped = {fold(word) for word in before[len(tail) :]}
    is_customer = bool(tail) and tail[-1] in _TOWARD and not said.isdisjoint(_SELLING)
    return is_customer or any(one <= stepped for one in _CUSTOMERS)
