"""What `khuyencong doctor` wants to know of the webhook: who posted last, signed how, when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from bot.channels.zalo_oa.reading import NAME

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.channels.zalo_oa.signature import Variant

UPDATE, REFUSED, UNSIGNED = f"{NAME}.update", f"{NAME}.refused", f"{NAME}.unsigned"
EVERY = timedelta(minutes=1)
"""Between two notices of one kind: they cost a commit."""
SOON = timedelta(minutes=5)
"""What comes later than this after its time was posted again, and tells nothing of the clock."""

log = structlog.get_logger()


class Observer:
    """Tells of each kind once a minute at most, and of a change at once."""

    def __init__(
        self, notice: Callable[[str, str], Awaitable[None]], now: Callable[[], datetime]
    ) -> None:
        self._notice = notice
        self._now = now
        self._last: dict[str, tuple[str, datetime]] = {}

    async def taken(self, variant: Variant, timestamp: str | None) -> None:
        """An Update was committed."""
        skew = _skew(timestamp, self._now())
        await self._tell(UPDATE, variant, "" if skew is None else f" {skew:.0f}")

    async def refused(self) -> None:
        """Somebody else signed it, or with another secret."""
        if await self._tell(REFUSED, "chữ ký sai"):
            log.warning("tin tới webhook Zalo có chữ ký sai, đã từ chối; xem: khuyencong doctor")

    async def unsigned(self, *, has_key: bool) -> None:
        """A probe, or an Update whose signature we cannot check yet."""
        if await self._tell(UNSIGNED, "không chữ ký" if has_key else "chưa có zalo_oa.oa_secret"):
            log.warning(
                "tin tới webhook Zalo không kiểm được chữ ký, đã bỏ qua", has_secret=has_key
            )

    async def _tell(self, name: str, what: str, more: str = "") -> bool:
        now = self._now()
        known, at = self._last.get(name, ("", now))
        if known == what and now - at < EVERY:
            return False
        self._last[name] = (what, now)
        await self._notice(name, what + more)
        return True


def _skew(timestamp: str | None, now: datetime) -> float | None:
    """Seconds by which our clock is ahead of Zalo's, the way included."""
    try:
        sent = datetime.fromtimestamp(int(timestamp or "") / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return (now - sent).total_seconds() if now - sent < SOON else None
