"""What was last made known of events, in the database."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, select

from bot.events.edition import Edition
from bot.storage.schema import editions as table

if TYPE_CHECKING:
    from collections.abc import Mapping


class SqlEditions:
    """See `ports.Editions`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self) -> Mapping[str, Edition]:
        """All of them, by event."""
        rows = self._connection.execute(select(table)).mappings()
        return {row["event"]: Edition(**row) for row in rows}

    def save(self, edition: Edition) -> None:
        """Replace the one before."""
        self._connection.execute(delete(table).where(table.c.event == edition.event))
        self._connection.execute(table.insert().values(asdict(edition)))
