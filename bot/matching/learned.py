"""What is learned from the phrasings once, and may be kept: arrays of numbers and lists of texts.

Learning takes some four tenths of a second per thousand phrasings, reading it back next to
nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self
from zlib import crc32

import numpy as np

from bot.matching.accents import Accents
from bot.matching.balance import Balance, learn_balance
from bot.matching.elsewhere import Elsewhere, learn_elsewhere
from bot.matching.index import Index
from bot.matching.model import Model, is_small
from bot.matching.packing import pack_lines, unpack_lines
from bot.matching.reader import Reader, read_phrasing
from bot.matching.rivals import learn_rivals, trust
from bot.matching.vocabulary import Vocabulary
from bot.matching.weights import Sparse
from bot.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from bot.matching.elsewhere import Others
    from bot.matching.packing import Pack
    from bot.text.lexicon import Lexicon

_TABLE, _ELSEWHERE = "rivals", "elsewhere"
_ENOUGH_OTHERS = 100
"""Questions of somebody else's business; fewer tell only what they themselves are about."""


@dataclass(frozen=True, slots=True)
class Learned:
    """Everything a matcher knows of its phrasings."""

    normalized: list[str]
    """Each phrasing, normalized."""
    vocabulary: Vocabulary
    accents: Accents
    index: Index
    model: Model
    balance: Balance
    rivals: Sparse | None
    """What tells entries apart that are taken for each other; None where there are too many
    entries, or too few ways to ask for each.
    """
    elsewhere: Elsewhere | None
    """Whose business a question is; None where `rivals` is, or too little is not ours."""

    def pack(self) -> Pack:
        """All of it as arrays."""
        texts = {
            "normalized": pack_lines(self.normalized),
            "features": pack_lines(self.index.features),
        }
        words = {**self.vocabulary.pack(), **self.accents.pack()}
        believed = {"balance": np.asarray(self.balance)}
        arrays = texts | words | self.index.arrays() | self.model.arrays() | believed
        if self.rivals is not None:
            arrays |= self.rivals.pack(_TABLE)
        if self.elsewhere is not None:
            arrays[_ELSEWHERE] = self.elsewhere.weights
        return arrays

    @classmethod
    def unpack(cls, pack: Pack) -> Self:
        """Read back what `pack` wrote.  Raises KeyError when an array is missing, ValueError when
        they do not belong together.
        """
        index, model = Index(unpack_lines(pack["features"]), pack), Model.restore(pack)
        believed = pack["balance"]
        if len(believed) != len(Balance._fields) or not np.isfinite(believed).all():
            raise ValueError("balance")
        is_kept = _has_rivals(index, len(pack["masses"]))
        rivals = Sparse.unpack(_TABLE, pack) if is_kept else None
        if rivals is not None and len(rivals.starts) != index.width + 1:
            raise ValueError(_TABLE)
        elsewhere = Elsewhere(pack[_ELSEWHERE]) if _ELSEWHERE in pack else None
        if elsewhere is not None and len(elsewhere.weights) != index.width + 1:
            raise ValueError(_ELSEWHERE)
        return cls(
            unpack_lines(pack["normalized"]),
            Vocabulary.unpack(pack),
            Accents.unpack(pack),
            index,
            model,
            Balance(*map(float, believed)),
            rivals,
            elsewhere,
        )


def learn(
    phrasings: Mapping[str, Sequence[str]],
    lexicon: Lexicon,
    topics: Mapping[str, str],
    aspects: Mapping[str, str],
    others: Others,
) -> Learned:
    """Learn from the phrasings of each entry, and from what is somebody else's business."""
    normalized = [normalize(text) for texts in phrasings.values() for text in texts]
    read = [read_phrasing(tuple(text.split()), lexicon) for text in normalized]
    owners = owners_of(phrasings)
    index = Index.learn(read)
    model = Model.learn(index, owners, tuple(phrasings), topics, aspects)
    balance = learn_balance(index, model, normalized, owners, len(phrasings))
    vocabulary, accents = Vocabulary.learn(read), Accents.learn(read)
    found = Learned(normalized, vocabulary, accents, index, model, balance, None, None)
    if not _has_rivals(index, len(phrasings)):
        return found
    rivals = learn_rivals(index, model, normalized, owners, len(phrasings))
    names = tuple(phrasings)
    is_others = [names[owner] in others.entries for owner in owners]
    return replace(found, rivals=rivals, elsewhere=_whose(found, is_others, others, lexicon))


def _whose(
    found: Learned, is_others: Sequence[bool], others: Others, lexicon: Lexicon
) -> Elsewhere | None:
    """Whose business questions are, learned from the phrasings and from what nothing answers."""
    if len(others.questions) < _ENOUGH_OTHERS:
        return None
    reader, index, accents = Reader(lexicon, found.vocabulary), found.index, found.accents
    asked = [index.vector(accents.spell(reader.read(one), one)) for one in others.questions]
    return learn_elsewhere(
        index.width,
        [*map(index.row, range(index.size)), *asked],
        [*is_others, *([True] * len(asked))],
        [crc32(text.encode()) for text in (*found.normalized, *others.questions)],
    )


def _has_rivals(index: Index, entries: int) -> bool:
    return is_small(index.width, entries) and trust(index.size, entries) > 0


def owners_of(phrasings: Mapping[str, Sequence[str]]) -> npt.NDArray[np.int64]:
    """The entry (its place) of each phrasing."""
    sizes = [len(texts) for texts in phrasings.values()]
    return np.repeat(np.arange(len(sizes)), sizes)
