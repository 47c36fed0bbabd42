"""What two texts are compared by: runs of letters, which survive a slip, and words with their
neighbors, which do not but say more.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_SIZES = (2, 3, 4)
_REMEMBERED = 20_000
"""Words whose runs are kept: all that people usually type."""


@lru_cache(_REMEMBERED)
def _runs(word: str) -> tuple[str, ...]:
    """Runs of 2 to 4 letters of one word, its ends marked by spaces; none cross a word's end."""
    padded = f" {word} "
    length = len(padded)
    return tuple(
        padded[start : start + size]
        for size in _SIZES
        for start in range(max(1, length - size + 1))
        if size <= length
    )


def runs(keys: Sequence[str]) -> Mapping[str, int]:
    """How often each run of letters stands in the folded words."""
    found: Counter[str] = Counter()
    for word in keys:
        found.update(_runs(word))
    return found


def words(keys: Sequence[str]) -> Mapping[str, int]:
    """How often each word and each pair of neighbors does.  They end in `+`, which no run holds."""
    return Counter(_words(keys))


def _words(keys: Sequence[str]) -> Iterator[str]:
    for word in keys:
        yield f"{word}+"
    for first, second in pairwise(keys):
        yield f"{first}+{second}+"
