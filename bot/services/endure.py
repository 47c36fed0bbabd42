"""Bears with an Update that cannot be taken in, but not for ever: the others wait behind it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from bot.errors import StoreBusyError
from bot.services.trace import trace

if TYPE_CHECKING:
    from collections.abc import Awaitable

T = TypeVar("T")

TRIES = 4
"""Fewer than the refusals after which Zalo posts nothing any more."""
REMEMBERED = 500


class Endurance:
    """Counts how often each Update failed.  A busy store is the fault of none."""

    def __init__(self, channel: str) -> None:
        self._channel = channel
        self._failures: Counter[str] = Counter()

    async def take(self, update: str, work: Awaitable[T]) -> T | None:
        """What the work returns; None when it failed for the last time: then the Update is set
        aside and may be acknowledged.  Raises StoreBusyError, and what the work raised before.
        """
        try:
            return await work
        except StoreBusyError:
            raise
        except Exception as error:
            self._count(update)
            if self._failures[update] < TRIES:
                raise
            trace(
                "một tin mấy lần không nhận vào được, đã bỏ qua để các tin khác đi tiếp",
                error,
                channel=self._channel,
            )
            del self._failures[update]
            return None

    def _count(self, update: str) -> None:
        if len(self._failures) >= REMEMBERED:  # most went well in the end
            self._failures.clear()
        self._failures[update] += 1
