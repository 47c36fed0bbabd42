"""Asks Zalo how things stand, for `khuyencong doctor`.  Spends nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from bot.channels.zalo_oa.client import Client
from bot.channels.zalo_oa.faults import RefusedError, UnclearError, UnreachableError, reason_of
from bot.channels.zalo_oa.webhook import PATH

if TYPE_CHECKING:
    from bot.channels.zalo_oa.client import Place

OK = 200


@dataclass(frozen=True, slots=True)
class Checkup:
    """What Zalo told."""

    account: str = ""
    name: str = ""
    package: str = ""
    quota: str = ""
    """What is left to send after 48 hours: *480/500*; empty: not told."""
    skew: float | None = None
    """Seconds by which our clock is ahead of Zalo's."""
    code: int = 0
    """Why Zalo refuses; 0: it does not."""
    failure: str = ""
    """Why nothing could be told, for an administrator to read."""


async def check_up(place: Place, access: str) -> Checkup:
    """Never raises."""
    async with Client(place) as client:
        try:
            answer = await client.get("/v2.0/oa/getoa", access)
            now = datetime.now(UTC)
            quota = await _quota(client, access)
        except RefusedError as error:
            return Checkup(code=error.code, failure=reason_of(error))
        except (UnreachableError, UnclearError) as error:
            return Checkup(failure=f"không tới được Zalo ({error})")
    told = answer.data if isinstance(answer.data, dict) else {}
    return Checkup(
        str(told.get("oa_id") or ""),
        str(told.get("name") or ""),
        str(told.get("package_name") or ""),
        quota,
        _skew(answer.date, now),
    )


def webhook_url(public_url: str) -> str:
    """Where Zalo is to post."""
    return public_url.rstrip("/") + PATH


async def probe(place: Place, url: str) -> str:
    """Why a probe of Zalo's would fail at our own webhook, tried from here; empty: it would not."""
    async with Client(place) as client:
        try:
            status = await client.reaches(url)
        except UnreachableError as error:
            return str(error)
    return "" if status == OK else f"HTTP {status}"


async def _quota(client: Client, access: str) -> str:
    """Where it is told: packages differ."""
    asked = {"quota_owner": "OA", "product_type": "cs"}
    try:
        answer = await client.post("/v3.0/oa/quota/message", asked, access)
    except RefusedError:
        return ""
    rows: list[Any] = answer.data if isinstance(answer.data, list) else []
    left = [row for row in rows if isinstance(row, dict) and "remain" in row]
    return ", ".join(f"{row['remain']}/{row.get('total', '?')}" for row in left)


def _skew(date: str, now: datetime) -> float | None:
    try:
        return (now - parsedate_to_datetime(date)).total_seconds()
    except (ValueError, TypeError):
        return None
