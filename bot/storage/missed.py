"""What people asked in vain, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, select

from bot.ports import Missed
from bot.storage.schema import missed as table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


class SqlMissed:
    """See `ports.MissedQuestions`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, missed: Missed) -> None:
        """Keep it."""
        row = table.insert().values(
            question=missed.question,
            asked_at=missed.asked_at,
            channel=missed.channel,
            best=missed.best,
            score=missed.score,
            chosen=missed.chosen,
        )
        self._connection.execute(row)

    def recent(self, limit: int) -> Sequence[Missed]:
        """The newest first."""
        newest = table.c.asked_at.desc(), table.c.id.desc()
        rows = self._connection.execute(select(table).order_by(*newest).limit(limit))
        return [
            Missed(row.question, row.asked_at, row.channel, row.best, row.score, row.chosen)
            for row in rows
        ]

    def expire(self, before: datetime) -> int:
        """Delete what was asked long ago."""
        return self._connection.execute(delete(table).where(table.c.asked_at < before)).rowcount
