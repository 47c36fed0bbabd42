"""A lead: a person who asked to be called back, and what has come of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bot.message import Address

LeadStatus = Literal["new", "reported", "contacted", "done", "unreachable", "withdrawn"]
OPEN: frozenset[LeadStatus] = frozenset({"new", "reported", "contacted"})
"""Statuses of leads that a digest still names."""


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """Proof that somebody agreed: to which text, when, with which message."""

    consent: str
    version: str
    purpose: str
    given_at: datetime
    event_id: str


@dataclass(frozen=True, slots=True)
class Detail:
    """An answer to one question of the form, with the label it was reviewed under."""

    slot: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Lead:
    """What a finished form leaves behind.  The store gives it its number."""

    address: Address
    form: str
    title: str
    """The form's title: what it is about."""
    name: str
    phone: str
    """E.164: `+84912345678`."""
    place: str
    """In the person's own words."""
    unit: str | None
    """Code of the unit of today, when the place could be resolved."""
    details: tuple[Detail, ...]
    question: str
    """The last question that was asked before the form, in the person's own words."""
    entry: str | None
    """The entry it was answered with."""
    consent: ConsentGiven
    created_at: datetime
    source: str = ""
    """The link on a poster that brought the person; empty: none did."""


@dataclass(frozen=True, slots=True)
class KeptLead:
    """A lead in the store."""

    id: int
    lead: Lead
    collaborator: str
    """Id of the collaborator it is assigned to."""
    status: LeadStatus
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class LeadEvent:
    """A line of a lead's history."""

    lead: int
    at: datetime
    what: str
    """`created`, `reported`, `held` (could not be answered where they wrote), or a new status."""
    by: str
    """`bot`, a collaborator's id, or `admin`."""
    note: str = ""
