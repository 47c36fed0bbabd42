"""Buys the next pair of tokens.  A refresh token buys once, and who loses what it bought is locked
out until an administrator signs in again.  So there is one buyer at a time, across processes, and
the new pair is on the disk before anybody uses it.

Between Zalo's giving and our keeping lies an instant that no commit can cover.  Whoever may be
killed at any time has it done by a process that outlives them (`bootstrap/outliving.py`).
"""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.channels.zalo_oa.faults import RefusedError, UnclearError, UnreachableError, reason_of
from bot.errors import DeliveryError
from bot.ports import KeptTokens, TokenPair

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime
    from typing import Any

    from bot.ports import Clock, Store

LEASE = 60.0
"""Seconds; well above the patience of the client."""
LOOK_AGAIN = 0.2
DEAD = frozenset({-14014, -118})
"""The refresh token was used, or is too old: no further try can help."""
SHORT, THREE_MONTHS = 3600, 7_776_000
"""Seconds; where Zalo does not say."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose tokens: the name they are kept under, and the first one, from the settings."""

    app_id: str
    first: str | None = None

    @property
    def name(self) -> str:
        """In the store."""
        return f"zalo_oa:{self.app_id}"

    @property
    def seed(self) -> str:
        """Tells the configured token from others without showing it."""
        return fingerprint(self.first) if self.first else ""


def fingerprint(token: str) -> str:
    """Says whether two tokens are the same and no more."""
    return hashlib.sha256(token.encode()).hexdigest()


def pair_of(told: dict[str, Any], now: datetime) -> TokenPair:
    """What was bought."""
    return TokenPair(
        str(told["access_token"]),
        str(told["refresh_token"]),
        now,
        now + timedelta(seconds=_seconds(told.get("expires_in"), SHORT)),
        now + timedelta(seconds=_seconds(told.get("refresh_token_expires_in"), THREE_MONTHS)),
    )


def current(store: Store, owner: Owner, now: datetime) -> KeptTokens | None:
    """What is kept.  The token of the settings takes its place where there is nothing, or nothing
    that still buys, unless it is the one that led there.  Raises StoreBusyError.
    """
    with store.transaction() as kept:
        found = kept.tokens.get(owner.name)
        if owner.first is None or (found and not _is_over(found, now)):
            return found
        if found and found.seed == owner.seed:
            return found
        pair = TokenPair("", owner.first, now, now, now + timedelta(seconds=THREE_MONTHS))
        begun = KeptTokens(pair, owner.seed)
        kept.tokens.put(owner.name, begun)
        return begun


class Renewal:
    """Buys in this process, which does nothing else: it waits for the store on its event loop."""

    def __init__(
        self,
        store: Store,
        owner: Owner,
        clock: Clock,
        buy: Callable[[dict[str, str]], Awaitable[dict[str, Any]]],
        holder: str,
    ) -> None:
        self._store = store
        self._owner = owner
        self._clock = clock
        self._buy = buy
        """`Client.buy`."""
        self._holder = holder
        """Of the lease: another name for every process."""

    async def renew(self, dead: str) -> None:
        """See that a later pair is kept than the one with this fingerprint (of its refresh token).
        Raises DeliveryError, or StoreBusyError: perhaps another time.
        """
        while (old := self._begin(dead)) == "busy":  # noqa: ASYNC110 - another process raises no event
            await asyncio.sleep(LOOK_AGAIN)
        if isinstance(old, KeptTokens):
            await self._exchange(old)

    def _begin(self, dead: str) -> KeptTokens | str:
        """The tokens to be spent, once we alone may."""
        now, name = self._clock.now(), self._owner.name
        with self._store.transaction() as kept:
            found = kept.tokens.get(name)
            if found is None or found.trouble or fingerprint(found.pair.refresh) != dead:
                return "done"  # read after the lock: somebody else may have been here just now
            until = now + timedelta(seconds=LEASE)
            return found if kept.tokens.lease(name, self._holder, now, until) else "busy"

    async def _exchange(self, old: KeptTokens) -> None:
        form = {"grant_type": "refresh_token", "refresh_token": old.pair.refresh}
        try:
            told = await self._buy(form)
        except RefusedError as error:
            self._refused(old, error)
        except (UnreachableError, UnclearError) as error:
            # An answer that was lost may have been a pair.  Trying again tells: -14014, or a pair.
            self._release()
            raise DeliveryError(f"Chưa đổi được token Zalo: {error}") from None
        else:
            self._keep(old, pair_of(told, self._clock.now()))
            log.info("đã đổi token Zalo")

    def _keep(self, old: KeptTokens, pair: TokenPair) -> None:
        with self._store.transaction() as kept:
            kept.tokens.put(self._owner.name, replace(old, pair=pair))

    def _refused(self, old: KeptTokens, error: RefusedError) -> None:
        if error.code not in DEAD:
            self._release()
            raise DeliveryError(f"Chưa đổi được token, {reason_of(error)}")
        with self._store.transaction() as kept:
            found = kept.tokens.get(self._owner.name)
            if found is not None and found.pair.refresh == old.pair.refresh:
                kept.tokens.stop(self._owner.name, str(error.code))

    def _release(self) -> None:
        with self._store.transaction() as kept:
            kept.tokens.release(self._owner.name, self._holder)


def _is_over(found: KeptTokens, now: datetime) -> bool:
    return bool(found.trouble) or found.pair.refresh_expires_at <= now


def _seconds(value: object, otherwise: int) -> int:
    """A string mostly, at times a number."""
    try:
        return max(1, int(str(value)))
    except ValueError:
        return otherwise
