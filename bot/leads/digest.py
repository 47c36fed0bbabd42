"""Composes a collaborator's digest: whom to call, about what, where, since when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.message import Reply
from bot.text.phone import format_phone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.knowledge.sentences import DigestWording
    from bot.leads.collaborator import Collaborator
    from bot.leads.lead import KeptLead, Lead


@dataclass(frozen=True, slots=True)
class Digest:
    """What one collaborator is told at one time."""

    collaborator: Collaborator
    new: tuple[KeptLead, ...]
    """Not told before."""
    open: tuple[KeptLead, ...]
    """Told before and still open."""
    reply: Reply


def compose(
    collaborator: Collaborator, leads: Sequence[KeptLead], wording: DigestWording, now: datetime
) -> Digest:
    """The digest of the open leads that are this collaborator's.  `now` in local time."""
    new = tuple(kept for kept in leads if kept.status == "new")
    told = tuple(kept for kept in leads if kept.status != "new")
    parts = [
        wording.title.format(date=f"{now:%d/%m/%Y}", new=len(new), open=len(told)),
        wording.greeting.format(name=collaborator.name),
        *_section(wording.new, new, 1, wording, now),
        *_section(wording.open, told, 1 + len(new), wording, now),
        wording.closing,
    ]
    return Digest(collaborator, new, told, Reply("\n\n".join(part.strip() for part in parts)))


def _section(
    heading: str, leads: Sequence[KeptLead], first: int, wording: DigestWording, now: datetime
) -> list[str]:
    if not leads:
        return []
    told = [_told(kept, number, wording, now) for number, kept in enumerate(leads, first)]
    return [heading.format(count=len(leads)), *told]


def _told(kept: KeptLead, number: int, wording: DigestWording, now: datetime) -> str:
    lead = kept.lead
    told = wording.lead.format(
        number=number,
        id=kept.id,
        name=lead.name or "?",
        phone=format_phone(lead.phone),
        what=what(lead),
        place=lead.place or "?",
        when=f"{lead.created_at.astimezone(now.tzinfo):%H:%M %d/%m/%Y}",
        question=lead.question or "-",
    )
    if not lead.source:
        return told
    return f"{told.rstrip()}\n   {wording.source.format(source=lead.source)}"


def what(lead: Lead) -> str:
    """What somebody wants, in one line: the form's title and what they filled in besides."""
    return "; ".join([lead.title, *(f"{one.label}: {one.text}" for one in lead.details)])
