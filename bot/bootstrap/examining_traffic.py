"""What is asked of every channel: when somebody was heard there last, and what time it is there."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, TypeVar

import aiohttp
from yarl import URL

from bot.bootstrap.answering import local_now
from bot.bootstrap.finding import Finding
from bot.errors import KhuyencongError
from bot.storage.database import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.config import Settings
    from bot.ports import Transaction

T = TypeVar("T")

LONG_AGO = timedelta(days=7)
SKEWED = 120.0
"""Seconds."""
PATIENCE = aiohttp.ClientTimeout(total=10)
CLOCK = (
    "Chỉnh đồng hồ máy (NTP): hạn nộp, giờ gửi bản tin và chứng chỉ https đều tính theo giờ máy."
)


def examine_last(settings: Settings, channel: str, name: str, mend: str) -> Iterator[Finding]:
    """The latest message that is kept.  Nothing where the database cannot be asked: that is told
    elsewhere.
    """
    try:
        at = ask_store(settings, lambda kept: kept.inbox.last_on(channel))
    except KhuyencongError:
        return
    if at is None:
        yield Finding("warning", f"{name}: chưa nhận được tin nào", mend)
        return
    what = f"{name}: tin gần nhất lúc {at.astimezone(settings.zone):%H:%M %d/%m/%Y}"
    is_old = local_now(settings) - at > LONG_AGO
    yield Finding("warning", what, mend) if is_old else Finding("ok", what)


def ask_store(settings: Settings, question: Callable[[Transaction], T]) -> T:
    """What is kept.  Raises ConfigError, StoreBusyError."""
    store = open_store(settings.database.url)
    try:
        with store.transaction() as kept:
            return question(kept)
    finally:
        store.close()


def examine_clock(name: str, base_url: str) -> Iterator[Finding]:
    """Ours beside theirs; nothing where they do not tell."""
    skew = asyncio.run(skew_of(base_url))
    if skew is not None and abs(skew) > SKEWED:
        which = "nhanh" if skew > 0 else "chậm"
        yield Finding("warning", f"{name}: đồng hồ máy {which} {abs(skew):.0f} giây", CLOCK)


async def skew_of(base_url: str) -> float | None:
    """Seconds by which our clock is ahead of the server's.  Only its front door is asked: the rest
    of the address may hold a token.
    """
    try:
        async with (
            aiohttp.ClientSession(timeout=PATIENCE, trust_env=True) as http,
            http.head(URL(base_url).origin(), allow_redirects=False) as answer,
        ):
            theirs = parsedate_to_datetime(answer.headers.get("Date", ""))
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return None
    if theirs.tzinfo is None:  # written as -0000: in UTC, and no word on where that is
        theirs = theirs.replace(tzinfo=UTC)
    return (datetime.now(UTC) - theirs).total_seconds()
