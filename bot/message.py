"""What travels between people and the bot, in our own shape, on every channel alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

LINKS = ("https://", "http://")
"""What the address of a page begins with."""


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """Where a Reply goes: a chat on a channel.  A value, so it can be a key."""

    channel: str
    """`web`, `console`, `email`, `telegram`, ...: the name of the channel."""
    chat: str
    """The channel's own name for the chat; never shown to people, never in logs."""

    def __str__(self) -> str:
        return f"{self.channel}:{self.chat}"

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read back what `str()` wrote.  Raises ValueError when there is no colon."""
        channel, colon, chat = text.partition(":")
        if not (channel and colon and chat):
            raise ValueError(text)
        return cls(channel, chat)


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press below a Reply.  Whoever cannot press may type its title or its number."""

    title: str
    """What people read, at most about 40 characters."""
    target: str
    """What pressing it means: an entry, `form.<name>`, or a command such as `menu`; an address
    that begins with https:// is opened.
    """

    @property
    def is_link(self) -> bool:
        """Whether pressing it opens a page and sends nothing."""
        return self.target.startswith(LINKS)


SHARE_PHONE = "share.phone"
"""The target of a button that sends the person's own telephone number as a Message, on channels
that have such a thing.
"""


@dataclass(frozen=True, slots=True)
class Message:
    """What a person said."""

    address: Address
    event_id: str
    """The platform's own id of the Update; with the channel it makes a repeat recognizable."""
    text: str
    sent_at: datetime
    """When it reached us, with a timezone."""
    target: str | None = None
    """The `Button.target` that was pressed, if it was a press; `text` is then the title."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot says."""

    text: str
    buttons: tuple[Button, ...] = ()
