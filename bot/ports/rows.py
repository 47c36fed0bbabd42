"""What is kept, a row each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from bot.message import Address, Reply


DeliveryState = Literal["waiting", "sending", "sent", "maybe_sent", "failed"]


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row of the outbox: a Reply on its way to an Address."""

    id: int
    """Grows with time, so per Address the order of ids is the order of Replies."""
    key: str
    """Unique: the same Reply cannot be put into the outbox twice."""
    address: Address
    reply: Reply
    state: DeliveryState
    attempts: int
    created_at: datetime
    reason: str = ""
    """Why the last attempt failed."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A question that had no answer of its own."""

    question: str
    asked_at: datetime
    channel: str
    best: str | None
    """The entry that came nearest."""
    score: float
    chosen: str | None = None
    """What was picked for it from a choice; None: nothing was."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a chat's history, for pages that show it again."""

    who: Literal["person", "bot"]
    id: int
    """The inbox or outbox number; unique per `who`."""
    text: str
    reply: Reply | None
    """With its buttons, when the bot said it."""
    at: datetime


@dataclass(frozen=True, slots=True)
class TokenPair:
    """A short-lived token to call with, and the one that buys the next pair, once."""

    access: str = field(repr=False)
    """Empty: there is none yet, only one to buy it with."""
    refresh: str = field(repr=False)
    issued_at: datetime
    expires_at: datetime
    refresh_expires_at: datetime


@dataclass(frozen=True, slots=True)
class KeptTokens:
    """What is kept of a platform's tokens."""

    pair: TokenPair
    seed: str
    """Tells which configured token the pair descends from."""
    trouble: str = ""
    """Why nobody tries any more; empty: all is well."""
