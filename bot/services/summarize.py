"""Tells collaborators about their leads: digests into the outbox, leads marked, in one commit."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.leads.digest import Digest, compose
from bot.leads.lead import OPEN, KeptLead, LeadEvent
from bot.leads.routing import responsible
from bot.leads.schedule import is_due, key, occasion

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, time

    from bot.knowledge.sentences import DigestWording
    from bot.leads.collaborator import Collaborator
    from bot.ports import Store, Transaction


def preview(
    store: Store, roster: Sequence[Collaborator], wording: DigestWording, now: datetime
) -> list[Digest]:
    """The digests of everybody who has open leads, as they would read now; nothing is changed."""
    with store.transaction() as transaction:
        return _digests(transaction, roster, wording, now)


def summarize(
    store: Store, roster: Sequence[Collaborator], wording: DigestWording, now: datetime
) -> list[Digest]:
    """Put one digest per collaborator with new leads into the outbox; those that were put there.

    Whoever has no address keeps their leads as new: nothing is marked as told that nobody was
    told.
    """
    with store.transaction() as transaction:
        return _summarize(transaction, roster, wording, now)


def summarize_when_due(
    store: Store,
    roster: Sequence[Collaborator],
    wording: DigestWording,
    now: datetime,
    at: time,
) -> list[Digest]:
    """The same from an hour on, once a day, whatever is restarted and however often."""
    if not is_due(now, at):
        return []
    with store.transaction() as transaction:
        if not transaction.occasions.add(occasion(now.date()), now):
            return []
        return _summarize(transaction, roster, wording, now)


def _summarize(
    transaction: Transaction,
    roster: Sequence[Collaborator],
    wording: DigestWording,
    now: datetime,
) -> list[Digest]:
    digests = _digests(transaction, roster, wording, now)
    return [one for one in digests if _put(transaction, one, now)]


def _put(transaction: Transaction, digest: Digest, now: datetime) -> bool:
    collaborator = digest.collaborator
    if collaborator.address is None or not digest.new:
        return False
    name = key(collaborator.id, digest.new[-1].id)
    transaction.outbox.add(name, collaborator.address, digest.reply, now)
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
