from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.bootstrap.examining_zalo_bot import examine_zalo_bot
from bot.bootstrap.finding import Finding
from bot.config import Settings, load_settings
from bot.message import Address, Message, Reply
from bot.ports import Transaction
from bot.rehearsal.fakes.zalo_bot import TOKEN, FakeZaloBot, Trouble
from bot.storage.database import open_store

AN = Address("zalo_bot", "6ede9afa66b88fe6d6a9")


@pytest.fixture
async def zalo() -> AsyncIterator[FakeZaloBot]:
    """The platform."""
    async with FakeZaloBot() as fake:
        yield fake


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of its own, with nothing but a database in which somebody was heard just now."""
    monkeypatch.chdir(tmp_path)
    with records() as kept:
        now = datetime.now(UTC)
        kept.inbox.add(Message(AN, "1", "chào", now))


@contextmanager
def records() -> Iterator[Transaction]:
    """What is remembered."""
    store = open_store(Settings().database.url)
    with store.transaction() as kept:
        yield kept
    store.close()


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
    findings = await examined(zalo)
    assert [one.level for one in findings] == ["ok", "ok", "ok"]
    bot, quota, last = findings
    assert "Bot Khuyến công" in bot.what
    assert "50 người" in bot.mend
    assert "0/3000 tin" in quota.what
    assert "tin gần nhất" in last.what


async def test_the_month_is_nearly_used_up(zalo: FakeZaloBot) -> None:
    """What was sent in it is counted; what was sent before, or elsewhere, is not."""
    now = datetime.now(UTC)
    with records() as kept:
        for number in range(1, 2703):
            kept.outbox.add(f"{number}", AN, Reply("chào"), now)
            kept.outbox.sent(number, now - timedelta(days=40) if number == 1 else now)
        kept.outbox.add("web", Address("web", "an"), Reply("chào"), now)
        kept.outbox.sent(2703, now)
    finding = (await examined(zalo))[1]
    assert (finding.level, finding.what) == (
        "warning",
        "Zalo Bot: tháng này đã gửi ít nhất 2701/3000 tin",
    )


async def test_our_clock_is_wrong(zalo: FakeZaloBot) -> None:
    """By theirs."""
    zalo.clock_ahead = 600
    finding = (await examined(zalo))[-1]
    assert finding.level == "warning"
    assert "đồng hồ máy chậm" in finding.what


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
    [_, finding, *_] = await examined(zalo)
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
    [_, finding, *_] = await examined(zalo, **WEBHOOK | {"WEB__PUBLIC_URL": public})
    assert finding.level == level
    assert words in finding.what


async def test_the_platform_cannot_call_the_webhook(zalo: FakeZaloBot) -> None:
    """It says what it met."""
    zalo.webhook = {"url": "https://bot.example.org/zalo/bot"}
    zalo.outcome = "webhook.err.tls"
    [_, right, finding, *_] = await examined(zalo, **WEBHOOK)
    assert right.level == "ok"
    assert finding.level == "warning"
    assert "webhook.err.tls" in finding.what
