"""Ranks entries for a question by what their phrasings together say."""

from __future__ import annotations

import copy
import math
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bot.matching.confidence import (
    NO_LEAD_KNOWN,
    SURELY,
    Measured,
    chance,
    evidence,
    shares,
    sharpened,
)
from bot.matching.elsewhere import NOBODY
from bot.matching.learned import learn, owners_of
from bot.matching.reader import Reader
from bot.matching.rivals import trust
from bot.matching.thresholds import DEFAULT, Thresholds
from bot.text.fold import fold
from bot.text.lexicon import Lexicon
from bot.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from bot.matching.elsewhere import Others
    from bot.matching.index import Vector
    from bot.matching.learned import Learned
    from bot.matching.vocabulary import Weighed

    Floats = npt.NDArray[np.float32]
    _Verbatim = dict[str, set[tuple[str, int]]]
    """Folded text of each phrasing: how it is written, and whose it is."""

_VERBATIM, _VERBATIM_PLAIN = 0.95, 0.9
"""A phrasing typed as it stands, and without its accents, scores at least this."""
_NOTHING: Mapping[str, str] = MappingProxyType({})


class _Judged(NamedTuple):
    """A question beside all entries."""

    asked: Weighed
    vector: Vector
    scores: Floats
    """For each entry the chance that it is meant; together they are at most 1."""


class Matcher:
    """Finds the entries whose phrasings mean the same as a question.

    Built once per knowledge; never changes.  `rank` gives scores 0..1, best first.  `topics` and
    `aspects` name what an entry is about and what it tells about it, where that is known; `others`
    are questions that none of them answers, and the entries that say that something is not ours.
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
        others: Others = NOBODY,
        learned: Learned | None = None,
    ) -> None:
        lexicon = lexicon or Lexicon()
        self.entries = tuple(phrasings)
        self.learned = learned or learn(phrasings, lexicon, topics, aspects, others)
        self._texts = tuple(text for texts in phrasings.values() for text in texts)
        self._owners = owners_of(phrasings)
        self._verbatim = _list_verbatim(self.learned.normalized, self._owners.tolist())
        self._vocabulary, self._accents = self.learned.vocabulary, self.learned.accents
        self._reader = Reader(lexicon, self._vocabulary)
        self._index, self._model = self.learned.index, self.learned.model
        is_told = self.learned.rivals is not None
        self._told_apart = trust(len(self._texts), len(self.entries)) if is_told else 0.0
        self._starts = np.searchsorted(self._owners, np.arange(len(self.entries) + 1))
        self._not_ours = frozenset(others.entries)
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
        asked = judged.asked
        shares = zip(asked.words, asked.keys, asked.weights, strict=True)
        lines += [
            "sức nặng: "
            + ", ".join(
                f"{word} {weight / max(asked.total, 1e-9):.0%}"
                + ("" if spelled in self._vocabulary else " (lạ)")
                for word, spelled, weight in shares
            )
        ]
        if (elsewhere := self.learned.elsewhere) is not None:
            side = elsewhere.side(judged.vector)
            whose = "nơi khác" if side > 0 else "mình"
            lines.append(f"nghe như việc của {whose} ({abs(side):.1f})")
        return lines + [
            f"{entry} {score:.2f}{self._nearest(entry, judged.vector)}"
            for entry, score in self.rank(question, top=3)
        ]

    def _nearest(self, entry: str, asked: Vector) -> str:
        """The phrasing of the entry that is nearest to the question, if it has any."""
        place = self.entries.index(entry)
        places = np.arange(self._starts[place], self._starts[place + 1])
        if not len(places):
            return ""
        nearest = int(places[self._index.cosines(asked, places).argmax()])
        return f', gần nhất "{self._texts[nearest]}"'

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
        vector = self._index.vector(self._accents.spell(words, question))
        asked = self._vocabulary.weigh(words)
        heard = self._model.hear(vector)
        rivals = self.learned.rivals
        apart = None if rivals is None else rivals.sums(vector)
        found = evidence(heard, self.learned.balance, apart, self._told_apart)
        shared = shares(sharpened(found, asked.total))
        best = int(shared.argmax())
        measured = Measured(
            float(heard.direction[best]),
            self._coverage(asked),
            math.log1p(asked.total),
            math.log(shared[best]),
            (1 - self._told_apart) * NO_LEAD_KNOWN + (0.0 if apart is None else _lead(apart, best)),
            self._fit(vector, best),
        )
        scores = shared * np.float32(chance(measured, self._told_apart) / shared[best])
        return _Judged(asked, vector, scores)

    def _fit(self, asked: Vector, best: int) -> float:
        """How far the question sounds like the business of whoever the best entry speaks of."""
        elsewhere = self.learned.elsewhere
        if elsewhere is None:
            return SURELY
        side = elsewhere.side(asked)
        return min(SURELY, side if self.entries[best] in self._not_ours else -side)

    def _coverage(self, asked: Weighed) -> float:
        """Share of the question's weight that the knowledge knows: foreign questions score low."""
        weights = zip(asked.keys, asked.weights, strict=True)
        known = sum(weight for spelled, weight in weights if spelled in self._vocabulary)
        return known / max(asked.total, 1e-9)


def _lead(apart: Floats, best: int) -> float:
    """How far an entry is ahead of the next one; of a single one, of nothing."""
    others = max(apart[:best].max(initial=-np.inf), apart[best + 1 :].max(initial=-np.inf))
    return float(apart[best] - others) if np.isfinite(others) else float(apart[best])


def _list_verbatim(normalized: Sequence[str], owners: Sequence[int]) -> _Verbatim:
    listed: _Verbatim = {}
    for text, owner in zip(normalized, owners, strict=True):
        listed.setdefault(fold(text), set()).add((text, owner))
    return listed
