"""What is kept of what people say and of what they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from bot.dialogue.conversation import Conversation
    from bot.message import Address, Message, Reply
    from bot.ports.rows import Delivery, DeliveryState, Line, Missed


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

    def last_on(self, channel: str) -> datetime | None:
        """The same for whoever writes on a channel."""

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

    def count_sent(self, channel: str, since: datetime) -> int:
        """How many on a channel were sent since then, or may have been."""

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
