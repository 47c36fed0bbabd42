"""What was picked from a choice, beside the question that had no answer of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column; older questions have nothing in it."""
    op.add_column("missed", sa.Column("chosen", sa.Text))
