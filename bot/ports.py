"""The doors to the outside: what the services need from channels, the store and the clock.

The store is plain synchronous code.  All work happens in a Transaction: it commits when its block
ends and rolls back when its block raises.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from bot.dialogue.conversation import Conversation
    from bot.events.edition import Edition
    from bot.leads.lead import KeptLead, Lead, LeadEvent, LeadStatus
    from bot.leads.subscription import Subscription
    from bot.message import Address, Message, Reply

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


class Channel(Protocol):
    """A place where people talk to us."""

    name: str

    async def send(self, delivery: Delivery) -> None:
        """Deliver one Reply.  Raises DeliveryError, which says whether to try again."""


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """The time with a timezone."""


class Inbox(Protocol):
    """Messages that arrived, kept from before they are acknowledged."""

    def add(self, message: Message) -> bool:
        """Keep it.  False when (channel, event id) was there already; nothing changes then."""

    def oldest(self, busy: Collection[Address] = ()) -> Message | None:
        """The oldest unanswered Message of the addresses that are not busy, in order of arrival."""

    def finish(self, message: Message, at: datetime) -> bool:
        """Mark it answered.  False when it was already, or is gone; nothing changes then."""

    def last_from(self, address: Address) -> datetime | None:
        """When the Address wrote last, by what is still kept; None: nothing is."""

    def expire(self, before: datetime) -> int:
        """Delete for good what was answered before then.  How many."""


class Conversations(Protocol):
    """What is remembered about an Address."""

    def get(self, address: Address) -> Conversation:
        """The conversation; a new one when there is none."""

    def save(self, conversation: Conversation) -> None:
        """Write it, replacing what was there."""

    def history(self, address: Address, limit: int) -> Sequence[Line]:
        """The last `limit` lines, oldest first: each Message, then the Replies to it that
        were sent or are being sent, so that a page which reloads keeps what it has just shown.
        """

    def erase(self, address: Address) -> None:
        """Delete the conversation, its answered messages and its closed replies for good.
        Of a message only the event id stays, so that a repeat is still recognized.
        """

    def expire(self, before: datetime) -> int:
        """Delete for good what has not changed since then.  How many."""


class Leads(Protocol):
    """People to call back."""

    def add(self, lead: Lead, collaborator: str) -> int:
        """Keep it with its first line of history; its number."""

    def get(self, number: int) -> KeptLead | None:
        """One lead."""

    def find(
        self,
        *,
        statuses: Collection[LeadStatus] = (),
        collaborator: str | None = None,
        address: Address | None = None,
    ) -> Sequence[KeptLead]:
        """Leads that fit every condition given, oldest first; no condition: all of them."""

    def change(self, number: int, status: LeadStatus, event: LeadEvent) -> None:
        """Set the status and write the line of history.  Raises KeyError without such a lead."""

    def history(self, number: int) -> Sequence[LeadEvent]:
        """What has happened to it, oldest first."""

    def told_in(self, key: str) -> Sequence[int]:
        """The leads that were reported in the digest with this outbox key."""

    def erase(self, numbers: Collection[int]) -> None:
        """Delete leads and their history for good."""

    def expire(self, before: datetime) -> int:
        """Delete for good, with their history, leads unchanged since then.  How many."""


class Outbox(Protocol):
    """Replies not yet delivered."""

    def add(
        self,
        key: str,
        address: Address,
        reply: Reply,
        at: datetime,
        *,
        answers: Message | None = None,
    ) -> bool:
        """Put it in line.  False when the key was there already; nothing changes then.
        In the history it stands behind the Message it answers, else behind the latest one.
        """

    def claim(
        self,
        now: datetime,
        limit: int,
        lease: float,
        *,
        channels: Collection[str] | None = None,
        resting: Collection[Address] = (),
    ) -> Sequence[Delivery]:
        """Up to `limit` due rows of these channels (None: of all), oldest first, at most one per
        Address, none of an Address that is `resting`, and never past an earlier one that is
        `waiting` or `sending`; a `failed` one is passed.  They are `sending` for `lease` seconds,
        and this attempt is counted.
        """

    def reclaim(self, now: datetime, safe: Collection[str]) -> int:
        """Rows left in `sending` after their lease: `waiting` again on the channels in `safe`
        (sending twice shows once there), `maybe_sent` on the others.  How many.
        """

    def release(self, safe: Collection[str]) -> int:
        """The rows left in `sending` on these channels are `waiting` again, whatever their lease:
        for a process that begins, where sending twice shows once.  How many.
        """

    def extend(self, numbers: Collection[int], until: datetime) -> None:
        """Those of these rows that are `sending` still are: their lease ends then."""

    def sent(self, number: int, at: datetime) -> None:
        """It was delivered."""

    def unclear(self, number: int, reason: str, at: datetime) -> None:
        """Nobody knows whether it was delivered: `maybe_sent`.  A row that was sent stays sent."""

    def postpone(self, number: int, until: datetime, reason: str) -> None:
        """It failed; try again at `until`.  A row that was sent stays sent."""

    def fail(self, number: int, reason: str, at: datetime) -> None:
        """It failed for good.  A row that was sent stays sent."""

    def retry(self, number: int, at: datetime) -> bool:
        """Put a row that is `failed` or `maybe_sent` in line again, as if never tried.
        False when it is neither, or not there; nothing changes then.
        """

    def get(self, number: int) -> Delivery | None:
        """One row."""

    def erase(self, key: str) -> bool:
        """Delete a row for good.  True when it was still waiting, so nobody has read it."""

    def withdraw(self, address: Address, start: str) -> int:
        """Delete for good what is still waiting for an Address under keys that begin so; how
        many.
        """

    def after(self, address: Address, number: int) -> Sequence[Delivery]:
        """Rows of an Address, sent or being sent, with ids above `number`, in order."""

    def find(self, *, states: Collection[DeliveryState] = ()) -> Sequence[Delivery]:
        """Rows in these states, oldest first; no state: all of them."""

    def expire(self, before: datetime) -> int:
        """Delete for good what was put in line before then, sent or not.  How many."""


class MissedQuestions(Protocol):
    """What people asked in vain."""

    def add(self, missed: Missed) -> None:
        """Keep it."""

    def recent(self, limit: int) -> Sequence[Missed]:
        """The newest first."""

    def expire(self, before: datetime) -> int:
        """Delete for good what was asked before then.  How many."""


class Occasions(Protocol):
    """What is due once: a day's digests, a day's clean-up."""

    def add(self, name: str, at: datetime) -> bool:
        """Take the occasion.  False when somebody took it before; nothing changes then."""

    def expire(self, before: datetime) -> int:
        """Delete what was taken before then.  How many."""


class Editions(Protocol):
    """What was last made known of each event."""

    def find(self) -> Mapping[str, Edition]:
        """All of them, by event."""

    def save(self, edition: Edition) -> None:
        """Replace the one before."""


class Subscriptions(Protocol):
    """Who wants to be reminded of what."""

    def add(self, one: Subscription) -> bool:
        """Keep it.  False when the Address has one about the same; nothing changes then."""

    def find(self, address: Address | None = None) -> Sequence[Subscription]:
        """Those of an Address, or all, oldest first."""

    def remove(self, address: Address) -> int:
        """Delete for good those of an Address.  How many."""

    def expire(self, before: datetime) -> int:
        """Delete for good those that were consented to before then.  How many."""


class Reminders(Protocol):
    """What people were reminded of: whom, of which event, on which occasion."""

    def told(self, event: str) -> Collection[tuple[Address, str]]:
        """Everybody who was told of the event, with the occasions."""

    def add(self, address: Address, event: str, occasion: str, at: datetime) -> bool:
        """Note it.  False when it was noted already; nothing changes then."""

    def erase(self, address: Address) -> None:
        """Delete for good those of an Address."""

    def expire(self, before: datetime) -> int:
        """Delete for good what was told before then.  How many."""


class Unreachable(Protocol):
    """Addresses that a platform delivers nothing to: the bot was blocked there, say."""

    def add(self, address: Address, reason: str, at: datetime) -> None:
        """Remember it, and why."""

    def remove(self, address: Address) -> None:
        """Somebody wrote from there, so it can be reached again."""

    def find(self) -> Mapping[Address, str]:
        """All of them with their reasons."""

    def expire(self, before: datetime) -> int:
        """Forget what was noticed before then.  How many."""


class Tokens(Protocol):
    """Tokens of platforms that change them, one pair a name."""

    def get(self, name: str) -> KeptTokens | None:
        """The latest pair."""

    def put(self, name: str, kept: KeptTokens) -> None:
        """Keep it in place of the one before; a lease on that ends."""

    def stop(self, name: str, trouble: str) -> None:
        """Nobody is to try any more, until another pair is put."""

    def lease(self, name: str, holder: str, now: datetime, until: datetime) -> bool:
        """Be the only one who may buy the next pair, until then.  False: somebody else is."""

    def release(self, name: str, holder: str) -> None:
        """End the lease, if it is still this holder's."""


