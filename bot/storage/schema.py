"""The tables.  Whoever changes one here writes the migration that changes it on disk."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

if TYPE_CHECKING:
    from sqlalchemy import Dialect

Number = BigInteger().with_variant(Integer, "sqlite")
"""A row's number.  SQLite counts by itself only in a column that is called INTEGER."""


class UtcTime(TypeDecorator[datetime]):
    """A moment: goes in with any timezone, lies in the database as UTC, comes out as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """To UTC.  Raises ValueError for a time without a timezone: nobody knows when that is."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a timezone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """SQLite forgets the timezone; PostgreSQL answers in that of the session."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData()

inbox = Table(
    "inbox",
    metadata,
    Column("id", Number, primary_key=True),  # the order of arrival
    Column("channel", Text, nullable=False),
    Column("event_id", Text, nullable=False),
    Column("chat", Text),  # empty, as text and target, once the person was erased
    Column("text", Text),
    Column("target", Text),
    Column("sent_at", UtcTime, nullable=False),
    Column("answered_at", UtcTime),
    UniqueConstraint("channel", "event_id", name="inbox_once"),
    Index("inbox_by_answer", "answered_at", "id"),
    Index("inbox_by_address", "channel", "chat", "id"),
    sqlite_autoincrement=True,
)

conversations = Table(
    "conversations",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("chat", Text, primary_key=True),
    Column("state", Text, nullable=False),  # JSON
    Column("changed_at", UtcTime, index=True),
)

leads = Table(
    "leads",
    metadata,
    Column("id", Number, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("chat", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("phone", Text, nullable=False, index=True),
    Column("place", Text, nullable=False),
    Column("unit", Text),
    Column("details", Text, nullable=False),  # JSON
    Column("question", Text, nullable=False),
    Column("entry", Text),
    Column("consent", Text, nullable=False),
    Column("consent_version", Text, nullable=False),
    Column("consent_purpose", Text, nullable=False),
    Column("consent_given_at", UtcTime, nullable=False),
    Column("consent_event_id", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("collaborator", Text, nullable=False, index=True),
    Column("status", Text, nullable=False, index=True),
    Column("changed_at", UtcTime, nullable=False, index=True),
    Column("source", Text, nullable=False, server_default=""),
    Index("leads_by_address", "channel", "chat"),
    sqlite_autoincrement=True,
)

lead_events = Table(
    "lead_events",
    metadata,
    Column("id", Number, primary_key=True),
    Column("lead", ForeignKey("leads.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("what", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("note", Text, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Number, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("channel", Text, nullable=False),
    Column("chat", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("buttons", Text, nullable=False),  # JSON
    Column("follows", Number, nullable=False),  # the inbox row it stands behind, 0: none
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", UtcTime, nullable=False),  # of a `sending` row: the end of its lease
    Column("created_at", UtcTime, nullable=False, index=True),
    Column("closed_at", UtcTime),
    Column("reason", Text, nullable=False),
    Index("outbox_by_state", "state", "channel", "chat", "id"),
    Index("outbox_by_address", "channel", "chat", "id"),
    sqlite_autoincrement=True,
)

occasions = Table(
    "occasions",
    metadata,
    Column("name", Text, primary_key=True),
    Column("at", UtcTime, nullable=False, index=True),
)

editions = Table(
    "editions",
    metadata,
    Column("event", Text, primary_key=True),
    Column("fingerprint", Text, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("closes", Text, nullable=False),
    Column("first_seen_at", UtcTime, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
    Column("extended_at", UtcTime),
    Column("cancelled_at", UtcTime),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("chat", Text, primary_key=True),
    Column("about", Text, primary_key=True),
    Column("consent", Text, nullable=False),
    Column("consent_version", Text, nullable=False),
    Column("consent_purpose", Text, nullable=False),
    Column("given_at", UtcTime, nullable=False, index=True),
    Column("consent_event_id", Text, nullable=False),
)

reminders = Table(
    "reminders",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("chat", Text, primary_key=True),
    Column("event", Text, primary_key=True),
    Column("occasion", Text, primary_key=True),
    Column("at", UtcTime, nullable=False, index=True),
)

unreachable = Table(
    "unreachable",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("chat", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("at", UtcTime, nullable=False, index=True),
)

missed = Table(
    "missed",
    metadata,
    Column("id", Number, primary_key=True),
    Column("question", Text, nullable=False),
    Column("asked_at", UtcTime, nullable=False, index=True),
    Column("channel", Text, nullable=False),
    Column("best", Text),
    Column("score", Float, nullable=False),
    Column("chosen", Text),
)

tokens = Table(
    "tokens",
    metadata,
    Column("name", Text, primary_key=True),
    Column("access", Text, nullable=False),
    Column("refresh", Text, nullable=False),
    Column("seed", Text, nullable=False),
    Column("issued_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("refresh_expires_at", UtcTime, nullable=False),
    Column("trouble", Text, nullable=False),
    Column("holder", Text, nullable=False),  # of the lease; empty: nobody
    Column("held_until", UtcTime),
)

silences = Table(
    "silences",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("chat", Text, primary_key=True),
    Column("until", UtcTime, nullable=False, index=True),
)

notices = Table(
    "notices",
    metadata,
    Column("name", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("at", UtcTime, nullable=False, index=True),
)
