"""Telex and VNI keystrokes that no keyboard turned into letters, read back: `hoox trowj`."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.text.fold import fold
from bot.text.syllable import is_syllable, split_tone

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

_TELEX_TONES = dict(
    zip("sfrxjz", ["\u0301", "\u0300", "\u0309", "\u0303", "\u0323", ""], strict=True)
)
_VNI_TONES = dict(
    zip("123450", ["\u0301", "\u0300", "\u0309", "\u0303", "\u0323", ""], strict=True)
)
_HATS = {"a": "â", "e": "ê", "o": "ô", "ă": "â", "ơ": "ô"}
_HORNS = {"u": "ư", "o": "ơ", "ô": "ơ"}
_BREVES = {"a": "ă", "â": "ă"}
_VOWELS = frozenset("aăâeêioôơuưy")

ENGLISH = frozenset(
    """
    web test form free file fax email facebook zalo telegram website shop ok online offline link
    pdf word excel size box inox cnc laser wifi marketing logo brochure video qr best cost fix
    host list max mix post sex tax visa user sales order paper super deal fair text next index
    contact support laptop program expo trade staff office off boss press express see ads as is
    us or for new now view show tool tools data this that has have was been there here report
    export import news wood food room week seed
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
"""Words of other languages that would make a Vietnamese syllable if they were keystrokes."""

_NUMBERED = frozenset({"to", "ap", "lo", "quy", "khu", "cap", "dot"})
"""`quy4` is a quarter and `to3` a neighborhood, not a tone."""


@dataclass(slots=True)
class _Typing:
    """What stands on the screen after each key."""

    letters: list[str] = field(default_factory=list)
    tone: str = ""
    tones: int = 0

    def change(self, table: dict[str, str]) -> bool:
        """Change the last letter that the table knows; False if there is none."""
        for place in range(len(self.letters) - 1, -1, -1):
            letter = self.letters[place]
            if letter in table:
                self.letters[place] = table[letter]
                return True
        return False

    def hook(self) -> bool:
        """The horn of `uo` stands on both letters."""
        letters = "".join(self.letters)
        place = letters.rfind("uo")
        if place > 0 and letters[place - 1] == "q":
            place = -1
        if place >= 0:
            self.letters[place : place + 2] = "ư", "ơ"
            return True
        return self.change(_HORNS)

    def cross(self) -> bool:
        if self.letters[:1] != ["d"]:
            return False
        self.letters[0] = "đ"
        return True

    def put_tone(self, tone: str, *, is_early: bool = False) -> bool:
        """Tones follow a vowel; before it `s`, `r` and `x` are letters of the word."""
        if not is_early and not any(letter in _VOWELS for letter in self.letters):
            return False
        self.tone, self.tones = tone, self.tones + 1
        return True


def _press_telex(screen: _Typing, letter: str) -> bool:
    if letter in _TELEX_TONES:
        is_early = letter in "fj" and bool(screen.letters)
        return screen.put_tone(_TELEX_TONES[letter], is_early=is_early)
    if letter == "w":
        return screen.hook() or screen.change(_BREVES) or screen.change({"w": "ư"})
    if letter == "d":
        return screen.cross()
    hat = _HATS.get(letter)
    return hat is not None and screen.change({letter: hat})


def _press_vni(screen: _Typing, letter: str) -> bool:
    if letter in _VNI_TONES:
        return screen.put_tone(_VNI_TONES[letter])
    if letter == "6":
        return screen.change(_HATS)
    if letter == "7":
        return screen.hook()
    if letter == "8":
        return screen.change(_BREVES)
    return letter == "9" and screen.cross()


def _tone_place(base: str) -> int:
    """Index of the letter that carries the tone, spelled as `normalize` does."""
    marked = [place for place, letter in enumerate(base) if letter in "ăâêôơư"]
    if marked:
        return marked[-1]
    start = 2 if base.startswith(("qu", "gi")) and base[2:3] in _VOWELS else 0
    vowels = [place for place, letter in enumerate(base) if letter in _VOWELS and place >= start]
    is_closed = base[-1] not in _VOWELS
    return vowels[-1] if is_closed else vowels[1] if len(vowels) > 2 else vowels[0]  # noqa: PLR2004 - the middle of three


def _type(word: str) -> str | None:
    base, tone = split_tone(word)
    screen = _Typing(tone=tone)
    press = _press_vni if any(letter.isdigit() for letter in word) else _press_telex
    for letter in base:
        if not press(screen, letter):
            screen.letters.append("ư" if letter == "w" else letter)
    plain = "".join(screen.letters).replace("ưo", "ươ")
    if plain.endswith("ươ"):
        plain = plain[:-2] + "uơ"
    if screen.tones > 1 or not any(letter in _VOWELS for letter in plain):
        return None
    return _with_tone(plain, screen.tone)


def _with_tone(base: str, tone: str) -> str:
    place = _tone_place(base)
    return unicodedata.normalize("NFC", base[: place + 1] + tone + base[place + 1 :])


def _is_code(word: str) -> bool:
    """`w`, `a1`, `quy4`, `18`: what stands there is meant."""
    name = word.rstrip("0123456789")
    is_label = len(name) == 1 and len(word) <= 2  # noqa: PLR2004 - a letter and a digit
    return not word[0].isalpha() or is_label or name in _NUMBERED


@lru_cache(maxsize=1 << 13)
def decode(word: str) -> str | None:
    """The syllable that these keystrokes mean, or None if they mean none.

    Remembered, as words come again and again.
    """
    if is_syllable(word) or word in ENGLISH or _is_code(word):
        return None
    typed = _type(word)
    return typed if typed and typed != word and is_syllable(typed) else None


def read_telex(words: Sequence[str], known: Container[str] = ()) -> tuple[str, ...]:
    """The words with keystrokes read back; known words are left alone."""
    return tuple(word if fold(word) in known else decode(word) or word for word in words)
