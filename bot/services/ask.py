"""Asks without remembering: one question, a file of them, or the turns of a dialogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.dialogue.conversation import Conversation
from bot.dialogue.engine import respond
from bot.message import Address, Message
from bot.text.private import mask_identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from bot.dialogue.conversation import Match, Turn
    from bot.dialogue.understanding import Understanding

_NOBODY = Address("console", "ask")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what the bot made of it."""

    question: str
    turn: Turn
    matches: tuple[Match, ...]
    """The nearest entries, also when something else decided."""

    @property
    def text(self) -> str:
        """Exactly what a person reads."""
        return "\n\n".join(reply.text for reply in self.turn.replies)

    def as_json(self) -> dict[str, object]:
        """One line of `ask --json`."""
        turn = self.turn
        return {
            "question": self.question,
            "kind": turn.kind,
            "entry": turn.entry,
            "text": self.text,
            "score": round(turn.score, 4),
            "matches": [
                {"entry": match.entry, "score": round(match.score, 4)} for match in self.matches
            ],
            "sources": list(turn.sources),
            "buttons": [{"title": button.title} for button in turn.conversation.offered],
        }


def ask(
    understanding: Understanding, questions: Iterable[str], now: datetime, *, is_dialogue: bool
) -> Iterator[Asked]:
    """Answer each question, in order.  In a dialogue an empty line begins a new one."""
    conversation = Conversation(_NOBODY)
    for number, line in enumerate(questions):
        question = line.strip()
        if not question:
            conversation = Conversation(_NOBODY)
            continue
        message = Message(_NOBODY, str(number), mask_identity(question), now)
        turn = respond(understanding, conversation, message, now)
        conversation = turn.conversation if is_dialogue else conversation
        yield Asked(question, turn, turn.matches or understanding.rank(question))
