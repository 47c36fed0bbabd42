"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create everything."""
    _create_inbox()
    _create_conversations()
    _create_leads()
    _create_lead_events()
    _create_outbox()
    _create_missed()
    _create_occasions()


def _create_inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("event_id", sa.Text, nullable=False),
        sa.Column("chat", sa.Text),
        sa.Column("text", sa.Text),
        sa.Column("target", sa.Text),
        sa.Column("sent_at", TIME, nullable=False),
        sa.Column("answered_at", TIME),
        sa.UniqueConstraint("channel", "event_id", name="inbox_once"),
        sqlite_autoincrement=True,
    )
    op.create_index("inbox_by_answer", "inbox", ["answered_at", "id"])
    op.create_index("inbox_by_address", "inbox", ["channel", "chat", "id"])


def _create_conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("channel", sa.Text, primary_key=True),
        sa.Column("chat", sa.Text, primary_key=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("changed_at", TIME, index=True),
    )


def _create_leads() -> None:
    op.create_table(
        "leads",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("chat", sa.Text, nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("phone", sa.Text, nullable=False, index=True),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("unit", sa.Text),
        sa.Column("details", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("entry", sa.Text),
        sa.Column("consent", sa.Text, nullable=False),
        sa.Column("consent_version", sa.Text, nullable=False),
        sa.Column("consent_purpose", sa.Text, nullable=False),
        sa.Column("consent_given_at", TIME, nullable=False),
        sa.Column("consent_event_id", sa.Text, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("collaborator", sa.Text, nullable=False, index=True),
        sa.Column("status", sa.Text, nullable=False, index=True),
        sa.Column("changed_at", TIME, nullable=False, index=True),
        sqlite_autoincrement=True,
    )
    op.create_index("leads_by_address", "leads", ["channel", "chat"])


def _create_lead_events() -> None:
    lead = sa.ForeignKey("leads.id", ondelete="CASCADE")
    op.create_table(
        "lead_events",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("lead", NUMBER, lead, nullable=False, index=True),
        sa.Column("at", TIME, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
    )


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("chat", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("buttons", sa.Text, nullable=False),
        sa.Column("follows", NUMBER, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("created_at", TIME, nullable=False, index=True),
        sa.Column("closed_at", TIME),
        sa.Column("reason", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("outbox_by_state", "outbox", ["state", "channel", "chat", "id"])
    op.create_index("outbox_by_address", "outbox", ["channel", "chat", "id"])


def _create_missed() -> None:
    op.create_table(
        "missed",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("asked_at", TIME, nullable=False, index=True),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("best", sa.Text),
        sa.Column("score", sa.Float, nullable=False),
    )


def _create_occasions() -> None:
    op.create_table(
        "occasions",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("at", TIME, nullable=False, index=True),
    )
