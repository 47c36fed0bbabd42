"""Tells collaborators about their leads: digests into the outbox, leads marked, in one commit."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.leads.digest import Digest, compose
from bot.leads.lead import OPEN, KeptLead, LeadEvent
from bot.leads.routing import responsible
from bot.leads.schedule import key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.knowledge.sentences import DigestWording
    from bot.leads.collaborator import Collaborator
    from bot.ports import Store, Transaction


def preview(
    store: Store, roster: Sequence[Collaborator], wording: DigestWording, now: datetime
) -> list[Digest]:
    """The digests as they would be sent now; nothing is changed."""
    with store.transaction() as transaction:
        return _digests(transaction, roster, wording, now)


def summarize(
    store: Store,
    roster: Sequence[Collaborator],
    wording: DigestWording,
    now: datetime,
    *,
    again: bool = False,
) -> list[Digest]:
    """Put one digest per collaborator with new leads into the outbox; those that were put there.

    A collaborator gets one a day; `again` sends what has come since.  Whoever has no address
    keeps their leads as new, so nothing is marked as told that nobody was told.
    """
    with store.transaction() as transaction:
        digests = _digests(transaction, roster, wording, now)
        return [one for one in digests if one.new and _send(transaction, one, now, again=again)]


def _send(transaction: Transaction, digest: Digest, now: datetime, *, again: bool) -> bool:
    collaborator = digest.collaborator
    if collaborator.address is None:
        return False
    name = key(collaborator.id, now.date()) + (f":{now:%H%M%S}" if again else "")
    if not transaction.outbox.add(name, collaborator.address, digest.reply, now):
        return False
    for kept in digest.new:
        event = LeadEvent(kept.id, now, "reported", "bot", collaborator.id)
        transaction.leads.change(kept.id, "reported", event)
    return True


def _digests(
    transaction: Transaction,
    roster: Sequence[Collaborator],
    wording: DigestWording,
    now: datetime,
) -> list[Digest]:
    leads: dict[Collaborator, list[KeptLead]] = defaultdict(list)
    for kept in transaction.leads.find(statuses=OPEN):
        leads[responsible(kept, roster)].append(kept)
    return [compose(one, leads[one], wording, now) for one in sorted(leads, key=lambda c: c.id)]
