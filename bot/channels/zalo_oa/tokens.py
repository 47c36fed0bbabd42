"""The token of the hour: renewed ahead of its end, shared with other processes by the store."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, ParamSpec, Protocol, TypeVar

import structlog

from bot.channels.zalo_oa.renewal import current, fingerprint
from bot.errors import DeliveryError, KhuyencongError
from bot.services.trace import trace

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.channels.zalo_oa.renewal import Owner
    from bot.ports import Clock, KeptTokens, Store, TokenPair

AHEAD = 0.8
"""Of its life; the rest is for whoever has to mend what keeps us from renewing it."""
REST = timedelta(seconds=20)
LOOK = 30.0
"""Seconds between two looks."""
NOBODY = "Zalo: chưa đăng nhập; chạy: khuyencong zalo login"
LATER = "Zalo: chưa đổi được token, sẽ thử lại"
STOPPED = "Zalo: refresh token không dùng được nữa ({trouble}); chạy: khuyencong zalo login"

log = structlog.get_logger()
P = ParamSpec("P")
T = TypeVar("T")


class Aside(Protocol):
    """As `asyncio.to_thread`."""

    async def __call__(self, call: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """What the call returns."""


class Tokens:
    """Keeps none but in memory what the store has."""

    def __init__(  # noqa: PLR0913 - each is a door to the outside
        self,
        store: Store,
        owner: Owner,
        clock: Clock,
        *,
        renew: Callable[[str], Awaitable[None]],
        alarm: Callable[[str], Awaitable[None]],
        aside: Aside = asyncio.to_thread,
    ) -> None:
        self._store = store
        self._owner = owner
        self._clock = clock
        self._renew = renew
        """`Renewal.renew`, here or in a process of its own."""
        self._alarm = alarm
        """A person has to act; told once for each pair that is lost."""
        self._aside = aside
        """Calls what waits for the disk off the event loop."""
        self._pair: TokenPair | None = None
        self._alone = asyncio.Lock()
        self._told = ""
        self._rests_until: datetime | None = None
        """Where renewing failed; many Replies that wait for a token are no reason to hurry."""

    async def access(self) -> str:
        """The one to use.  Raises DeliveryError: there is none."""
        pair = self._pair
        if pair is None or pair.expires_at <= self._clock.now():
            pair = (await self._read()).pair
            if not pair.access or pair.expires_at <= self._clock.now():
                pair = await self._next(pair)
        return pair.access

    async def renewed(self, dead: str) -> str:
        """Another than this one.  Raises DeliveryError: there is none."""
        pair = (await self._read()).pair
        if pair.access == dead or not pair.access:
            pair = await self._next(pair)
        return pair.access

    async def run(self) -> None:
        """Renew ahead of time until canceled."""
        while True:
            try:
                await self.look()
            except KhuyencongError as error:
                log.warning("chưa đổi được token Zalo", reason=str(error))
            except Exception as error:  # noqa: BLE001 - the next look may fare better
                trace("chưa xem được token Zalo", error)
            await asyncio.sleep(LOOK)

    async def look(self) -> None:
        """Renew what is due, alarm when nobody can.  Raises DeliveryError, StoreBusyError."""
        kept = await self._read(is_any=True)
        if kept.trouble:
            await self._cry(kept)
        elif is_due(kept.pair, self._clock.now()):
            await self._next(kept.pair)

    async def _read(self, *, is_any: bool = False) -> KeptTokens:
        kept = await self._aside(current, self._store, self._owner, self._clock.now())
        if kept is None:
            raise DeliveryError(NOBODY)
        is_spent = kept.pair.expires_at <= self._clock.now()
        if kept.trouble and is_spent and not is_any:
            raise DeliveryError(STOPPED.format(trouble=kept.trouble))
        self._pair = kept.pair
        return kept

    async def _next(self, old: TokenPair) -> TokenPair:
        """The pair after this one; many who ask at once cause one renewal."""
        async with self._alone:
            kept = await self._read(is_any=True)
            if kept.pair.refresh == old.refresh and not kept.trouble:
                kept = await self._renew_once(old)
        if kept.trouble:
            await self._cry(kept)
            raise DeliveryError(STOPPED.format(trouble=kept.trouble))
        return kept.pair

    async def _renew_once(self, old: TokenPair) -> KeptTokens:
        now = self._clock.now()
        if self._rests_until is not None and now < self._rests_until:
            raise DeliveryError(LATER, retry_after=REST.total_seconds())
        self._rests_until = now + REST
        await self._renew(fingerprint(old.refresh))
        kept = await self._read(is_any=True)
        if kept.pair.refresh == old.refresh and not kept.trouble:
            raise DeliveryError(LATER, retry_after=REST.total_seconds())
        self._rests_until = None
        return kept

    async def _cry(self, kept: KeptTokens) -> None:
        mark = fingerprint(kept.pair.refresh)
        if mark != self._told:
            self._told = mark
            log.error("ZALO: refresh token không dùng được nữa, cần người đăng nhập lại",
                      code=kept.trouble, mend="khuyencong zalo login")  # fmt: skip
            await self._alarm(mark)


def is_due(pair: TokenPair, now: datetime) -> bool:
    """Whether it is time for the next pair."""
    return now >= pair.issued_at + (pair.expires_at - pair.issued_at) * AHEAD
