"""A person who talks to the engine, without anything around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.dialogue.conversation import Conversation, Turn
from bot.dialogue.engine import respond
from bot.dialogue.understanding import Understanding
from bot.leads.lead import KeptLead, Lead
from bot.message import Address, Message

AN = Address("web", "an")


@dataclass
class Talk:
    """One person's conversation with the engine, time included."""

    understanding: Understanding
    now: datetime = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    conversation: Conversation = field(default_factory=lambda: Conversation(AN))
    leads: list[Lead] = field(default_factory=list)
    said: int = 0

    def say(self, text: str, target: str | None = None) -> Turn:
        """Type something."""
        self.said += 1
        message = Message(AN, f"m{self.said}", text, self.now, target)
        kept = [
            KeptLead(n, lead, "truc-ban", "new", self.now) for n, lead in enumerate(self.leads, 1)
        ]
        turn = respond(self.understanding, self.conversation, message, self.now, kept)
        self.conversation = turn.conversation
        if turn.lead is not None:
            self.leads.append(turn.lead)
        return turn

    def press(self, title: str) -> Turn:
        """Press one of the buttons that are offered."""
        button = next(one for one in self.conversation.offered if one.title == title)
        return self.say(title, button.target)

    def wait(self, **time: float) -> None:
        """Let time pass."""
        self.now += timedelta(**time)
