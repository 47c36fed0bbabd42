"""The link on a poster that brought a lead."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0004"


def upgrade() -> None:
    """Add the column; older leads came by themselves, as far as anybody knows."""
    op.add_column("leads", sa.Column("source", sa.Text, nullable=False, server_default=""))
