"""Writing a row whose key may be there already: the one statement each database spells its way."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, Table

    AnyInsert = postgresql.Insert | sqlite.Insert

INSERT: dict[str, Callable[[Table], AnyInsert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


def insert_once(connection: Connection, table: Table, **values: object) -> bool:
    """False when the key was taken; nothing changes then."""
    row = _insert(connection.dialect.name, table)
    return connection.execute(row, values).rowcount == 1


@cache
def _insert(dialect: str, table: Table) -> AnyInsert:
    """Built once: building a statement takes SQLAlchemy longer than running it."""
    return INSERT[dialect](table).on_conflict_do_nothing()


def put_row(connection: Connection, table: Table, **values: object) -> None:
    """Write the row, over the one that has its key."""
    insert = INSERT[connection.dialect.name]
    row = insert(table).values(values)
    key = [column.name for column in table.primary_key]
    others = {name: row.excluded[name] for name in values if name not in key}
    connection.execute(row.on_conflict_do_update(index_elements=key, set_=others))
