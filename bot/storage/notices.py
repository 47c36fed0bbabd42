"""What was noticed, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, select

from bot.storage.once import put_row
from bot.storage.schema import notices

if TYPE_CHECKING:
    from datetime import datetime


class SqlNotices:
    """See `ports.Notices`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, name: str, text: str, at: datetime) -> None:
        """Keep the latest."""
        put_row(self._connection, notices, name=name, text=text, at=at)

    def get(self, name: str) -> tuple[str, datetime] | None:
        """The latest."""
        row = self._connection.execute(select(notices).where(notices.c.name == name)).one_or_none()
        return None if row is None else (row.text, row.at)

    def expire(self, before: datetime) -> int:
        """Forget what was noticed long ago."""
        return self._connection.execute(delete(notices).where(notices.c.at < before)).rowcount
