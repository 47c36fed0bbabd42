"""Letters without their accents, for people who type without them."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """The text with all marks off, and `d` for `đ`."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))
