"""What is remembered about an Address, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, bindparam, delete, select, update

from bot.dialogue.conversation import Conversation
from bot.ports import Line
from bot.storage.inbox import at_inbox
from bot.storage.json_values import read_conversation, write_conversation
from bot.storage.outbox import CLOSED, SHOWN, at_outbox, reply_of
from bot.storage.schema import conversations, inbox, outbox

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from bot.message import Address

Place = tuple[int, int, int]
"""Where a Line stands: behind which message, a reply after the message, in its own order."""


def at_conversation(address: Address) -> ColumnElement[bool]:
    """The row of an Address."""
    table = conversations.c
    return (table.channel == address.channel) & (table.chat == address.chat)


_IS_IT = (conversations.c.channel == bindparam("of_channel")) & (
    conversations.c.chat == bindparam("of_chat")
)
STATE = select(conversations.c.state).where(_IS_IT)
CHANGE = (
    update(conversations)
    .where(_IS_IT)
    .values(state=bindparam("new_state"), changed_at=bindparam("new_changed_at"))
)
BEGIN = conversations.insert()


class SqlConversations:
    """See `ports.Conversations`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, address: Address) -> Conversation:
        """The conversation, or a new one."""
        state = self._connection.scalar(STATE, _named(address))
        return Conversation(address) if state is None else read_conversation(state, address)

    def save(self, conversation: Conversation) -> None:
        """Replace the row, or write the first one."""
        address, state = conversation.address, write_conversation(conversation)
        at = conversation.changed_at
        change = _named(address) | {"new_state": state, "new_changed_at": at}
        if self._connection.execute(CHANGE, change).rowcount == 0:
            key = {"channel": address.channel, "chat": address.chat}
            self._connection.execute(BEGIN, key | {"state": state, "changed_at": at})

    def history(self, address: Address, limit: int) -> Sequence[Line]:
        """The last lines: those of the person and ours are read apart and laid together."""
        said = [*self._said(address, limit), *self._answered(address, limit)]
        return [line for _, line in sorted(said, key=lambda pair: pair[0])][-limit:]

    def erase(self, address: Address) -> None:
        """Forget all but the event ids, which stay to recognize repeats."""
        self._connection.execute(delete(conversations).where(at_conversation(address)))
        answered = at_inbox(address) & inbox.c.answered_at.is_not(None)
        blank = update(inbox).where(answered).values(chat=None, text=None, target=None)
        self._connection.execute(blank)
        closed = at_outbox(address) & outbox.c.state.in_(CLOSED)
        self._connection.execute(delete(outbox).where(closed))

    def expire(self, before: datetime) -> int:
        """Delete what has long been still."""
        old = delete(conversations).where(conversations.c.changed_at < before)
        return self._connection.execute(old).rowcount

    def _said(self, address: Address, limit: int) -> Iterator[tuple[Place, Line]]:
        query = select(inbox).where(at_inbox(address)).order_by(inbox.c.id.desc()).limit(limit)
        for row in self._connection.execute(query):
            yield (row.id, 0, 0), Line("person", row.id, row.text, None, row.sent_at)

    def _answered(self, address: Address, limit: int) -> Iterator[tuple[Place, Line]]:
        shown = at_outbox(address) & outbox.c.state.in_(SHOWN)
        newest = outbox.c.follows.desc(), outbox.c.id.desc()
        query = select(outbox).where(shown).order_by(*newest).limit(limit)
        for row in self._connection.execute(query):
            line = Line("bot", row.id, row.text, reply_of(row), row.created_at)
            yield (row.follows, 1, row.id), line


def _named(address: Address) -> dict[str, object]:
    return {"of_channel": address.channel, "of_chat": address.chat}
