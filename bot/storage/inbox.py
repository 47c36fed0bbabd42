"""Messages that arrived, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    bindparam,
    delete,
    func,
    select,
    tuple_,
    update,
)

from bot.message import Address, Message
from bot.storage.once import insert_once
from bot.storage.schema import inbox

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from typing import Any


def at_inbox(address: Address) -> ColumnElement[bool]:
    """Rows that came from an Address."""
    return (inbox.c.channel == address.channel) & (inbox.c.chat == address.chat)


# Built once, as all statements that every message needs: building one takes SQLAlchemy longer than
# running it.
OLDEST = select(inbox).where(inbox.c.answered_at.is_(None)).order_by(inbox.c.id).limit(1)
FINISH = (
    update(inbox)
    .where(
        inbox.c.channel == bindparam("from_channel"),
        inbox.c.chat == bindparam("from_chat"),
        inbox.c.event_id == bindparam("event"),
        inbox.c.answered_at.is_(None),
    )
    .values(answered_at=bindparam("at"))
)


class SqlInbox:
    """See `ports.Inbox`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, message: Message) -> bool:
        """Keep it, once."""
        return insert_once(
            self._connection,
            inbox,
            channel=message.address.channel,
            event_id=message.event_id,
            chat=message.address.chat,
            text=message.text,
            target=message.target,
            sent_at=message.sent_at,
        )

    def oldest(self, busy: Collection[Address] = ()) -> Message | None:
        """The first in line whose Address is free."""
        query = OLDEST
        if busy:
            chats = [(address.channel, address.chat) for address in busy]
            query = query.where(tuple_(inbox.c.channel, inbox.c.chat).not_in(chats))
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _message(row)

    def finish(self, message: Message, at: datetime) -> bool:
        """Mark it answered, once."""
        address = message.address
        names = {"from_channel": address.channel, "from_chat": address.chat}
        names |= {"event": message.event_id}
        return self._connection.execute(FINISH, names | {"at": at}).rowcount == 1

    def last_from(self, address: Address) -> datetime | None:
        """The latest that is kept."""
        return self._latest(at_inbox(address))

    def last_on(self, channel: str) -> datetime | None:
        """The latest of a channel."""
        return self._latest(inbox.c.channel == channel)

    def expire(self, before: datetime) -> int:
        """Delete what was answered long ago."""
        old = delete(inbox).where(inbox.c.answered_at < before)
        return self._connection.execute(old).rowcount

    def _latest(self, these: ColumnElement[bool]) -> datetime | None:
        latest: datetime | None = self._connection.scalar(
            select(func.max(inbox.c.sent_at)).where(these)
        )
        return latest


def _message(row: Row[Any]) -> Message:
    address = Address(row.channel, row.chat)
    return Message(address, row.event_id, row.text, row.sent_at, row.target)
