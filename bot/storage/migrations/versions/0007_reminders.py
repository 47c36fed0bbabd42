"""What was last made known of events, who wants to be reminded of what, and what they were told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

WHO = ("channel", "chat")


def upgrade() -> None:
    """Create the tables."""
    time = sa.DateTime(timezone=True)
    op.create_table(
        "editions",
        sa.Column("event", sa.Text, primary_key=True),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("closes", sa.Text, nullable=False),
        sa.Column("first_seen_at", time, nullable=False),
        sa.Column("changed_at", time, nullable=False),
        sa.Column("extended_at", time),
        sa.Column("cancelled_at", time),
    )
    op.create_table(
        "subscriptions",
        *(sa.Column(name, sa.Text, primary_key=True) for name in (*WHO, "about")),
        sa.Column("consent", sa.Text, nullable=False),
        sa.Column("consent_version", sa.Text, nullable=False),
        sa.Column("consent_purpose", sa.Text, nullable=False),
        sa.Column("given_at", time, nullable=False, index=True),
        sa.Column("consent_event_id", sa.Text, nullable=False),
    )
    op.create_table(
        "reminders",
        *(sa.Column(name, sa.Text, primary_key=True) for name in (*WHO, "event", "occasion")),
        sa.Column("at", time, nullable=False, index=True),
    )
