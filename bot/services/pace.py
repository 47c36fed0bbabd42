"""How fast Replies may go out: token buckets, one for a channel and one for each of its chats."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, and so many a second in the long run."""

    burst: int
    per_second: float


@dataclass(frozen=True, slots=True)
class Pace:
    """What a platform puts up with."""

    channel: Rate
    """All chats together."""
    chat: Rate
    """Each chat by itself."""


class Buckets:
    """One token bucket per key.  The least recently used are forgotten first, to bound memory."""

    def __init__(
        self, rate: Rate, *, capacity: int = 20_000, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._rate = rate
        self._capacity = capacity
        self._clock = clock
        self._levels: dict[str, tuple[float, float]] = {}

    def take(self, key: str) -> float:
        """0.0 when it is allowed (and counted), else the seconds until it will be."""
        level = self.level(key)
        is_allowed = level >= 1
        self._levels.pop(key, None)
        self._levels[key] = (level - is_allowed, self._clock())
        if len(self._levels) > self._capacity:
            del self._levels[next(iter(self._levels))]
        return 0.0 if is_allowed else self._seconds(level)

    def level(self, key: str) -> float:
        """How many would be allowed now."""
        now = self._clock()
        level, seen = self._levels.get(key, (float(self._rate.burst), now))
        # A clock that was set back adds nothing, and takes nothing away.
        return min(self._rate.burst, level + max(0.0, now - seen) * self._rate.per_second)

    def empty(self) -> dict[str, float]:
        """The keys that are allowed nothing now, and the seconds until they are; who has rested
        enough is forgotten.
        """
        levels = {key: self.level(key) for key in self._levels}
        for key, level in levels.items():
            if level >= self._rate.burst:
                del self._levels[key]
        return {key: self._seconds(level) for key, level in levels.items() if level < 1}

    def _seconds(self, level: float) -> float:
        return (1 - level) / self._rate.per_second


class Gate:
    """Counts what goes out on one channel."""

    def __init__(self, pace: Pace, clock: Callable[[], float]) -> None:
        self._channel = Buckets(pace.channel, clock=clock)
        self._chats = Buckets(pace.chat, clock=clock)

    @property
    def room(self) -> int:
        """How many may go out now."""
        return int(self._channel.level(""))

    def resting(self) -> dict[str, float]:
        """The chats that may get nothing now, and for how many seconds."""
        return self._chats.empty()

    def passes(self, chat: str) -> None:
        """One goes out to a chat."""
        self._channel.take("")
        self._chats.take(chat)

    def opens_in(self) -> float | None:
        """Seconds until something may go out that may not now; None: nothing is held up."""
        waits = [*self._channel.empty().values(), *self._chats.empty().values()]
        return min(waits, default=None)
