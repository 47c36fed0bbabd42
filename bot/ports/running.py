"""What is kept so that the program does each thing once, and can tell what it noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.events.edition import Edition
    from bot.message import Address
    from bot.ports.rows import KeptTokens


class Occasions(Protocol):
    """What is due once: a day's digests, a day's clean-up."""

    def add(self, name: str, at: datetime) -> bool:
        """Take the occasion.  False when somebody took it before; nothing changes then."""

    def expire(self, before: datetime) -> int:
        """Delete what was taken before then.  How many."""


class Editions(Protocol):
    """What was last made known of each event."""

    def find(self) -> Mapping[str, Edition]:
        """All of them, by event."""

    def save(self, edition: Edition) -> None:
        """Replace the one before."""


class Unreachable(Protocol):
    """Addresses that a platform delivers nothing to: the bot was blocked there, say."""

    def add(self, address: Address, reason: str, at: datetime) -> None:
        """Remember it, and why."""

    def remove(self, address: Address) -> None:
        """Somebody wrote from there, so it can be reached again."""

    def find(self) -> Mapping[Address, str]:
        """All of them with their reasons."""

    def expire(self, before: datetime) -> int:
        """Forget what was noticed before then.  How many."""


class Tokens(Protocol):
    """Tokens of platforms that change them, one pair a name."""

    def get(self, name: str) -> KeptTokens | None:
        """The latest pair."""

    def put(self, name: str, kept: KeptTokens) -> None:
        """Keep it in place of the one before; a lease on that ends."""

    def stop(self, name: str, trouble: str) -> None:
        """Nobody is to try any more, until another pair is put."""

    def lease(self, name: str, holder: str, now: datetime, until: datetime) -> bool:
        """Be the only one who may buy the next pair, until then.  False: somebody else is."""

    def release(self, name: str, holder: str) -> None:
        """End the lease, if it is still this holder's."""


class Silences(Protocol):
    """Chats in which a person speaks for us, so that the bot keeps quiet."""

    def set(self, address: Address, until: datetime) -> None:
        """Be quiet there until then; an earlier time shortens nothing."""

    def until(self, address: Address) -> datetime | None:
        """Until when; None: never told to."""

    def expire(self, before: datetime) -> int:
        """Forget what ended before then.  How many."""


class Notices(Protocol):
    """What one process noticed and another wants to know: `khuyencong doctor`, say."""

    def put(self, name: str, text: str, at: datetime) -> None:
        """Keep it in place of what was noticed under this name before."""

    def get(self, name: str) -> tuple[str, datetime] | None:
        """What was noticed, and when."""

    def expire(self, before: datetime) -> int:
        """Forget what was noticed before then.  How many."""
