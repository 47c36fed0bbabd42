"""Writing a row whose key may be there already: the one statement each database spells its way."""

from __future__ import annotations

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
    insert = INSERT[connection.dialect.name]
    row = insert(table).values(values).on_conflict_do_nothing()
    return connection.execute(row).rowcount == 1


def put_row(connection: Connection, table: Table, **values: object) -> None:
    """Write the row, over the one that has its key."""
    insert = INSERT[connection.dialect.name]
    row = insert(table).values(values)
    key = [column.name for column in table.primary_key]
    others = {name: row.excluded[name] for name in values if name not in key}
    connection.execute(row.on_conflict_do_update(index_elements=key, set_=others))
