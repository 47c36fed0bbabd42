"""Texts and counts as plain arrays, and back: what is learned lies in files without anything that
is run when it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[Any]

Pack = Mapping[str, "Array"]
"""Named arrays; texts are UTF-8 bytes, one text a line."""


def pack_lines(lines: Iterable[str]) -> npt.NDArray[np.uint8]:
    """The texts, none of which has a line break."""
    return np.frombuffer("".join(f"{line}\n" for line in lines).encode(), np.uint8)


def unpack_lines(array: npt.NDArray[np.uint8]) -> list[str]:
    """The texts again."""
    return array.tobytes().decode().split("\n")[:-1]


def pack_counts(name: str, counts: Mapping[str, int]) -> dict[str, Array]:
    """Two arrays under this name: what was counted, and how often."""
    numbers = np.fromiter(counts.values(), np.int64, len(counts))
    return {name: pack_lines(counts), f"{name}.counts": numbers}


def unpack_counts(name: str, pack: Pack) -> dict[str, int]:
    """The counts again.  Raises KeyError when an array is missing."""
    lines, numbers = unpack_lines(pack[name]), pack[f"{name}.counts"].tolist()
    return dict(zip(lines, numbers, strict=True))
