"""Writing a row whose key may be there already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Insert


def insert_once(connection: Connection, row: Insert) -> bool:
    """False when the key was taken; the transaction goes on as if nothing had happened.

    The savepoint is what every database understands; `ON CONFLICT` is spelled differently in each.
    """
    try:
        with connection.begin_nested():
            connection.execute(row)
    except IntegrityError:
        return False
    return True
