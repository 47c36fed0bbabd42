"""Chats in which a person speaks for us, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, select

from bot.storage.once import put_row
from bot.storage.schema import silences

if TYPE_CHECKING:
    from datetime import datetime

    from bot.message import Address


class SqlSilences:
    """See `ports.Silences`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def set(self, address: Address, until: datetime) -> None:
        """Be quiet until then, or until later."""
        known = self.until(address)
        later = until if known is None else max(until, known)
        where = {"channel": address.channel, "chat": address.chat}
        put_row(self._connection, silences, **where, until=later)

    def until(self, address: Address) -> datetime | None:
        """Until when."""
        here = (silences.c.channel == address.channel) & (silences.c.chat == address.chat)
        return self._connection.scalar(select(silences.c.until).where(here))

    def expire(self, before: datetime) -> int:
        """Forget what ended long ago."""
        return self._connection.execute(delete(silences).where(silences.c.until < before)).rowcount
