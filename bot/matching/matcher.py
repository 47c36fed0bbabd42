"""Ranks entries for a question: a model of each entry's phrasings, checked against the nearest."""

from __future__ import annotations

import copy
import math
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bot.matching.compare import Written, likeness, write
from bot.matching.confidence import Measured, chance, evidence, shares, with_likeness
from bot.matching.learned import learn, owners_of
from bot.matching.reader import Reader
from bot.matching.thresholds import DEFAULT, Thresholds
from bot.matching.vocabulary import Vocabulary
from bot.text.fold import fold
from bot.text.lexicon import Lexicon
from bot.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from bot.matching.index import Vector
    from bot.matching.learned import Learned

    Floats = npt.NDArray[np.float32]
    _Verbatim = dict[str, set[tuple[str, int]]]
    """Folded text of each phrasing: how it is written, and whose it is."""

_CANDIDATES = 8
"""Entries whose phrasings are looked at one by one."""
_SHORT_LIST = 8
"""Phrasings of theirs that are compared word by word."""
_VERBATIM, _VERBATIM_PLAIN = 0.95, 0.9
"""A phrasing typed as it stands, and without its accents, scores at least this."""
_NOTHING: Mapping[str, str] = MappingProxyType({})


class _Judged(NamedTuple):
    """A question beside all entries."""

    asked: Written
    scores: Floats
    """For each entry the chance that it is meant; together they are at most 1."""
    nearest: dict[int, tuple[float, int]]
    """Of the entries on the short list: likeness and place of the nearest phrasing."""


