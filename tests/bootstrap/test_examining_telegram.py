from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.bootstrap.examining_telegram import examine_telegram
from bot.bootstrap.finding import Finding
from bot.config import Settings, load_settings
from bot.message import Address, Message
from bot.rehearsal.fakes.telegram import TOKEN, FakeTelegram, Trouble
from bot.storage.database import open_store

HERE = "https://bot.example.org/telegram/webhook"


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    """Telegram, to which nobody has written yet."""
    async with FakeTelegram() as fake:
        yield fake


@pytest.fixture
def base(telegram: FakeTelegram, tmp_path: Path) -> dict[str, str]:
    """Connected to it; somebody was heard an hour ago."""
    url = f"sqlite:///{tmp_path}/bot.db"
    hear(url, datetime.now(UTC) - timedelta(hours=1))
    return {
        "KHUYENCONG_DATABASE__URL": url,
        "KHUYENCONG_TELEGRAM__TOKEN": TOKEN,
        "KHUYENCONG_TELEGRAM__BASE_URL": telegram.base_url,
        "KHUYENCONG_WEB__PUBLIC_URL": "https://bot.example.org",
    }


def hear(url: str, at: datetime) -> None:
    """Somebody writes."""
    store = open_store(url)
    with store.transaction() as kept:
        kept.inbox.add(Message(Address("telegram", "7"), f"{at}", "chào", at))
    store.close()


def settings(base: dict[str, str], mode: str = "polling", token: str = TOKEN) -> Settings:
    more = {"KHUYENCONG_TELEGRAM__TOKEN": token, "KHUYENCONG_TELEGRAM__MODE": mode}
    return load_settings(None, base | more)


async def found(how: Settings) -> list[Finding]:
    """As `khuyencong doctor` sees it; every fault comes with a way to mend it."""
    findings = await asyncio.to_thread(lambda: list(examine_telegram(how)))
    assert all(finding.mend for finding in findings if finding.level != "ok")
    return findings


async def levels(how: Settings) -> list[str]:
    return [finding.level for finding in await found(how)]


async def test_all_is_well(telegram: FakeTelegram, base: dict[str, str]) -> None:
    """Fetched or posted."""
    assert await levels(settings(base)) == ["ok", "ok"]
    telegram.webhook = {"url": HERE}
    assert await levels(settings(base, "webhook")) == ["ok", "ok", "ok"]
    assert [one.level for one in await found(Settings())] == ["ok"]


async def test_a_wrong_token_and_a_silent_server(
    telegram: FakeTelegram, base: dict[str, str]
) -> None:
    """Told apart, and the token is not shown."""
    [wrong] = await found(settings(base, "polling", "1:wrong"))
    assert "BotFather" in wrong.mend
    telegram.troubles.append(Trouble("500", "getMe"))
    [silent] = await found(settings(base))
    assert "HTTPS_PROXY" in silent.mend
    assert TOKEN not in wrong.what + silent.what


async def test_a_webhook_in_the_wrong_place(telegram: FakeTelegram, base: dict[str, str]) -> None:
    """Not set, or of somebody else, or in the way."""
    assert await levels(settings(base, "webhook")) == ["ok", "error", "ok"]
    telegram.webhook = {"url": "https://other.example.org"}
    assert await levels(settings(base, "webhook")) == ["ok", "error", "ok"]
    assert await levels(settings(base)) == ["ok", "warning", "ok"]


async def test_what_telegram_complains_about(telegram: FakeTelegram, base: dict[str, str]) -> None:
    """It cannot post, and messages wait."""
    telegram.webhook = {"url": HERE}
    telegram.complaint = "Connection refused"
    telegram.say(7, "chào")
    findings = await found(settings(base, "webhook"))
    assert [one.level for one in findings] == ["ok", "ok", "warning", "warning", "ok"]
    assert "Connection refused" in findings[2].what
    assert "1 tin" in findings[3].what
    telegram.complaint = "Wrong response from the webhook: 403 Forbidden"
    assert "chuỗi bí mật" in (await found(settings(base, "webhook")))[2].mend


async def test_nobody_was_heard(base: dict[str, str], tmp_path: Path) -> None:
    """Never, or not for a long time: whoever reads it is told how to try."""
    never = base | {"KHUYENCONG_DATABASE__URL": f"sqlite:///{tmp_path}/new.db"}
    finding = (await found(settings(never)))[-1]
    assert (finding.level, finding.what) == ("warning", "Telegram: chưa nhận được tin nào")
    assert "t.me/KhuyencongBot" in finding.mend
    old = base | {"KHUYENCONG_DATABASE__URL": f"sqlite:///{tmp_path}/old.db"}
    hear(old["KHUYENCONG_DATABASE__URL"], datetime(2026, 1, 2, 3, 4, tzinfo=UTC))
    finding = (await found(settings(old)))[-1]
    assert (finding.level, finding.what) == (
        "warning",
        "Telegram: tin gần nhất lúc 10:04 02/01/2026",
    )


@pytest.mark.parametrize(("ahead", "words"), [(600, "chậm (600|599)"), (-600, "nhanh 60[01]")])
async def test_our_clock_is_wrong(
    telegram: FakeTelegram, base: dict[str, str], ahead: int, words: str
) -> None:
    """By theirs."""
    telegram.clock_ahead = ahead
    finding = (await found(settings(base)))[-1]
    assert finding.level == "warning"
    assert re.search(words, finding.what)
    assert "NTP" in finding.mend


async def test_it_does_not_tell_where_updates_go(
    telegram: FakeTelegram, base: dict[str, str]
) -> None:
    """As emulators; the token is good all the same."""
    telegram.troubles.append(Trouble("500", "getWebhookInfo"))
    token, webhook, last = await found(settings(base))
    assert (token.level, webhook.level, last.level) == ("ok", "warning", "ok")
    assert "getWebhookInfo" in webhook.mend
