from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.conversation import Match
from bot.dialogue.policy import MOST_CHOICES, Limits, decide

LIMITS = Limits(threshold=0.6, floor=0.3, margin=0.05)
SCORES = st.lists(st.floats(0, 1), max_size=8).map(lambda scores: sorted(scores, reverse=True))


def ranked(*scores: float) -> list[Match]:
    return [Match(f"e{number}", score) for number, score in enumerate(scores)]


def test_a_clear_winner_answers() -> None:
    """Above the threshold and alone there: that is the answer."""
    assert decide(ranked(0.9, 0.5), LIMITS).kind == "answer"


def test_two_close_ones_are_offered() -> None:
    """When two are as good as each other the person chooses."""
    decision = decide(ranked(0.9, 0.88, 0.4), LIMITS)
    assert (decision.kind, len(decision.matches)) == ("choice", 2)


def test_doubtful_ones_are_offered() -> None:
    """Between floor and threshold nothing is claimed."""
    decision = decide(ranked(0.5, 0.4, 0.1), LIMITS)
    assert (decision.kind, [match.entry for match in decision.matches]) == ("choice", ["e0", "e1"])


def test_nothing_near_is_unknown() -> None:
    """Below the floor it says that it does not know."""
    assert decide(ranked(0.2), LIMITS).kind == "unknown"
    assert decide([], LIMITS).kind == "unknown"


@given(SCORES)
def test_a_decision_offers_only_what_it_was_given(scores: list[float]) -> None:
    """An answer is the best one; a choice has at most four; below the floor there is neither."""
    matches = ranked(*scores)
    decision = decide(matches, LIMITS)
    assert set(decision.matches) <= set(matches)
    assert len(decision.matches) <= MOST_CHOICES
    assert (decision.kind == "unknown") == (not scores or scores[0] < LIMITS.floor)
    if decision.kind == "answer":
        assert decision.matches == tuple(matches[:1])
        assert scores[0] >= LIMITS.threshold
