"""What the chat page needs from the rest of the program: a handful of callables, so that it knows
neither the store nor the services.
"""

from __future__ import annotations

from asyncio import Future
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.message import Address, Message, Reply
from bot.ports import Delivery, Line


@dataclass(frozen=True, slots=True)
class CenterShown:
    """What the page shows of the Centre."""

    name: str
    short_name: str


@dataclass(frozen=True, slots=True)
class ChatDoors:
    """The way in and out of a chat.  The awaitable ones may raise StoreBusyError."""

    accept: Callable[[Message], Awaitable[bool]]
    """Commit a Message to the inbox.  False: it was there already."""
    history: Callable[[Address, int], Awaitable[Sequence[Line]]]
    """The last so many lines of a chat, oldest first."""
    after: Callable[[Address, int], Awaitable[Sequence[Delivery]]]
    """Rows of an Address, sent or being sent, with ids above a number, in order."""
    news: Callable[[Address], Future[Delivery]]
    """The next Reply that is sent to an Address from now on; whoever tires of waiting cancels."""
    welcome: Callable[[], Reply]
    """What a chat without history begins with."""
    now: Callable[[], datetime]
    """The time with a timezone."""
    problems: Callable[[], Sequence[str]]
    """Why the program is not ready, in Vietnamese; nothing when it is."""
