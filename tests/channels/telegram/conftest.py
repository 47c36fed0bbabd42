from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.channels.telegram.client import Client
from bot.rehearsal.fakes.telegram import TOKEN, FakeTelegram


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    """Telegram, to which nobody has written yet."""
    async with FakeTelegram() as fake:
        yield fake


@pytest.fixture
async def client(telegram: FakeTelegram) -> AsyncIterator[Client]:
    """A connection to it."""
    async with Client(TOKEN, telegram.base_url) as opened:
        yield opened
