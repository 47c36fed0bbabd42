from __future__ import annotations

from bot.channels.zalo_bot.checkup import Checkup, check_up
from bot.rehearsal.fakes.zalo_bot import TOKEN, FakeZaloBot, Trouble


async def test_all_is_well(zalo: FakeZaloBot) -> None:
    """Who the bot is, by which plan, and that Updates are fetched."""
    assert await check_up(TOKEN, zalo.base_url) == Checkup("Bot Khuyến công", "BASIC")


async def test_a_webhook_is_called(zalo: FakeZaloBot) -> None:
    """The platform says what it met; one that does not know how is believed to be well."""
    zalo.webhook = {"url": "http://127.0.0.1:9/zalo/bot"}
    found = await check_up(TOKEN, zalo.base_url)
    assert (found.webhook, found.outcome) == (zalo.webhook["url"], "webhook.err.unreachable")
    zalo.troubles.append(Trouble("404", "testWebhook"))
    assert (await check_up(TOKEN, zalo.base_url)).outcome == ""


async def test_a_wrong_token(zalo: FakeZaloBot) -> None:
    """Told apart from a network that is down."""
    assert (await check_up("1:wrong", zalo.base_url)).is_token_wrong
    zalo.troubles.append(Trouble("500", "getMe"))
    assert "Internal Server Error" in (await check_up(TOKEN, zalo.base_url)).failure
    away = await check_up(TOKEN, "http://127.0.0.1:9")
    assert "ClientConnectorError" in away.failure
    assert TOKEN not in away.failure
