"""One spelling for what can be written in several ways, before anything is compared.

The result is for searching only: names and addresses are kept elsewhere exactly as typed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_LENGTH = 2000
"""Characters that are read; a question is shorter, the rest of a pasted article is not read."""

_INVISIBLE: dict[int, str | None] = {
    **dict.fromkeys([0x00AD, 0x034F, 0x061C, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF]),
    **dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xFE00, 0xFE10)]),
    0x200B: " ",
}
_MARKS = re.compile(r"[\u0300-\u036f\u1dc0-\u1dff\u20d0-\u20ff]+")
_STROKED_D = re.compile(r"d[\u0335-\u0338]")
_INITIALS = re.compile(r"(?<![^\W_])([^\W\d_])[./](?=[^\W\d_]{1,2}(?![^\W_]))")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|%|[^\W\d_]+(?:\d+[^\W\d_]*)*")
_RUN = re.compile(r"([^\W\d_])\1{2,}")
_ROMAN = re.compile(r"[ivx]+")

_OPEN = [("o", "a"), ("o", "e"), ("u", "y")]
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def _compose(text: str) -> str:
    """NFKC, small letters: also undoes full-width and "bold" letters copied from Facebook."""
    shown = text[: 4 * MAX_LENGTH].translate(_INVISIBLE)
    small = unicodedata.normalize("NFKC", shown).casefold()
    return unicodedata.normalize("NFKC", small)


def _restore_d(text: str) -> str:
    return _STROKED_D.sub("đ", text).replace("ð", "đ").replace("ɖ", "đ")


def _drop_marks(text: str) -> str:
    """Marks that belong to no Vietnamese letter."""
    return unicodedata.normalize("NFKC", _MARKS.sub("", text))[:MAX_LENGTH]


def _join_initials(text: str) -> str:
    """`k.c`, `c/ty`, `u.b.n.d` are one word."""
    return _INITIALS.sub(r"\1", text)


def _respace(text: str) -> str:
    """Words, numbers with their separators, and `%`; everything else was a space."""
    return " ".join(_TOKEN.findall(text))


def _is_emphasis(before: str, last: str) -> bool:
    """`ạa`, `ơii`: but `ưu` is a rime of its own."""
    return before == last or (last in "aeioy" and fold(before) == last)


def _squeeze(word: str) -> str:
    if _ROMAN.fullmatch(word):
        return word
    word = _RUN.sub(r"\1", word)
    if not word.isascii():
        while len(word) > 1 and word[-1].isalpha() and _is_emphasis(word[-2], word[-1]):
            word = word[:-1]
    return word


def _tone_table() -> dict[str, str]:
    """`hoà` is written `hòa` here: the tone stands on the first letter of open oa, oe, uy."""
    compose = unicodedata.normalize
    return {
        compose("NFC", first + second + tone): compose("NFC", first + tone + second)
        for first, second in _OPEN
        for tone in _TONES
    }


_TO_FIRST = _tone_table()
_TO_SECOND = {spelled: new for new, spelled in _TO_FIRST.items() if new[0] == "o"}
_NEW_STYLE = re.compile(rf"(?<!q)({'|'.join(_TO_FIRST)})$")
_MISPLACED = re.compile(rf"({'|'.join(_TO_SECOND)})(?=[^\W\d_])")


def _place_tone(word: str) -> str:
    word = _NEW_STYLE.sub(lambda found: _TO_FIRST[found[0]], word)
    return _MISPLACED.sub(lambda found: _TO_SECOND[found[0]], word)


@lru_cache(maxsize=1 << 13)
def _spell_word(word: str) -> str:
    return _place_tone(_squeeze(word))


def _spell(text: str) -> str:
    if text.isascii() and not _RUN.search(text):
        return text
    return " ".join(_spell_word(word) for word in text.split(" "))


_SMALL = "".join(
    unicodedata.normalize("NFC", letter + tone)
    for letter in "aăâeêioôơuưy"
    for tone in ("", *_TONES)
)
_LETTERS_ONLY = re.compile(f"[a-zđ{_SMALL} ]*")
"""What most phrasings and many questions are: small Vietnamese letters and spaces."""

STEPS: tuple[Callable[[str], str], ...] = (
    _compose, _restore_d, _drop_marks, _join_initials, _respace, _spell,
)  # fmt: skip


def normalize(text: str) -> str:
    """Small letters, one space between words, one way to spell each; at most `MAX_LENGTH` long.

    Digits stay, with `%` and the separators inside a number; `300tr` becomes `300 tr`.
    """
    if len(text) <= MAX_LENGTH and _LETTERS_ONLY.fullmatch(text):
        return _spell(" ".join(text.split()))  # nothing for the other steps to do
    for step in STEPS:
        text = step(text)
    return text[:MAX_LENGTH].rstrip()
