"""What two texts are compared by: runs of letters, which survive a slip, and words with their
neighbors, which do not but say more.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SIZES = (2, 3, 4)


def runs(word: str) -> list[str]:
    """Runs of 2 to 4 letters of one word, its ends marked by spaces; none cross a word's end."""
    padded = f" {word} "
    return [
        padded[start : start + size]
        for size in _SIZES
        for start in range(len(padded) - size + 1)
    ]


def phrases(keys: Sequence[str]) -> Iterator[str]:
    """Each word and each pair of neighbors.  They end in `+`, which no run holds."""
    for word in keys:
        yield f"{word}+"
    for first, second in pairwise(keys):
        yield f"{first}+{second}+"
