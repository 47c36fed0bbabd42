"""Replies that a platform does not let through any more: kept until their person writes again;
meanwhile somebody calls.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.leads.lead import OPEN, LeadEvent
from bot.leads.routing import responsible
from bot.message import Reply
from bot.text.phone import format_phone

if TYPE_CHECKING:
    from datetime import datetime

    from bot.knowledge.sentences import DigestWording
    from bot.leads.lead import KeptLead
    from bot.ports import Delivery, Store, Transaction
    from bot.services.summarize import Recipients

HELD = "Zalo: ngoài thời gian được trả lời người này; giữ lại, gửi khi họ nhắn lại"
"""The reason of a failed row that waits for its person to write again."""
LONGEST = timedelta(days=30)
"""What was held for longer is of no use to anybody."""


def hold(
    store: Store, delivery: Delivery, recipients: Recipients, wording: DigestWording, now: datetime
) -> None:
    """Write it into the open leads of the Address and tell their collaborators to call, once a day.
    The caller closes the row.  Raises StoreBusyError.
    """
    with store.transaction() as kept:
        for lead in kept.leads.find(statuses=OPEN, address=delivery.address):
            key = f"held:{lead.id}:{now.date().isoformat()}"
            if kept.occasions.add(key, now):
                kept.leads.change(lead.id, lead.status, LeadEvent(lead.id, now, "held", "bot", key))
                _tell(kept, key, lead, recipients, wording, now)


def release(store: Store, channel: str, free: timedelta, now: datetime) -> int:
    """Put in line again what was held for people who have written since; how many.
    `free` is how long they may be answered.  Raises StoreBusyError.
    """
    with store.transaction() as kept:
        held = [row for row in kept.outbox.find(states=["failed"]) if _is_held(row, channel, now)]
        return sum(_release(kept, row, free, now) for row in held)


def _tell(  # noqa: PLR0913, PLR0917 - one step of `hold`
    kept: Transaction,
    key: str,
    lead: KeptLead,
    recipients: Recipients,
    wording: DigestWording,
    now: datetime,
) -> None:
    address = responsible(lead, recipients.roster).address
    if address is None or address.channel not in recipients.reachable:
        return
    text = wording.held.format(
        name=lead.lead.name or "?", phone=format_phone(lead.lead.phone), id=lead.id
    )
    kept.outbox.add(key, address, Reply(text), now)


def _is_held(row: Delivery, channel: str, now: datetime) -> bool:
    is_ours = row.address.channel == channel and row.reason == HELD
    return is_ours and now - row.created_at <= LONGEST


def _release(kept: Transaction, row: Delivery, free: timedelta, now: datetime) -> bool:
    heard = kept.inbox.last_from(row.address)
    if heard is None or heard < row.created_at or now - heard > free:
        return False
    # Once for each time they wrote: the platform may see it otherwise.
    is_new = kept.occasions.add(f"released:{row.id}:{heard.isoformat()}", now)
    return is_new and kept.outbox.retry(row.id, now)
