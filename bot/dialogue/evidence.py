"""What a choice teaches administrators: which entry was meant by words that did not lead to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.dialogue.conversation import Conversation, Turn
    from bot.dialogue.understanding import Understanding

NONE_OF_THESE = frozenset({"person", "no"})


def with_evidence(
    turn: Turn, before: Conversation, target: str | None, understanding: Understanding
) -> Turn:
    """The Turn, with the question that was asked back and what was chosen for it."""
    question = before.asked_back
    offered = {button.target for button in before.offered}
    if not question or turn.missed or target is None:
        return turn
    if target in NONE_OF_THESE:
        chosen = None
    elif target in offered and target not in understanding.knowledge.commands:
        chosen = target
    else:
        return turn
    matches = turn.matches or understanding.rank(question)
    return replace(turn, missed=question, chosen=chosen, matches=matches)