class Silences(Protocol):
    """Chats in which a person speaks for us, so that the bot keeps quiet."""

    def set(self, address: Address, until: datetime) -> None:
        """Be quiet there until then; an earlier time shortens nothing."""

    def until(self, address: Address) -> datetime | None:
        """Until when; None: never told to."""

    def expire(self, before: datetime) -> int:
        """Forget what ended before then.  How many."""


class Notices(Protocol):
    """What one process noticed and another wants to know: `khuyencong doctor`, say."""

    def put(self, name: str, text: str, at: datetime) -> None:
        """Keep it in place of what was noticed under this name before."""

    def get(self, name: str) -> tuple[str, datetime] | None:
        """What was noticed, and when."""

    def expire(self, before: datetime) -> int:
        """Forget what was noticed before then.  How many."""


class Transaction(Protocol):
    """One commit."""

    inbox: Inbox
    conversations: Conversations
    leads: Leads
    outbox: Outbox
    missed: MissedQuestions
    occasions: Occasions
    editions: Editions
    subscriptions: Subscriptions
    reminders: Reminders
    unreachable: Unreachable
    tokens: Tokens
    silences: Silences
    notices: Notices


class Store(Protocol):
    """What is remembered."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Begin; commit at the end of the block, roll back when it raises.
        Raises StoreBusyError when the database is locked or full; nothing was written then.
        """

    def close(self) -> None:
        """Let go of the database."""
