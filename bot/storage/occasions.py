"""What happens once, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete

from bot.storage.once import insert_once
from bot.storage.schema import occasions as table

if TYPE_CHECKING:
    from datetime import datetime


class SqlOccasions:
    """See `ports.Occasions`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, name: str, at: datetime) -> bool:
        """Take it, if nobody did."""
        return insert_once(self._connection, table, name=name, at=at)

    def expire(self, before: datetime) -> int:
        """Delete what is long past."""
        return self._connection.execute(delete(table).where(table.c.at < before)).rowcount
