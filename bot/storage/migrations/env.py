"""Run by alembic: the migrations happen on the connection, and in the transaction, it is given."""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    transactional_ddl=True,  # true of SQLite as well, when the transaction began before
)
with context.begin_transaction():
    context.run_migrations()
