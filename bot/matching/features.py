"""What two texts are compared by: runs of letters, which survive a slip, and words with their
neighbors, which do not but say more.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bot.text.fold import is_plain, key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SIZES = (2, 3, 4)


def runs(word: str) -> list[str]:
    """Runs of 2 to 4 letters of one word, its ends marked by spaces; none cross a word's end."""
    padded = f" {word} "
    return [
        padded[start : start + size] for size in _SIZES for start in range(len(padded) - size + 1)
    ]


def phrases(words: Sequence[str]) -> Iterator[str]:
    """Each word without its accents, the word with the accents that were typed, and each pair of
    neighbors.  They end in what no run holds.
    """
    keys = tuple(map(key, words))
    for word, plain in zip(words, keys, strict=True):
        yield f"{plain}+"
        yield from _accented(word)
    for first, second in pairwise(keys):
        yield f"{first}+{second}+"


def is_pair(feature: str) -> bool:
    """Whether it is a pair of neighbors."""
    return feature.endswith("+") and "+" in feature[:-1]


def _accented(word: str) -> tuple[str, ...]:
    """`mấy` is not `máy`; a word without accents may be any and says nothing here."""
    return () if is_plain(word) else (f"{word}|",)
