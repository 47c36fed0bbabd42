"""People to call back, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, Row, delete, select, update

from bot.leads.lead import ConsentGiven, KeptLead, Lead, LeadEvent
from bot.message import Address
from bot.storage.json_values import read_details, write_details
from bot.storage.schema import lead_events, leads

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime
    from typing import Any

    from bot.leads.lead import LeadStatus


class SqlLeads:
    """See `ports.Leads`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, lead: Lead, collaborator: str) -> int:
        """Keep it, new, with its first line of history."""
        row = leads.insert().values(
            **_columns(lead), collaborator=collaborator, status="new", changed_at=lead.created_at
        )
        key = self._connection.execute(row).inserted_primary_key
        number = int(key[0]) if key else 0
        self._note(LeadEvent(number, lead.created_at, "created", "bot"))
        return number

    def get(self, number: int) -> KeptLead | None:
        """One lead."""
        row = self._connection.execute(select(leads).where(leads.c.id == number)).one_or_none()
        return None if row is None else _kept(row)

    def find(
        self,
        *,
        statuses: Collection[LeadStatus] = (),
        collaborator: str | None = None,
        address: Address | None = None,
    ) -> Sequence[KeptLead]:
        """Leads that fit every condition given."""
        query = select(leads).order_by(leads.c.id)
        if statuses:
            query = query.where(leads.c.status.in_(statuses))
        if collaborator is not None:
            query = query.where(leads.c.collaborator == collaborator)
        if address is not None:
            query = query.where(leads.c.channel == address.channel, leads.c.chat == address.chat)
        return [_kept(row) for row in self._connection.execute(query)]

    def change(self, number: int, status: LeadStatus, event: LeadEvent) -> None:
        """Set the status and write the line of history."""
        row = update(leads).where(leads.c.id == number).values(status=status, changed_at=event.at)
        if self._connection.execute(row).rowcount == 0:
            raise KeyError(number)
        self._note(event)

    def history(self, number: int) -> Sequence[LeadEvent]:
        """Its lines, oldest first."""
        query = select(lead_events).where(lead_events.c.lead == number).order_by(lead_events.c.id)
        rows = self._connection.execute(query)
        return [LeadEvent(row.lead, row.at, row.what, row.by, row.note) for row in rows]

    def told_in(self, key: str) -> Sequence[int]:
        """Those whose history names the digest."""
        told = (lead_events.c.what == "reported") & (lead_events.c.note == key)
        return list(self._connection.scalars(select(lead_events.c.lead).where(told)))

    def erase(self, numbers: Collection[int]) -> None:
        """Delete them; the foreign key takes their history along."""
        self._connection.execute(delete(leads).where(leads.c.id.in_(numbers)))

    def expire(self, before: datetime) -> int:
        """Delete those that nobody has touched for long."""
        return self._connection.execute(delete(leads).where(leads.c.changed_at < before)).rowcount

    def _note(self, event: LeadEvent) -> None:
        row = lead_events.insert().values(
            lead=event.lead, at=event.at, what=event.what, by=event.by, note=event.note
        )
        self._connection.execute(row)


def _columns(lead: Lead) -> dict[str, Any]:
    return {
        "channel": lead.address.channel,
        "chat": lead.address.chat,
        "form": lead.form,
        "title": lead.title,
        "name": lead.name,
        "phone": lead.phone,
        "place": lead.place,
        "unit": lead.unit,
        "details": write_details(lead.details),
        "question": lead.question,
        "entry": lead.entry,
        "consent": lead.consent.consent,
        "consent_version": lead.consent.version,
        "consent_purpose": lead.consent.purpose,
        "consent_given_at": lead.consent.given_at,
        "consent_event_id": lead.consent.event_id,
        "created_at": lead.created_at,
        "source": lead.source,
    }


def _kept(row: Row[Any]) -> KeptLead:
    return KeptLead(row.id, _lead(row), row.collaborator, row.status, row.changed_at)


def _lead(row: Row[Any]) -> Lead:
    return Lead(
        address=Address(row.channel, row.chat),
        form=row.form,
        title=row.title,
        name=row.name,
        phone=row.phone,
        place=row.place,
        unit=row.unit,
        details=read_details(row.details, row.channel),
        question=row.question,
        entry=row.entry,
        consent=ConsentGiven(
            row.consent,
            row.consent_version,
            row.consent_purpose,
            row.consent_given_at,
            row.consent_event_id,
        ),
        created_at=row.created_at,
        source=row.source,
    )
