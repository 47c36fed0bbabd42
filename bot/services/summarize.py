"""Tells collaborators about their leads: digests into the outbox, leads marked, in one commit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.leads.collaborator import Collaborator
from bot.leads.digest import Digest, compose
from bot.leads.lead import OPEN, KeptLead, LeadEvent
from bot.leads.routing import responsible
from bot.leads.schedule import is_due, key, occasion

if TYPE_CHECKING:
    from datetime import datetime, time

    from bot.knowledge.sentences import DigestWording
    from bot.ports import Store, Transaction


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who may be told."""

    roster: Sequence[Collaborator]
    reachable: Collection[str]
    """The channels on which a digest can be delivered."""


def preview(
    store: Store, recipients: Recipients, wording: DigestWording, now: datetime
) -> list[Digest]:
    """The digests of everybody who has open leads, as they would read now; nothing is changed."""
    with store.transaction() as transaction:
        return _digests(transaction, recipients.roster, wording, now)


def summarize(
    store: Store, recipients: Recipients, wording: DigestWording, now: datetime
) -> list[Digest]:
    """Put one digest per collaborator with new leads into the outbox; those that were put there.

    Whoever has no address, has blocked the bot, or is on a channel that is not `reachable`, keeps
    their leads as new: nothing is marked as told that nobody was told.
    """
    with store.transaction() as transaction:
        digests = _digests(transaction, recipients.roster, wording, now)
        reachable = recipients.reachable
        return [one for one in digests if one.new and _put(transaction, one, now, reachable)]


def summarize_when_due(
    store: Store, recipients: Recipients, wording: DigestWording, now: datetime, at: time
) -> list[Digest]:
    """The same from an hour on, once a day, whatever is restarted and however often; who has no
    new leads is reminded of the open ones.
    """
    if not is_due(now, at):
        return []
    with store.transaction() as transaction:
        if not transaction.occasions.add(occasion(now.date()), now):
            return []
        digests = _digests(transaction, recipients.roster, wording, now)
        reachable = recipients.reachable
        return [one for one in digests if _put(transaction, one, now, reachable)]


def _put(
    transaction: Transaction, digest: Digest, now: datetime, reachable: Collection[str]
) -> bool:
    address = digest.collaborator.address
    if address is None or address.channel not in reachable:
        return False
    if address in transaction.unreachable.find():
        return False
    newest = digest.new[-1].id if digest.new else None
    name = key(digest.collaborator.id, newest, now.date())
    transaction.outbox.add(name, address, digest.reply, now)
    for kept in digest.new:
        event = LeadEvent(kept.id, now, "reported", "bot", name)
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
