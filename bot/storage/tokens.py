"""Tokens of platforms that change them, in the database."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import Connection, or_, select, update

from bot.ports import KeptTokens, TokenPair
from bot.storage.once import put_row
from bot.storage.schema import tokens

if TYPE_CHECKING:
    from datetime import datetime


class SqlTokens:
    """See `ports.Tokens`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> KeptTokens | None:
        """The latest pair."""
        row = self._connection.execute(select(tokens).where(tokens.c.name == name)).one_or_none()
        if row is None:
            return None
        pair = TokenPair(
            row.access, row.refresh, row.issued_at, row.expires_at, row.refresh_expires_at
        )
        return KeptTokens(pair, row.seed, row.trouble)

    def put(self, name: str, kept: KeptTokens) -> None:
        """The pair and what belongs to it."""
        values = asdict(kept.pair) | {"seed": kept.seed, "trouble": kept.trouble}
        put_row(self._connection, tokens, name=name, **values, holder="", held_until=None)

    def stop(self, name: str, trouble: str) -> None:
        """Say why."""
        row = update(tokens).where(tokens.c.name == name)
        self._connection.execute(row.values(trouble=trouble, holder="", held_until=None))

    def lease(self, name: str, holder: str, now: datetime, until: datetime) -> bool:
        """Take it where it is free, or ours, or has lapsed."""
        is_free = or_(tokens.c.holder.in_(["", holder]), tokens.c.held_until <= now)
        row = update(tokens).where(tokens.c.name == name, is_free)
        return self._connection.execute(row.values(holder=holder, held_until=until)).rowcount == 1

    def release(self, name: str, holder: str) -> None:
        """Give it back."""
        row = update(tokens).where(tokens.c.name == name, tokens.c.holder == holder)
        self._connection.execute(row.values(holder="", held_until=None))
