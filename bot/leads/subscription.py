"""Somebody who wants to be reminded of an event, or of all events of a kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.leads.lead import ConsentGiven
from bot.message import Address

if TYPE_CHECKING:
    from bot.knowledge.event import Event, EventKind

KIND = "*"
"""What begins the `about` of a subscription to a kind; no id of an event begins so."""
ALIKE: dict[EventKind, EventKind] = {"workshop": "course"}
"""Kinds that people take for one."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """One wish, with the consent that was given for it and for nothing else."""

    address: Address
    about: str
    """The id of an event, or `*fair` for all fairs."""
    consent: ConsentGiven

    def covers(self, event: Event) -> bool:
        """Whether the event is what this is about."""
        return self.about in {event.id, kind_of(event)}


def kind_of(event: Event) -> str:
    """What a subscription to all events like this one is about."""
    return KIND + ALIKE.get(event.kind, event.kind)
