from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.bootstrap.examining_zalo_bot import examine_zalo_bot
from bot.bootstrap.finding import Finding
from bot.config import load_settings
from bot.rehearsal.fakes.zalo_bot import TOKEN, FakeZaloBot, Trouble


@pytest.fixture
async def zalo() -> AsyncIterator[FakeZaloBot]:
    """The platform."""
    async with FakeZaloBot() as fake:
        yield fake


async def examined(zalo: FakeZaloBot, **more: str) -> list[Finding]:
    """What `khuyencong doctor` finds; every fault comes with a way to mend it."""
    named = {f"KHUYENCONG_{name}": value for name, value in more.items()}
    basics = {"KHUYENCONG_ZALO_BOT__TOKEN": TOKEN, "KHUYENCONG_ZALO_BOT__BASE_URL": zalo.base_url}
    settings = load_settings(None, basics | named)
    findings = await asyncio.to_thread(lambda: list(examine_zalo_bot(settings)))
    assert all(one.mend for one in findings if one.level != "ok")
    assert not any(TOKEN in one.what + one.mend for one in findings)
    return findings


WEBHOOK = {"ZALO_BOT__MODE": "webhook", "WEB__PUBLIC_URL": "https://bot.example.org/"}


async def test_it_is_not_used(zalo: FakeZaloBot) -> None:
    """Which is no fault."""
    [finding] = await asyncio.to_thread(lambda: list(examine_zalo_bot(load_settings(None, {}))))
    assert (finding.level, finding.what) == ("ok", "Zalo Bot: không dùng")


async def test_all_is_well(zalo: FakeZaloBot) -> None:
    """Who the bot is; and what the free plan may do."""
    [finding] = await examined(zalo)
    assert finding.level == "ok"
    assert "Bot Khuyến công" in finding.what
    assert "50 người" in finding.mend


async def test_the_token_or_the_network_is_at_fault(zalo: FakeZaloBot) -> None:
    """Told apart."""
    [wrong] = await examined(zalo, ZALO_BOT__TOKEN="1:wrong")  # noqa: S106 - opens nothing
    assert wrong.level == "error"
    assert "Zalo Bot Creator" in wrong.mend
    zalo.troubles.append(Trouble("html", "getMe"))
    [away] = await examined(zalo)
    assert "HTTP 503" in away.what


async def test_updates_go_elsewhere(zalo: FakeZaloBot) -> None:
    """A webhook of somebody, where we would fetch."""
    zalo.webhook = {"url": "http://127.0.0.1:9/old"}
    [_, finding] = await examined(zalo)
    assert finding.level == "warning"
    assert "/old" in finding.what


@pytest.mark.parametrize(
    ("actual", "public", "level", "words"),
    [
        (None, "https://bot.example.org", "error", "chưa đặt"),
        ("https://old.example.org/zalo/bot", "https://bot.example.org", "error", "phải là"),
        ("http://bot.example.org/zalo/bot", "http://bot.example.org", "error", "không phải https"),
    ],
)
async def test_the_webhook_is_not_right(
    zalo: FakeZaloBot, actual: str | None, public: str, level: str, words: str
) -> None:
    """Not set, of somebody else, or not encrypted."""
    zalo.webhook = {"url": actual} if actual else {}
    zalo.troubles.append(Trouble("404", "testWebhook"))
    [_, finding] = await examined(zalo, **WEBHOOK | {"WEB__PUBLIC_URL": public})
    assert finding.level == level
    assert words in finding.what


async def test_the_platform_cannot_call_the_webhook(zalo: FakeZaloBot) -> None:
    """It says what it met."""
    zalo.webhook = {"url": "https://bot.example.org/zalo/bot"}
    zalo.outcome = "webhook.err.tls"
    [_, right, finding] = await examined(zalo, **WEBHOOK)
    assert right.level == "ok"
    assert finding.level == "warning"
    assert "webhook.err.tls" in finding.what
