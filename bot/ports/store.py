"""The store: everything kept, in Transactions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from bot.ports.calling import Leads, Reminders, Subscriptions
    from bot.ports.running import Editions, Notices, Occasions, Silences, Tokens, Unreachable
    from bot.ports.talking import Conversations, Inbox, MissedQuestions, Outbox


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
