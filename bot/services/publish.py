"""Notes what has changed in the events since they were last made known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.events.edition import Edition, edition_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.knowledge.event import Event
    from bot.ports import Store, Transaction


def publish(store: Store, events: Iterable[Event], now: datetime) -> dict[str, Edition]:
    """The present edition of every event that people are told of.  Raises StoreBusyError."""
    with store.transaction() as kept:
        return publish_within(kept, events, now)


def publish_within(kept: Transaction, events: Iterable[Event], now: datetime) -> dict[str, Edition]:
    """The same as a part of a larger commit."""
    known, editions = kept.editions.find(), {}
    for event in events:
        if event.status == "draft":
            continue
        before = known.get(event.id)
        edition = edition_of(event, before, now)
        if edition != before:
            kept.editions.save(edition)
        editions[event.id] = edition
    return editions
