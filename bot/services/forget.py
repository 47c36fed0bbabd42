"""Deleting for good: one person on request, and everybody after the stated time."""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING

from bot.leads.lead import LeadEvent

REMINDERS = "remind:"
"""What the outbox keys of reminders begin with."""

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from bot.message import Address
    from bot.ports import Store, Transaction


def erase(store: Store, address: Address, now: datetime) -> None:
    """Delete everything kept about an Address, but what it is still owed: a message not yet
    answered, a reply not yet sent.  Raises StoreBusyError.
    """
    with store.transaction() as kept:
        erase_within(kept, address, now)


def erase_within(kept: Transaction, address: Address, now: datetime) -> None:
    """The same as a part of a larger commit."""
    leads = [lead.id for lead in kept.leads.find(address=address)]
    told = {event.note for lead in leads for event in kept.leads.history(lead) if _is_told(event)}
    for key in sorted(told):
        _withdraw(kept, key, leads, now)
    kept.leads.erase(leads)
    kept.conversations.erase(address)
    kept.unreachable.remove(address)
    stop_within(kept, address)
    kept.reminders.erase(address)


def stop_within(kept: Transaction, address: Address) -> None:
    """Remind of nothing any more, not even of what is waiting to be sent.  What was told stays
    told: whoever wants to be reminded again hears nothing twice.
    """
    kept.subscriptions.remove(address)
    kept.outbox.withdraw(address, REMINDERS)


def _is_told(event: LeadEvent) -> bool:
    return event.what in {"reported", "held"}


def _withdraw(kept: Transaction, key: str, erased: Collection[int], now: datetime) -> None:
    """Delete the digest that names these leads; when nobody has read it yet, the others in it
    become new again and are told in the next one.
    """
    others = [lead for lead in kept.leads.told_in(key) if lead not in erased]
    if not kept.outbox.erase(key):
        return
    for lead in others:
        kept.leads.change(lead, "new", LeadEvent(lead, now, "new", "bot", key))


def expire(store: Store, now: datetime, months: int) -> int:
    """Delete what has not changed for so many calendar months; how many rows.
    Raises StoreBusyError.
    """
    before = months_before(now, months)
    with store.transaction() as kept:
        return _expire_within(kept, before)


def expire_daily(store: Store, now: datetime, months: int) -> int:
    """The same once a day, however often it is called.  `now` in local time."""
    with store.transaction() as kept:
        if not kept.occasions.add(f"expire:{now.date().isoformat()}", now):
            return 0
        return _expire_within(kept, months_before(now, months))


def _expire_within(kept: Transaction, before: datetime) -> int:
    rooms = (kept.leads, kept.conversations, kept.inbox, kept.outbox, kept.missed, kept.occasions,
             kept.unreachable, kept.silences, kept.notices, kept.subscriptions,
             kept.reminders)  # fmt: skip
    return sum(room.expire(before) for room in rooms)


def months_before(now: datetime, months: int) -> datetime:
    """The same day of an earlier month, or that month's last day."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    day = min(now.day, monthrange(year, month + 1)[1])
    return now.replace(year=year, month=month + 1, day=day)
