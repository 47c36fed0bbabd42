"""What is learned from the phrasings once, and may be kept: arrays of numbers and lists of texts.

Learning takes a tenth of a second per thousand phrasings, reading it back next to nothing.  A
`Pack` holds all of it as plain arrays, so that it can lie in files without anything that is run
when it is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.matching.index import Index
from bot.matching.model import Model
from bot.matching.reader import read_phrasing
from bot.text.fold import key
from bot.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from bot.text.lexicon import Lexicon
    from bot.text.phrases import Words

Pack = Mapping[str, "npt.NDArray[Any]"]
"""Named arrays; texts are UTF-8 bytes, one text a line."""


@dataclass(frozen=True, slots=True)
class Learned:
    """Everything a matcher knows of its phrasings."""

    normalized: list[str]
    """Each phrasing, normalized."""
    read: list[Words]
    """The words that each is taken to mean."""
    index: Index
    model: Model

    def pack(self) -> Pack:
        """All of it as arrays."""
        texts = {
            "normalized": self.normalized,
            "read": [" ".join(words) for words in self.read],
            "features": list(self.index.features),
        }
        arrays: dict[str, npt.NDArray[Any]] = {
            name: np.frombuffer("".join(f"{line}\n" for line in lines).encode(), np.uint8)
            for name, lines in texts.items()
        }
        return arrays | self.index.arrays() | self.model.arrays()

    @classmethod
    def unpack(cls, pack: Pack) -> Learned:
        """Read back what `pack` wrote.  Raises KeyError when an array is missing."""
        read = [tuple(line.split()) for line in _lines(pack["read"])]
        index = Index(_lines(pack["features"]), pack)
        return cls(_lines(pack["normalized"]), read, index, Model.restore(pack))


def _lines(array: npt.NDArray[np.uint8]) -> list[str]:
    return array.tobytes().decode().split("\n")[:-1]


def learn(
    phrasings: Mapping[str, Sequence[str]],
    lexicon: Lexicon,
    topics: Mapping[str, str],
    aspects: Mapping[str, str],
) -> Learned:
    """Learn from the phrasings of each entry."""
    normalized = [normalize(text) for texts in phrasings.values() for text in texts]
    read = [read_phrasing(tuple(text.split()), lexicon) for text in normalized]
    owners = owners_of(phrasings)
    index = Index.learn([tuple(map(key, words)) for words in read])
    model = Model.learn(index, owners, tuple(phrasings), topics, aspects)
    return Learned(normalized, read, index, model)


def owners_of(phrasings: Mapping[str, Sequence[str]]) -> npt.NDArray[np.int64]:
    """The entry (its place) of each phrasing."""
    sizes = [len(texts) for texts in phrasings.values()]
    return np.repeat(np.arange(len(sizes)), sizes)
