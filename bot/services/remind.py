"""Reminds people of events: whoever wants to be, once an occasion, while it is of use.

What is due is worked out anew at each look, and what was told is a row with a unique key: it stays
told after an outage, with several processes, and when the clock is set back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.dialogue.reminder import compose_reminder
from bot.events.occasions import due_occasions, is_daytime
from bot.message import Address
from bot.ports import Transaction
from bot.services.forget import REMINDERS
from bot.services.publish import publish_within

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.events.occasions import Occasion
    from bot.knowledge.event import Event
    from bot.knowledge.snapshot import Knowledge
    from bot.leads.subscription import Subscription
    from bot.ports import Store

MayWrite = Callable[[Transaction, Address, "datetime"], bool]
"""Whether a channel lets us write to an Address now that has not just written to us."""


def always(_kept: Transaction, _address: Address, _now: datetime) -> bool:
    """Of a channel without a reply window."""
    return True


def lately(span: timedelta) -> MayWrite:
    """Of a channel that lets us write for so long after somebody has written there."""

    def has_written(kept: Transaction, address: Address, now: datetime) -> bool:
        heard_at = kept.conversations.get(address).changed_at
        return heard_at is not None and now - heard_at < span

    return has_written


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom we may write to of our own accord; to all others reminders are held."""

    windows: Mapping[str, MayWrite]
    """By channel; a channel that is not here is not running."""

    def allows(self, kept: Transaction, address: Address, now: datetime) -> bool:
        """Whether the channel takes it now."""
        may_write = self.windows.get(address.channel)
        return may_write is not None and may_write(kept, address, now)


def remind_when_due(store: Store, knowledge: Knowledge, reach: Reach, now: datetime) -> int:
    """Put what is due into the outbox; how many.  `now` in local time.  Raises StoreBusyError.

    Whoever cannot be written to now is held, not skipped: they are told as soon as they can be,
    while it is of use.
    """
    with store.transaction() as kept:
        editions = publish_within(kept, knowledge.events.values(), now)
        subscriptions = kept.subscriptions.find() if is_daytime(now) else ()
        if not subscriptions:
            return 0
        unreachable = kept.unreachable.find()
        open_to = [one for one in subscriptions if one.address not in unreachable]
        round_of = _Round(kept, knowledge, reach, now)
        return sum(
            round_of.tell(knowledge.events[key], due, open_to)
            for key, edition in editions.items()
            if (due := due_occasions(knowledge.events[key], edition, now))
        )


@dataclass(frozen=True, slots=True)
class _Round:
    """One look."""

    kept: Transaction
    knowledge: Knowledge
    reach: Reach
    now: datetime

    def tell(
        self, event: Event, due: Sequence[Occasion], subscriptions: Sequence[Subscription]
    ) -> int:
        """One event, to everybody who wants to be told."""
        told = self.kept.reminders.told(event.id)
        wanted = _wanted(event, due, subscriptions)
        return sum(
            self._put(address, event, news)
            for address, mine in wanted.items()
            if (news := [one for one in mine if (address, one.name) not in told])
            and self.reach.allows(self.kept, address, self.now)
        )

    def _put(self, address: Address, event: Event, news: Sequence[Occasion]) -> bool:
        """The most urgent; the others, and what still waits to be sent, are overtaken by it."""
        for one in news:
            self.kept.reminders.add(address, event.id, one.name, self.now)
        about = f"{REMINDERS}{event.id}:"
        self.kept.outbox.withdraw(address, about)
        reply = compose_reminder(event, news[0].kind, self.knowledge, self.now.date())
        return self.kept.outbox.add(f"{about}{news[0].name}:{address}", address, reply, self.now)


def _wanted(
    event: Event, due: Sequence[Occasion], subscriptions: Sequence[Subscription]
) -> dict[Address, list[Occasion]]:
    """What each person wants to hear: occasions since they said so, not what they knew then."""
    wanted: dict[Address, list[Occasion]] = {}
    for one in subscriptions:
        if one.covers(event):
            mine = wanted.setdefault(one.address, [])
            since = (each for each in due if each.due_at >= one.consent.given_at)
            mine += [each for each in since if each not in mine]
    return {address: [one for one in due if one in mine] for address, mine in wanted.items()}