class Matcher:
    """Finds the entries whose phrasings mean the same as a question.

    Built once per knowledge; never changes.  `rank` gives scores 0..1, best first.  `topics` and
    `aspects` name what an entry is about and what it tells about it, where that is known.
    `learned` is what an earlier matcher learned from the same phrasings, to be spared doing so.
    """

    def __init__(  # noqa: PLR0913  # all but the first have a default
        self,
        phrasings: Mapping[str, Sequence[str]],
        lexicon: Lexicon | None = None,
        *,
        thresholds: Thresholds = DEFAULT,
        topics: Mapping[str, str] = _NOTHING,
        aspects: Mapping[str, str] = _NOTHING,
        learned: Learned | None = None,
    ) -> None:
        lexicon = lexicon or Lexicon()
        self.entries = tuple(phrasings)
        self.learned = learned or learn(phrasings, lexicon, topics, aspects)
        self._texts = tuple(text for texts in phrasings.values() for text in texts)
        self._owners = owners_of(phrasings)
        self._verbatim = _list_verbatim(self.learned.normalized, self._owners.tolist())
        self._read = self.learned.read
        self._vocabulary = Vocabulary(self._read)
        self._reader = Reader(lexicon, self._vocabulary)
        self._index, self._model = self.learned.index, self.learned.model
        self._starts = np.searchsorted(self._owners, np.arange(len(self.entries) + 1))
        self.thresholds = thresholds

    @property
    def threshold(self) -> float:
        """From this score on the best entry may be answered."""
        return self.thresholds.threshold

    @property
    def floor(self) -> float:
        """Below this score the question is unknown."""
        return self.thresholds.floor

    @property
    def margin(self) -> float:
        """Two best entries nearer than this are offered as a choice."""
        return self.thresholds.margin

    def with_thresholds(self, thresholds: Thresholds) -> Matcher:
        """The same matcher, deciding by other thresholds."""
        other = copy.copy(self)
        other.thresholds = thresholds
        return other

    def rank(self, question: str, top: int = 5) -> list[tuple[str, float]]:
        """The best entries with their scores, best first; empty if there is nothing to go by."""
        judged = self._judge(question)
        if judged is None:
            return []
        scores = judged.scores.copy()
        for place, least in self._verbatim_scores(question).items():
            scores[place] = least + (1 - least) * scores[place]
        order = np.argsort(-scores, kind="stable")[:top]
        return [(self.entries[place], round(float(scores[place]), 4)) for place in order]

    def knows(self, word: str) -> bool:
        """Whether any phrasing has this folded word."""
        return word in self._vocabulary

    def owner(self, text: str) -> str | None:
        """The entry that has the whole text as a phrasing, accents aside."""
        owners = self._verbatim_scores(text)
        return self.entries[min(owners)] if owners else None

    def explain(self, question: str) -> list[str]:
        """How a question was read and what decided, in Vietnamese, for administrators."""
        judged = self._judge(question)
        lines = self._reader.explain(question)
        if judged is None:
            return [*lines, "không còn từ nào để tìm"]
        asked, nearest = judged.asked, judged.nearest
        total = max(asked.total, 1e-9)
        shares = zip(asked.words, asked.keys, asked.weights, strict=True)
        lines += [
            "sức nặng: "
            + ", ".join(
                f"{word} {weight / total:.0%}" + ("" if spelled in self._vocabulary else " (lạ)")
                for word, spelled, weight in shares
            )
        ]
        for entry, score in self.rank(question, top=3):
            likeness_, place = nearest.get(self.entries.index(entry), (0.0, -1))
            near = f', gần nhất "{self._texts[place]}" ({likeness_:.2f})' if place >= 0 else ""
            lines.append(f"{entry} {score:.2f}{near}")
        return lines

    def _verbatim_scores(self, question: str) -> dict[int, float]:
        written = normalize(question)
        found: dict[int, float] = {}
        for listed, owner in self._verbatim.get(fold(written), ()):
            least = _VERBATIM if listed == written else _VERBATIM_PLAIN
            found[owner] = max(found.get(owner, 0.0), least)
        return found

    def _judge(self, question: str) -> _Judged | None:
        """The question beside all entries; None if nothing is left of it, or nothing is known."""
        words = self._reader.read(question)
        if not words or not self._texts:
            return None
        asked = write(words, self._vocabulary, is_question=True)
        vector = self._index.vector(asked.keys)
        heard = self._model.hear(vector)
        found = evidence(heard)
        nearest = self._find_nearest(asked, self._short_list(vector, found))
        alike = np.zeros_like(found)
        alike[list(nearest)] = [likeness for likeness, _ in nearest.values()]
        shared = shares(with_likeness(found, alike, asked.total))
        best = int(shared.argmax())
        measured = Measured(
            float(heard.direction[best]),
            self._coverage(asked),
            math.log1p(asked.total),
            math.log(shared[best]),
        )
        scores = shared * np.float32(chance(measured) / shared[best])
        return _Judged(asked, scores, nearest)

    def _short_list(self, vector: Vector, found: Floats) -> list[int]:
        """The phrasings nearest to the question, of the entries that its words speak for."""
        count = min(_CANDIDATES, len(found))
        candidates = np.argpartition(-found, count - 1)[:count]
        places = np.concatenate(
            [np.arange(self._starts[one], self._starts[one + 1]) for one in np.sort(candidates)]
        )
        cosines = self._index.cosines(vector, places)
        chosen: list[int] = places[np.argsort(-cosines, kind="stable")[:_SHORT_LIST]].tolist()
        return chosen

    def _find_nearest(self, asked: Written, near: list[int]) -> dict[int, tuple[float, int]]:
        nearest: dict[int, tuple[float, int]] = {}
        for place in near:
            owner = int(self._owners[place])
            alike = likeness(asked, write(self._read[place], self._vocabulary))
            if alike > nearest.get(owner, (-1.0, 0))[0]:
                nearest[owner] = alike, place
        return nearest

    def _coverage(self, asked: Written) -> float:
        """Share of the question's weight that the knowledge knows: foreign questions score low."""
        weights = zip(asked.keys, asked.weights, strict=True)
        known = sum(weight for spelled, weight in weights if spelled in self._vocabulary)
        return known / max(asked.total, 1e-9)


def _list_verbatim(normalized: Sequence[str], owners: Sequence[int]) -> _Verbatim:
    listed: _Verbatim = {}
    for text, owner in zip(normalized, owners, strict=True):
        listed.setdefault(fold(text), set()).add((text, owner))
    return listed
