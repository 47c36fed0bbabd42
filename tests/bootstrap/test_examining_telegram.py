from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.bootstrap.examining_telegram import examine_telegram
from bot.bootstrap.finding import Finding
from bot.config import Settings, load_settings
from bot.rehearsal.fakes.telegram import TOKEN, FakeTelegram, Trouble

HERE = "https://bot.example.org/telegram/webhook"


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    """Telegram, to which nobody has written yet."""
    async with FakeTelegram() as fake:
        yield fake


def settings(telegram: FakeTelegram, mode: str = "polling", token: str = TOKEN) -> Settings:
    environment = {
        "KHUYENCONG_TELEGRAM__TOKEN": token,
        "KHUYENCONG_TELEGRAM__BASE_URL": telegram.base_url,
        "KHUYENCONG_TELEGRAM__MODE": mode,
        "KHUYENCONG_WEB__PUBLIC_URL": "https://bot.example.org",
    }
    return load_settings(None, environment)


async def found(how: Settings) -> list[Finding]:
    """As `khuyencong doctor` sees it; every fault comes with a way to mend it."""
    findings = await asyncio.to_thread(lambda: list(examine_telegram(how)))
    assert all(finding.mend for finding in findings if finding.level != "ok")
    return findings


async def levels(how: Settings) -> list[str]:
    return [finding.level for finding in await found(how)]


async def test_all_is_well(telegram: FakeTelegram) -> None:
    """Fetched or posted."""
    assert await levels(settings(telegram)) == ["ok"]
    telegram.webhook = {"url": HERE}
    assert await levels(settings(telegram, "webhook")) == ["ok", "ok"]
    assert [one.level for one in await found(Settings())] == ["ok"]


async def test_a_wrong_token_and_a_silent_server(telegram: FakeTelegram) -> None:
    """Told apart, and the token is not shown."""
    [wrong] = await found(settings(telegram, "polling", "1:wrong"))
    assert "BotFather" in wrong.mend
    telegram.troubles.append(Trouble("500", "getMe"))
    [silent] = await found(settings(telegram))
    assert "HTTPS_PROXY" in silent.mend
    assert TOKEN not in wrong.what + silent.what


async def test_a_webhook_in_the_wrong_place(telegram: FakeTelegram) -> None:
    """Not set, or of somebody else, or in the way."""
    assert await levels(settings(telegram, "webhook")) == ["ok", "error"]
    telegram.webhook = {"url": "https://other.example.org"}
    assert await levels(settings(telegram, "webhook")) == ["ok", "error"]
    assert await levels(settings(telegram)) == ["ok", "warning"]


async def test_what_telegram_complains_about(telegram: FakeTelegram) -> None:
    """It cannot post, and messages wait."""
    telegram.webhook = {"url": HERE}
    telegram.complaint = "Connection refused"
    telegram.say(7, "chào")
    findings = await found(settings(telegram, "webhook"))
    assert [one.level for one in findings] == ["ok", "ok", "warning", "warning"]
    assert "Connection refused" in findings[2].what
    assert "1 tin" in findings[3].what
