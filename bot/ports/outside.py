"""The doors to the outside: where people are, and what time it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from bot.ports.rows import Delivery


class Channel(Protocol):
    """A place where people talk to us."""

    name: str

    async def send(self, delivery: Delivery) -> None:
        """Deliver one Reply.  Raises DeliveryError, which says whether to try again."""


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """The time with a timezone."""
