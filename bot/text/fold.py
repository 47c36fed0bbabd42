"""Vietnamese without its accents, as most owners type it, for whoever compares words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LATIN = [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]
_OPEN_Y = re.compile(r"\b([hklmst]|qu)y\b")


def _strip(text: str) -> str:
    """Without combining marks.  `đ` survives this: it is a letter, not a `d` with a mark."""
    decomposed = unicodedata.normalize("NFD", text)
    bare = "".join(letter for letter in decomposed if unicodedata.category(letter) != "Mn")
    return unicodedata.normalize("NFC", bare)


_PLAIN = {code: _strip(chr(code)) for code in _LATIN} | {ord("đ"): "d", ord("Đ"): "D"}


def fold(text: str) -> str:
    """The same text without tone marks, circumflexes, horns, breves; `đ` becomes `d`."""
    if text.isascii():
        return text
    plain = text.translate(_PLAIN)
    return plain if plain.isascii() else _strip(plain)


@lru_cache(maxsize=1 << 13)
def key(word: str) -> str:
    """What two spellings of one word share: folded, and `kỹ` like `kĩ`.

    Remembered: words come again and again, and this is half the time of reading a sentence.
    """
    plain = fold(word)
    return _OPEN_Y.sub(r"\1i", plain) if plain.endswith("y") else plain


def is_plain(word: str) -> bool:
    """True: typed without accents, so the accents may be any."""
    return word.isascii()
