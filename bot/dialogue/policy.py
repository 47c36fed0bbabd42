"""From scores to a decision: answer, ask which one was meant, or admit not knowing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogue.conversation import Match

MOST_CHOICES = 4


@dataclass(frozen=True, slots=True)
class Limits:
    """Where the decision changes.  All three are derived from the knowledge, see `matching`."""

    threshold: float
    """From here on the best entry may be the answer."""
    floor: float
    """Below this nothing is even offered."""
    margin: float
    """Two entries this close are both offered."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do about a question."""

    kind: Literal["answer", "choice", "unknown"]
    matches: tuple[Match, ...] = ()
    """The entry that answers, or those to choose from."""


def decide(matches: Sequence[Match], limits: Limits) -> Decision:
    """Answer with a clear winner, offer the near ones, else say that there is no answer."""
    if not matches or matches[0].score < limits.floor:
        return Decision("unknown")
    best = matches[0].score
    rivals = [match for match in matches if best - match.score <= limits.margin]
    if best >= limits.threshold and len(rivals) == 1:
        return Decision("answer", tuple(matches[:1]))
    if best >= limits.threshold:
        return Decision("choice", tuple(rivals[:MOST_CHOICES]))
    offered = [match for match in matches if match.score >= limits.floor]
    if len(offered) == 1:
        # A single doubtful entry makes no choice to speak of: its neighbor is offered with it.
        offered = list(matches[:2])
    return Decision("choice", tuple(offered[:MOST_CHOICES]))
