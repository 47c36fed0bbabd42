"""Addresses that nothing reaches, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, bindparam, delete, select

from bot.message import Address
from bot.storage.once import insert_once
from bot.storage.schema import unreachable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


IS_THERE = select(unreachable.c.at).where(
    unreachable.c.channel == bindparam("of_channel"), unreachable.c.chat == bindparam("of_chat")
)


class SqlUnreachable:
    """See `ports.Unreachable`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, address: Address, reason: str, at: datetime) -> None:
        """Remember it; who is remembered already stays as they are."""
        values = {"channel": address.channel, "chat": address.chat, "reason": reason, "at": at}
        insert_once(self._connection, unreachable, **values)

    def remove(self, address: Address) -> None:
        """Forget it.  Looks first: after a delete the whole log of the database is swept."""
        names = {"of_channel": address.channel, "of_chat": address.chat}
        if self._connection.execute(IS_THERE, names).first():
            self._connection.execute(delete(unreachable).where(_at(address)))

    def find(self) -> Mapping[Address, str]:
        """All of them."""
        rows = self._connection.execute(select(unreachable).order_by(unreachable.c.at))
        return {Address(row.channel, row.chat): row.reason for row in rows}

    def expire(self, before: datetime) -> int:
        """Forget what was noticed long ago."""
        old = delete(unreachable).where(unreachable.c.at < before)
        return self._connection.execute(old).rowcount


def _at(address: Address) -> ColumnElement[bool]:
    return (unreachable.c.channel == address.channel) & (unreachable.c.chat == address.chat)
