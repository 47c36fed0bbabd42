"""The store on a database: opening it, and one transaction at a time."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError

from bot.errors import ConfigError, StoreBusyError
from bot.storage.conversations import SqlConversations
from bot.storage.editions import SqlEditions
from bot.storage.inbox import SqlInbox
from bot.storage.leads import SqlLeads
from bot.storage.migrate import migrate
from bot.storage.missed import SqlMissed
from bot.storage.notices import SqlNotices
from bot.storage.occasions import SqlOccasions
from bot.storage.outbox import SqlOutbox
from bot.storage.silences import SqlSilences
from bot.storage.sqlite import BUSY, busy_sentence, sqlite_engine, sweep
from bot.storage.subscriptions import SqlReminders, SqlSubscriptions
from bot.storage.tokens import SqlTokens
from bot.storage.unreachable import SqlUnreachable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

    from bot.ports import (
        Conversations,
        Editions,
        Inbox,
        Leads,
        MissedQuestions,
        Notices,
        Occasions,
        Outbox,
        Reminders,
        Silences,
        Subscriptions,
        Tokens,
        Unreachable,
    )

PATIENCE = 1.0
"""Seconds to wait for a lock: a platform hears "try later" before its own patience ends."""
UNREADABLE = "database.url: không đọc được địa chỉ này; ví dụ đúng: sqlite:///data/khuyencong.db"
MIGRATION_PATIENCE = 60.0
"""Seconds to wait while another process migrates."""


def missing_file(url: str) -> str | None:
    """The SQLite file of this address that is not there; None where it is, or is no file."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise ConfigError(UNREADABLE) from None
    name = parsed.database if parsed.get_backend_name() == "sqlite" else None
    is_gone = bool(name) and name != ":memory:" and not Path(str(name)).exists()
    return str(Path(str(name)).absolute()) if is_gone else None


def open_store(url: str, patience: float = PATIENCE) -> SqlStore:
    """Open the database, create it where there is none, bring its tables up to date.
    Raises StoreBusyError when it is locked, full or not writable, ConfigError for a bad address.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise ConfigError(UNREADABLE) from None
    with _translated():
        engine = sqlite_engine(parsed, MIGRATION_PATIENCE)
        with engine.begin() as connection:
            migrate(connection)
        engine.dispose()
    return SqlStore(sqlite_engine(parsed, patience), patience)


class SqlTransaction:
    """See `ports.Transaction`."""

    def __init__(self, connection: Connection) -> None:
        self.inbox: Inbox = SqlInbox(connection)
        self.conversations: Conversations = SqlConversations(connection)
        self.leads: Leads = SqlLeads(connection)
        self.outbox: Outbox = SqlOutbox(connection)
        self.missed: MissedQuestions = SqlMissed(connection)
        self.occasions: Occasions = SqlOccasions(connection)
        self.editions: Editions = SqlEditions(connection)
        self.subscriptions: Subscriptions = SqlSubscriptions(connection)
        self.reminders: Reminders = SqlReminders(connection)
        self.unreachable: Unreachable = SqlUnreachable(connection)
        self.tokens: Tokens = SqlTokens(connection)
        self.silences: Silences = SqlSilences(connection)
        self.notices: Notices = SqlNotices(connection)


class SqlStore:
    """See `ports.Store`."""

    def __init__(self, engine: Engine, patience: float = PATIENCE) -> None:
        self.engine = engine
        self._patience = patience
        self._turn = threading.Lock()

    @contextmanager
    def transaction(self) -> Iterator[SqlTransaction]:
        """Begin; commit at the end of the block, roll back when it raises."""
        with self._in_turn(), _translated():
            with self.engine.begin() as connection:
                yield SqlTransaction(connection)
            sweep(self.engine)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """One thread at a time: a lock here wakes the next one at once, SQLite's own polls."""
        if not self._turn.acquire(timeout=self._patience):
            raise StoreBusyError(BUSY)
        try:
            yield
        finally:
            self._turn.release()


@contextmanager
def _translated() -> Iterator[None]:
    """The database's "not now" in our words; every other error as it is."""
    try:
        yield
    except DatabaseError as error:
        sentence = busy_sentence(error.orig)
        if sentence is None:
            raise
        raise StoreBusyError(sentence) from error
