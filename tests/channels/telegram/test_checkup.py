from __future__ import annotations

from bot.channels.telegram.checkup import Checkup, check_up
from bot.rehearsal.fakes.telegram import TOKEN, FakeTelegram, Trouble


async def test_all_is_well(telegram: FakeTelegram) -> None:
    """Who the bot is, where Updates go, how many wait."""
    telegram.webhook = {"url": "https://bot.example.org/telegram/webhook"}
    telegram.say(7, "chào")
    found = await check_up(TOKEN, telegram.base_url)
    assert found == Checkup("KhuyencongBot", telegram.webhook["url"], 1)


async def test_a_wrong_token(telegram: FakeTelegram) -> None:
    """Told apart from a network that is down."""
    assert (await check_up("1:wrong", telegram.base_url)).is_token_wrong
    telegram.troubles.append(Trouble("500", "getMe"))
    assert "Internal Server Error" in (await check_up(TOKEN, telegram.base_url)).failure
    away = await check_up(TOKEN, "http://127.0.0.1:9/bot")
    assert "ConnectError" in away.failure
    assert TOKEN not in away.failure
