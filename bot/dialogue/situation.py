"""What every handler gets to see, and the few ways in which a Turn is put together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.dialogue.conversation import Conversation, Kind, Match, Turn
from bot.message import Button, Message, Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.dialogue.understanding import Understanding
    from bot.knowledge.snapshot import Knowledge
    from bot.leads.lead import KeptLead

    Handler = Callable[["Situation"], Turn | None]
    """Offers to take the Turn, or declines with None."""

AGREE = "step.agree"
DECLINE = "step.decline"
SEND = "step.send"
ERASE = "step.erase"
KEEP = "step.keep"
YES_REMINDER = "step.remind"
NO_REMINDER = "step.no-remind"
"""What the buttons of decisions stand for, each its own: an old *Đồng ý* must not delete."""

LONGEST_MESSAGE = 2000
"""Characters; the limit of Zalo's own messages."""
CALLBACK = "form.callback"
"""The form that asks for nothing but how to call back."""
REGISTER = "register."
NEXT_EVENT = "next."
"""Begin the targets of buttons to register for an event, to be told of the next one."""

REMIND = "remind."
"""Begins the targets of buttons to be reminded of an event or a kind."""

CHECK = "check:"
"""Begins the targets of buttons of the check of eligibility; no id has a colon."""

TOPIC_LASTS = timedelta(minutes=30)
"""After a longer silence "còn hồ sơ thì sao" is no longer about what was said before."""

MOST_BUTTONS = 5
"""Zalo shows no more under one message."""


@dataclass(frozen=True, slots=True)
class Situation:
    """One message in its context."""

    understanding: Understanding
    conversation: Conversation
    message: Message
    now: datetime
    leads: Sequence[KeptLead]
    """What is kept about this person, for whoever asks to see it."""
    target: str | None
    """What was pressed, chosen by number or by title, or commanded in so many words."""

    @property
    def knowledge(self) -> Knowledge:
        """What the bot knows at this moment."""
        return self.understanding.knowledge

    @property
    def text(self) -> str:
        """What was said."""
        return self.message.text.strip()

    def means(self, step: str, word: str) -> bool:
        """Whether the button of this step was pressed, or the word for it typed.

        Buttons stay pressable in old messages, so a press counts for its own step only.
        """
        is_typed = self.message.target is None
        return self.target == step or (is_typed and self.target == word)

    def button(self, target: str) -> Button:
        """A button for an entry, a form or a command, with the title it has in the knowledge."""
        return Button(self.understanding.title(target), target)

    def buttons(self, *targets: str) -> tuple[Button, ...]:
        """Buttons for targets, without repeats, no more than a channel can show."""
        return tuple(self.button(target) for target in dict.fromkeys(targets))[:MOST_BUTTONS]

    def say(
        self,
        kind: Kind,
        text: str,
        buttons: Sequence[Button] = (),
        conversation: Conversation | None = None,
    ) -> Turn:
        """A Turn with one Reply."""
        return turn(conversation or self.conversation, kind, [Reply(text, tuple(buttons))])


def turn(conversation: Conversation, kind: Kind, replies: Sequence[Reply]) -> Turn:
    """A Turn that remembers what it offers, so that a number or a title can be typed."""
    offered = tuple(button for reply in replies for button in reply.buttons)
    return Turn(
        conversation=replace(conversation, offered=offered), replies=tuple(replies), kind=kind
    )


def with_matches(result: Turn, matches: Sequence[Match]) -> Turn:
    """The Turn, with what the question came near to."""
    return replace(result, matches=tuple(matches), score=matches[0].score if matches else 0.0)
