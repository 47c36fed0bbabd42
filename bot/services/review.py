"""Tells the owners of what has grown old, once a week, until somebody has looked at it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.message import Reply

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.knowledge.age import Aged
    from bot.knowledge.sentences import DigestWording
    from bot.leads.collaborator import Collaborator
    from bot.ports import Store
    from bot.services.summarize import Recipients

MOST = 30
"""Lines of one message; the rest is seen by `khuyencong check`."""


def ask_for_review(
    store: Store,
    recipients: Recipients,
    wording: DigestWording,
    found: Iterable[Aged],
    now: datetime,
) -> list[Collaborator]:
    """One message per owner and week of the calendar, whatever is restarted; who was told.
    `now` in local time.  Raises StoreBusyError.
    """
    year, week, _ = now.isocalendar()
    told: list[Collaborator] = []
    with store.transaction() as kept:
        unreachable = kept.unreachable.find()
        for owner, mine in by_owner(found, recipients.roster).items():
            address, name = owner.address, f"review:{owner.id}:{year}-W{week:02}"
            is_open = address and address.channel in recipients.reachable
            if address is None or not is_open or address in unreachable:
                continue
            if kept.occasions.add(name, now):
                kept.outbox.add(name, address, compose(owner, mine, wording), now)
                told.append(owner)
    return told


def by_owner(
    found: Iterable[Aged], roster: Sequence[Collaborator]
) -> dict[Collaborator, list[Aged]]:
    """What each owner has to look at.  An owner is named by the id or the name of a collaborator;
    whoever is on duty looks after the rest.
    """
    named = {key: one for one in reversed(roster) for key in (one.name, one.id)}
    on_duty = next((one for one in roster if one.is_on_duty), None)
    owners: dict[Collaborator, list[Aged]] = defaultdict(list)
    for one in found:
        owner = named.get(one.owner or "") or on_duty
        if owner is not None:
            owners[owner].append(one)
    return owners


def compose(owner: Collaborator, found: Sequence[Aged], wording: DigestWording) -> Reply:
    """The message."""
    title = wording.review.format(name=owner.name, count=len(found))
    lines = [
        wording.review_line.format(title=one.title, why=one.why, place=one.place)
        for one in found[:MOST]
    ]
    return Reply("\n".join([title, *lines]))
