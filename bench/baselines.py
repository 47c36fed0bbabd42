"""What people would pick instead, so that it runs beside ours."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

import bm25s
import numpy as np
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bot.matching.thresholds import Ranker
from bot.text.fold import fold
from bot.text.normalize import normalize

Phrasings = Mapping[str, Sequence[str]]
Ranked = list[tuple[str, float]]


def _plain(text: str) -> str:
    return fold(normalize(text))


def _texts(phrasings: Phrasings) -> tuple[list[str], list[str]]:
    """The owner of each phrasing, and the phrasing without accents."""
    owners = [entry for entry, texts in phrasings.items() for _ in texts]
    return owners, [_plain(text) for texts in phrasings.values() for text in texts]


class Fuzzy:
    """A scorer of rapidfuzz over folded phrasings, nearest phrasing first."""

    def __init__(self, scorer: Callable[..., float], phrasings: Phrasings) -> None:
        self._scorer = scorer
        self._owners, self._texts = _texts(phrasings)

    def rank(self, question: str, top: int = 5) -> Ranked:
        """Entries by their nearest phrasing."""
        found = process.extract(_plain(question), self._texts, scorer=self._scorer, limit=top)
        return [(self._owners[place], score / 100) for _, score, place in found]


def token_set(phrasings: Phrasings) -> Fuzzy:
    """`token_set_ratio`."""
    return Fuzzy(fuzz.token_set_ratio, phrasings)


def weighted_ratio(phrasings: Phrasings) -> Fuzzy:
    """`WRatio`, the scorer that rapidfuzz takes by itself."""
    return Fuzzy(fuzz.WRatio, phrasings)


class Bm25:
    """BM25 of bm25s over folded words."""

    def __init__(self, phrasings: Phrasings) -> None:
        self._owners, texts = _texts(phrasings)
        self._retriever = bm25s.BM25()
        self._retriever.index([text.split() for text in texts], show_progress=False)

    def rank(self, question: str, top: int = 5) -> Ranked:
        """Entries by their nearest phrasing; scores have no upper end."""
        words = _plain(question).split()
        if not words:
            return []
        scores = self._retriever.get_scores(words)
        best = np.argsort(-scores, kind="stable")[:top]
        return [(self._owners[place], float(scores[place])) for place in best]


class CharacterNeighbors:
    """TF-IDF of runs of 2 to 5 letters within words, nearest phrasing first."""

    def __init__(self, phrasings: Phrasings) -> None:
        self._owners, texts = _texts(phrasings)
        documents = [_runs(text) for text in texts]
        spread = Counter(run for document in documents for run in document)
        size = len(documents)
        self._idf = {run: math.log((1 + size) / (1 + held)) + 1 for run, held in spread.items()}
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, document in enumerate(documents):
            for run, worth in self._weigh(document).items():
                self._postings[run].append((place, worth))

    def _weigh(self, document: Counter[str]) -> dict[str, float]:
        worth = {run: count * self._idf[run] for run, count in document.items() if run in self._idf}
        norm = math.sqrt(sum(value * value for value in worth.values()))
        return {run: value / norm for run, value in worth.items()}

    def rank(self, question: str, top: int = 5) -> Ranked:
        """Entries by the cosine of their nearest phrasing."""
        scores: dict[int, float] = defaultdict(float)
        for run, worth in self._weigh(_runs(_plain(question))).items():
            for place, held in self._postings[run]:
                scores[place] += worth * held
        best = sorted(scores.items(), key=lambda found: (-found[1], found[0]))[:top]
        return [(self._owners[place], score) for place, score in best]


def _runs(text: str) -> Counter[str]:
    padded = [f" {word} " for word in text.split()]
    return Counter(
        word[start : start + size]
        for word in padded
        for size in range(2, 6)
        for start in range(len(word) - size + 1)
    )


class Logistic:
    """Logistic regression of scikit-learn over TF-IDF of runs of 2 to 5 letters within words."""

    def __init__(self, phrasings: Phrasings) -> None:
        self._owners, texts = _texts(phrasings)
        self._vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
        self._model = LogisticRegression(C=30, max_iter=300)
        self._model.fit(self._vectors.fit_transform(texts), self._owners)

    def rank(self, question: str, top: int = 5) -> Ranked:
        """Entries by their probability."""
        likely = self._model.predict_proba(self._vectors.transform([_plain(question)]))[0]
        best = np.argsort(-likely, kind="stable")[:top]
        return [(str(self._model.classes_[place]), float(likely[place])) for place in best]


BASELINES: Mapping[str, Callable[[Phrasings], Ranker]] = {
    "rapidfuzz WRatio": weighted_ratio,
    "rapidfuzz token_set_ratio": token_set,
    "BM25 (bm25s)": Bm25,
    "character TF-IDF": CharacterNeighbors,
    "logistic regression": Logistic,
}
