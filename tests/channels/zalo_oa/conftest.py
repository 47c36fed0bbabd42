from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.channels.zalo_oa.client import Client, Place
from bot.rehearsal.fakes.zalo_oa import APP_ID, APP_SECRET, FakeZalo


@pytest.fixture
async def zalo() -> AsyncIterator[FakeZalo]:
    """Zalo, where nobody has written yet."""
    async with FakeZalo() as fake:
        yield fake


@pytest.fixture
async def client(zalo: FakeZalo) -> AsyncIterator[Client]:
    """A connection to it, of little patience."""
    async with Client(Place(zalo.url, zalo.url, APP_ID, APP_SECRET), 1.0) as opened:
        yield opened
