"""What two texts are compared by: runs of letters, which survive a slip, and words with their
neighbors, which do not but say more.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.text.sound import sound

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SIZES = (2, 3, 4)
_REMEMBERED = 20_000
"""Words whose sound is kept: all that people usually type."""


def runs(word: str) -> list[str]:
    """Runs of 2 to 4 letters of one word, its ends marked by spaces; none cross a word's end."""
    padded = f" {word} "
    return [
        padded[start : start + size] for size in _SIZES for start in range(len(padded) - size + 1)
    ]


_sound = lru_cache(_REMEMBERED)(sound)


def phrases(keys: Sequence[str]) -> Iterator[str]:
    """Each word, how it sounds, and each pair of neighbors.  They end in what no run holds."""
    for word in keys:
        yield f"{word}+"
        yield f"{_sound(word)}~"
    for first, second in pairwise(keys):
        yield f"{first}+{second}+"
