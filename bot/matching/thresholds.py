"""When to answer, when to ask back, when to say that we do not know: learned from examples."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores 0..1 between which the dialogue decides."""

    threshold: float = 0.6
    """From here on the best entry is answered."""
    floor: float = 0.25
    """From here to `threshold` a choice is offered; below it the question is unknown."""
    margin: float = 0.03
    """If the second entry is nearer than this to the first, a choice is offered."""


DEFAULT = Thresholds()
"""What questions left out of real phrasings teach (`python -m bench.matching`), rounded."""

MIN_WANTED = 40
MIN_FOREIGN = 20
"""With fewer examples than these the default is safer than what they would teach."""

ENOUGH = 1000
"""Of more examples than this every second, third, … is taken: more would teach no more."""

LEAST = 0.6
"""An answer is never less likely right than this: below it the tap on an offered title costs people
less than the wrong answers would."""
_FALSE_ANSWERS = 0.07
"""Share of foreign questions that may be answered.  Those that a knowledge lists are the nearest to
its own; of what people send to the wrong place a fourth as many are (`python -m bench.questions`).
"""
_WRONG_ANSWERS = 0.05
"""Share of the answers to questions of ours that may be wrong."""
_FALSE_CHOICES = 0.4
"""Share of foreign questions that may be met with a choice or an answer."""
_WRONG_COST = 3.0
"""A wrong answer undoes this many right ones: people act on what they are told."""
_MARGINS = (0.0, 0.01, 0.02, 0.03, 0.04, 0.06, 0.08, 0.1, 0.15)


class Ranker(Protocol):
    """Anything that ranks entries."""

    def rank(self, question: str, top: int = 5) -> list[tuple[str, float]]:
        """Entries with their scores, best first."""
        ...


@dataclass(frozen=True, slots=True)
class _Seen:
    best: str | None
    score: float
    lead: float
    """How far the second entry is behind."""
    is_right: bool


_UNSEEN = _Seen(None, 0.0, 0.0, is_right=False)


def _see(matcher: Ranker, question: str, entry: str | None) -> _Seen:
    ranked = matcher.rank(question, top=2)
    if not ranked:
        return _UNSEEN
    best, score = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    return _Seen(best, score, score - second, is_right=best == entry)


def _counts(seen: Sequence[_Seen], threshold: float, margin: float) -> tuple[int, int]:
    """How many are answered rightly and wrongly."""
    answered = [one for one in seen if one.score >= threshold and one.lead >= margin]
    right = sum(one.is_right for one in answered)
    return right, len(answered) - right


def _lowest_trustworthy(seen: Sequence[_Seen], least: float, margin: float) -> float:
    """The lowest threshold from `least` on at which few of the answers are wrong."""
    for step in sorted({least, *(one.score for one in seen if one.score > least)}):
        right, wrong = _counts(seen, step, margin)
        if wrong <= _WRONG_ANSWERS * (right + wrong):
            return step
    return 1.0


def _lowest_allowing(scores: Sequence[float], share: float) -> float:
    """The lowest score that at most this share of the foreign questions reaches."""
    falling = sorted(scores, reverse=True)
    allowed = int(share * len(falling))
    return round(falling[allowed] + 0.001, 3) if allowed < len(falling) else 0.0


def derive(
    matcher: Ranker,
    wanted: Sequence[tuple[str, str]],
    foreign: Sequence[str],
    harmless: Collection[str] = (),
) -> Thresholds:
    """The thresholds that these examples teach.

    `wanted` are questions with the entry that answers them, `foreign` are questions that nothing
    answers; at most it may be told that they are not ours, as the `harmless` entries do.  The
    threshold is the lowest from `LEAST` on at which at most 7 % of the foreign ones are answered
    and at most 5 % of the answers to the wanted ones are wrong; of the margins the one is taken
    that gives the most right answers less three times the wrong ones, the smallest if there are
    several.  The floor lets at most two fifths of the foreign questions through.
    """
    wanted = wanted[:: 1 + len(wanted) // ENOUGH]
    foreign = foreign[:: 1 + len(foreign) // ENOUGH]
    if len(wanted) < MIN_WANTED or len(foreign) < MIN_FOREIGN:
        return DEFAULT
    seen = [_see(matcher, question, entry) for question, entry in wanted]
    strangers = [_see(matcher, question, None) for question in foreign]
    harmful = [_UNSEEN if one.best in harmless else one for one in strangers]
    choices = []
    for margin in _MARGINS:
        scores = [one.score if one.lead >= margin else 0.0 for one in harmful]
        least = max(LEAST, _lowest_allowing(scores, _FALSE_ANSWERS))
        threshold = _lowest_trustworthy(seen, least, margin)
        right, wrong = _counts(seen, threshold, margin)
        choices.append((right - _WRONG_COST * wrong, -margin, threshold))
    _, margin, threshold = max(choices)  # as good with a smaller margin: fewer are asked back
    floor = _lowest_allowing([one.score for one in strangers], _FALSE_CHOICES)
    return Thresholds(round(threshold, 3), round(min(floor, threshold), 3), -margin)
