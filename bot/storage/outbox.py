"""Replies not yet delivered, in the database."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Update,
    bindparam,
    delete,
    func,
    select,
    tuple_,
    update,
)

from bot.message import Address, Message, Reply
from bot.ports import Delivery
from bot.storage.inbox import at_inbox
from bot.storage.json_values import read_buttons, write_buttons
from bot.storage.once import insert_once
from bot.storage.schema import inbox, outbox

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime
    from typing import Any

    from bot.ports import DeliveryState

UNSENT: tuple[DeliveryState, ...] = ("waiting", "sending")
CLOSED: tuple[DeliveryState, ...] = ("sent", "maybe_sent", "failed")
RETRIED: tuple[DeliveryState, ...] = ("failed", "maybe_sent")
SHOWN: tuple[DeliveryState, ...] = ("sending", "sent")
"""What a page may show: it has been handed over, even if its row does not say so yet."""


def at_outbox(address: Address) -> ColumnElement[bool]:
    """Rows that go to an Address."""
    return (outbox.c.channel == address.channel) & (outbox.c.chat == address.chat)


DIED = "Không rõ đã tới chưa: chương trình bị ngắt lúc đang gửi"

# Built once: building a statement takes SQLAlchemy longer than running it.
LAPSED = update(outbox).where(outbox.c.state == "sending", outbox.c.due_at <= bindparam("now"))
AGAIN = LAPSED.where(outbox.c.channel.in_(bindparam("safe", expanding=True))).values(
    state="waiting"
)
UNKNOWN = LAPSED.where(outbox.c.channel.not_in(bindparam("safe", expanding=True))).values(
    state="maybe_sent", closed_at=bindparam("now"), reason=DIED
)
SENT = (
    update(outbox)
    .where(outbox.c.id == bindparam("number"))
    .values(state="sent", closed_at=bindparam("at"), reason="")
)
ANSWERED = select(inbox.c.id).where(
    # by the event alone: an erased message has no chat any more
    inbox.c.channel == bindparam("from_channel"),
    inbox.c.event_id == bindparam("event"),
)


class SqlOutbox:
    """See `ports.Outbox`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        key: str,
        address: Address,
        reply: Reply,
        at: datetime,
        *,
        answers: Message | None = None,
    ) -> bool:
        """Put it in line, once."""
        return insert_once(
            self._connection,
            outbox,
            key=key,
            channel=address.channel,
            chat=address.chat,
            text=reply.text,
            buttons=write_buttons(reply.buttons),
            follows=self._follows(address, answers),
            state="waiting",
            attempts=0,
            due_at=at,
            created_at=at,
            reason="",
        )

    def claim(
        self,
        now: datetime,
        limit: int,
        lease: float,
        *,
        channels: Collection[str] | None = None,
        resting: Collection[Address] = (),
    ) -> Sequence[Delivery]:
        """The first unsent row of each Address, where it is waiting and due."""
        first = select(func.min(outbox.c.id)).where(outbox.c.state.in_(UNSENT))
        if channels is not None:
            first = first.where(outbox.c.channel.in_(channels))
        if resting:
            chats = [(address.channel, address.chat) for address in resting]
            first = first.where(tuple_(outbox.c.channel, outbox.c.chat).not_in(chats))
        first = first.group_by(outbox.c.channel, outbox.c.chat)
        is_due = (outbox.c.state == "waiting") & (outbox.c.due_at <= now)
        due = select(outbox.c.id).where(outbox.c.id.in_(first), is_due)
        numbers = self._connection.scalars(due.order_by(outbox.c.id).limit(limit)).all()
        if not numbers:
            return []
        claimed = update(outbox).where(outbox.c.id.in_(numbers))
        until = now + timedelta(seconds=lease)
        self._connection.execute(
            claimed.values(state="sending", due_at=until, attempts=outbox.c.attempts + 1)
        )
        return self._rows(outbox.c.id.in_(numbers))

    def reclaim(self, now: datetime, safe: Collection[str]) -> int:
        """Rows whose sender has died."""
        names = {"now": now, "safe": list(safe)}
        count = self._connection.execute(AGAIN, names).rowcount
        return count + self._connection.execute(UNKNOWN, names).rowcount

    def release(self, safe: Collection[str]) -> int:
        """Rows that another life was sending."""
        left = (outbox.c.state == "sending") & outbox.c.channel.in_(safe)
        return self._connection.execute(update(outbox).where(left).values(state="waiting")).rowcount

    def extend(self, numbers: Collection[int], until: datetime) -> None:
        """Whoever sends them is alive."""
        held = (outbox.c.state == "sending") & outbox.c.id.in_(numbers)
        self._connection.execute(update(outbox).where(held).values(due_at=until))

    def sent(self, number: int, at: datetime) -> None:
        """Close it, delivered."""
        self._connection.execute(SENT, {"number": number, "at": at})

    def unclear(self, number: int, reason: str, at: datetime) -> None:
        """Close it, delivered or not."""
        values = {"state": "maybe_sent", "closed_at": at, "reason": reason}
        self._connection.execute(_not_sent(number).values(values))

    def postpone(self, number: int, until: datetime, reason: str) -> None:
        """Back in line, due later."""
        values = {"state": "waiting", "due_at": until, "closed_at": None, "reason": reason}
        self._connection.execute(_not_sent(number).values(values))

    def fail(self, number: int, reason: str, at: datetime) -> None:
        """Close it, undelivered."""
        values = {"state": "failed", "closed_at": at, "reason": reason}
        self._connection.execute(_not_sent(number).values(values))

    def retry(self, number: int, at: datetime) -> bool:
        """Back in line, due now."""
        is_open = outbox.c.state.in_(RETRIED)
        values = {"state": "waiting", "due_at": at, "closed_at": None, "attempts": 0}
        row = update(outbox).where(outbox.c.id == number, is_open)
        return self._connection.execute(row.values(values)).rowcount == 1

    def get(self, number: int) -> Delivery | None:
        """By its number."""
        return next(iter(self._rows(outbox.c.id == number)), None)

    def erase(self, key: str) -> bool:
        """Delete it, whatever its state."""
        row = delete(outbox).where(outbox.c.key == key)
        waiting = self._connection.execute(row.where(outbox.c.state == "waiting")).rowcount
        self._connection.execute(row)
        return bool(waiting)

    def withdraw(self, address: Address, start: str) -> int:
        """Delete what is still waiting and need not be sent any more."""
        begins = outbox.c.key.startswith(start, autoescape=True)
        gone = delete(outbox).where(at_outbox(address), begins, outbox.c.state == "waiting")
        return self._connection.execute(gone).rowcount

    def after(self, address: Address, number: int) -> Sequence[Delivery]:
        """What the Address has been sent since."""
        return self._rows(at_outbox(address), outbox.c.id > number, outbox.c.state.in_(SHOWN))

    def find(self, *, states: Collection[DeliveryState] = ()) -> Sequence[Delivery]:
        """Rows in these states."""
        return self._rows(*([outbox.c.state.in_(states)] if states else []))

    def count_sent(self, channel: str, since: datetime) -> int:
        """By the end of the sending."""
        these = (
            outbox.c.channel == channel,
            outbox.c.state.in_(("sent", "maybe_sent")),
            outbox.c.closed_at >= since,
        )
        return self._connection.scalar(select(func.count()).where(*these)) or 0

    def expire(self, before: datetime) -> int:
        """Delete what is too old to be of use."""
        old = delete(outbox).where(outbox.c.created_at < before)
        return self._connection.execute(old).rowcount

    def _follows(self, address: Address, answers: Message | None) -> int:
        if answers is None:
            latest = select(func.max(inbox.c.id)).where(at_inbox(address))
            return self._connection.scalar(latest) or 0
        names = {"from_channel": answers.address.channel, "event": answers.event_id}
        return self._connection.scalar(ANSWERED, names) or 0

    def _rows(self, *conditions: ColumnElement[bool]) -> list[Delivery]:
        query = select(outbox).where(*conditions).order_by(outbox.c.id)
        return [_delivery(row) for row in self._connection.execute(query)]


def reply_of(row: Row[Any]) -> Reply:
    """The Reply in a row of the outbox."""
    return Reply(row.text, read_buttons(row.buttons, row.channel))


def _not_sent(number: int) -> Update:
    return update(outbox).where(outbox.c.id == number, outbox.c.state != "sent")


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        row.id,
        row.key,
        Address(row.channel, row.chat),
        reply_of(row),
        row.state,
        row.attempts,
        row.created_at,
        row.reason,
    )
