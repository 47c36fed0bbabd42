"""What is kept of whom to call, and of what people want to hear of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from bot.leads.lead import KeptLead, Lead, LeadEvent, LeadStatus
    from bot.leads.subscription import Subscription
    from bot.message import Address


class Leads(Protocol):
    """People to call back."""

    def add(self, lead: Lead, collaborator: str) -> int:
        """Keep it with its first line of history; its number."""

    def get(self, number: int) -> KeptLead | None:
        """One lead."""

    def find(
        self,
        *,
        statuses: Collection[LeadStatus] = (),
        collaborator: str | None = None,
        address: Address | None = None,
    ) -> Sequence[KeptLead]:
        """Leads that fit every condition given, oldest first; no condition: all of them."""

    def change(self, number: int, status: LeadStatus, event: LeadEvent) -> None:
        """Set the status and write the line of history.  Raises KeyError without such a lead."""

    def history(self, number: int) -> Sequence[LeadEvent]:
        """What has happened to it, oldest first."""

    def told_in(self, key: str) -> Sequence[int]:
        """The leads that were reported in the digest with this outbox key."""

    def erase(self, numbers: Collection[int]) -> None:
        """Delete leads and their history for good."""

    def expire(self, before: datetime) -> int:
        """Delete for good, with their history, leads unchanged since then.  How many."""


class Subscriptions(Protocol):
    """Who wants to be reminded of what."""

    def add(self, one: Subscription) -> bool:
        """Keep it.  False when the Address has one about the same; nothing changes then."""

    def find(self, address: Address | None = None) -> Sequence[Subscription]:
        """Those of an Address, or all, oldest first."""

    def remove(self, address: Address) -> int:
        """Delete for good those of an Address.  How many."""

    def expire(self, before: datetime) -> int:
        """Delete for good those that were consented to before then.  How many."""


class Reminders(Protocol):
    """What people were reminded of: whom, of which event, on which occasion."""

    def told(self, event: str) -> Collection[tuple[Address, str]]:
        """Everybody who was told of the event, with the occasions."""

    def add(self, address: Address, event: str, occasion: str, at: datetime) -> bool:
        """Note it.  False when it was noted already; nothing changes then."""

    def erase(self, address: Address) -> None:
        """Delete for good those of an Address."""

    def expire(self, before: datetime) -> int:
        """Delete for good what was told before then.  How many."""
