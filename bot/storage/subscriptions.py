"""Who wants to be reminded of what, and of what they were, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, Table, delete, select

from bot.leads.lead import ConsentGiven
from bot.leads.subscription import Subscription
from bot.message import Address
from bot.storage.once import insert_once
from bot.storage.schema import reminders, subscriptions

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime


def _at(table: Table, address: Address) -> ColumnElement[bool]:
    return (table.c.channel == address.channel) & (table.c.chat == address.chat)


class SqlSubscriptions:
    """See `ports.Subscriptions`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, one: Subscription) -> bool:
        """Keep it; the first consent stays."""
        return insert_once(
            self._connection,
            subscriptions,
            channel=one.address.channel,
            chat=one.address.chat,
            about=one.about,
            consent=one.consent.consent,
            consent_version=one.consent.version,
            consent_purpose=one.consent.purpose,
            given_at=one.consent.given_at,
            consent_event_id=one.consent.event_id,
        )

    def find(self, address: Address | None = None) -> Sequence[Subscription]:
        """Those of an Address, or all."""
        query = select(subscriptions).order_by(subscriptions.c.given_at, subscriptions.c.about)
        if address is not None:
            query = query.where(_at(subscriptions, address))
        return [
            Subscription(
                Address(row.channel, row.chat),
                row.about,
                ConsentGiven(
                    row.consent,
                    row.consent_version,
                    row.consent_purpose,
                    row.given_at,
                    row.consent_event_id,
                ),
            )
            for row in self._connection.execute(query)
        ]

    def remove(self, address: Address) -> int:
        """All of an Address."""
        gone = delete(subscriptions).where(_at(subscriptions, address))
        return self._connection.execute(gone).rowcount

    def expire(self, before: datetime) -> int:
        """Those whose consent is old."""
        old = delete(subscriptions).where(subscriptions.c.given_at < before)
        return self._connection.execute(old).rowcount


class SqlReminders:
    """See `ports.Reminders`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def told(self, event: str) -> Collection[tuple[Address, str]]:
        """Whom of what."""
        query = select(reminders).where(reminders.c.event == event)
        rows = self._connection.execute(query)
        return {(Address(row.channel, row.chat), row.occasion) for row in rows}

    def add(self, address: Address, event: str, occasion: str, at: datetime) -> bool:
        """Once."""
        return insert_once(
            self._connection,
            reminders,
            channel=address.channel,
            chat=address.chat,
            event=event,
            occasion=occasion,
            at=at,
        )

    def erase(self, address: Address) -> None:
        """As if they had never been told."""
        self._connection.execute(delete(reminders).where(_at(reminders, address)))

    def expire(self, before: datetime) -> int:
        """What is long past."""
        return self._connection.execute(delete(reminders).where(reminders.c.at < before)).rowcount
