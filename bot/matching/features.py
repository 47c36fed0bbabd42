"""What two texts are compared by: words, and runs of letters that survive a slip."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SIZES = (3, 4)
_WORD = 3.0
"""A word and a pair of neighbors count this many times a run of letters: there are fewer."""


def features(keys: Sequence[str]) -> Mapping[str, float]:
    """Weighted features of folded words: runs of 3 and 4 letters, also across words; words; pairs.

    Words end in `+`, which no run of letters holds.
    """
    text = f" {' '.join(keys)} "
    found = Counter(
        text[start : start + size] for size in _SIZES for start in range(len(text) - size + 1)
    )
    weights = {run: 1.0 if count == 1 else 1.0 + math.log(count) for run, count in found.items()}
    for word in keys:
        weights[f"{word}+"] = _WORD
    for first, second in pairwise(keys):
        weights[f"{first}+{second}+"] = _WORD
    return weights
