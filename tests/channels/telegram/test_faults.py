from __future__ import annotations

import logging
import traceback

import pytest
from telegram.error import ChatMigrated, InvalidToken

from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.client import Client, own_id
from bot.channels.telegram.courtesy import Courtesy
from bot.channels.telegram.faults import fault_of
from bot.errors import DeliveryError
from bot.message import Address, Reply
from bot.ports import Delivery
from bot.rehearsal.fakes.telegram import TOKEN, FakeTelegram, Fault, Trouble
from tests.fakes import NOON

ROW = Delivery(1, "k", Address("telegram", "7"), Reply("dạ"), "sending", 1, NOON)


async def outcome(client: Client) -> Exception:
    """What sending raises."""
    channel = Telegram(client.bot, Courtesy(client.bot))
    with pytest.raises((DeliveryError, TimeoutError)) as caught:
        await channel.send(ROW)
    return caught.value


async def refused(client: Client) -> tuple[bool, bool, float | None]:
    """The same for a DeliveryError: permanent, unreachable, seconds to wait."""
    error = await outcome(client)
    assert isinstance(error, DeliveryError)
    return error.permanent, error.unreachable, error.retry_after


async def test_a_blocked_bot_reaches_nobody(telegram: FakeTelegram, client: Client) -> None:
    """For good."""
    telegram.troubles.append(Trouble("blocked"))
    assert await refused(client) == (True, True, None)


@pytest.mark.parametrize("seconds", [1, 35, 2282])
async def test_too_many_messages(telegram: FakeTelegram, client: Client, seconds: int) -> None:
    """Telegram says how long to wait."""
    telegram.troubles.append(Trouble("429", retry_after=seconds))
    assert await refused(client) == (False, False, seconds)


@pytest.mark.parametrize("fault", ["500", "503"])
async def test_a_server_that_stumbles(telegram: FakeTelegram, client: Client, fault: Fault) -> None:
    """It said so, so nothing was sent: later."""
    telegram.troubles.append(Trouble(fault))
    assert await refused(client) == (False, False, None)


@pytest.mark.parametrize("fault", ["502", "504", "html"])
async def test_a_gateway_that_lost_its_server(
    telegram: FakeTelegram, client: Client, fault: Fault
) -> None:
    """Whether the server behind it did as it was asked, nobody can tell."""
    telegram.troubles.append(Trouble(fault))
    error = await outcome(client)
    assert isinstance(error, TimeoutError)
    assert "Gateway" in str(error)


@pytest.mark.parametrize("fault", ["lost", "truncated"])
async def test_an_answer_that_does_not_come(
    telegram: FakeTelegram, client: Client, fault: Fault
) -> None:
    """The message has arrived, but that cannot be known."""
    telegram.troubles.append(Trouble(fault))
    assert isinstance(await outcome(client), TimeoutError)
    assert telegram.said_to(7) == ["dạ"]


async def test_a_server_that_hangs(telegram: FakeTelegram, client: Client) -> None:
    """The same after the time that was allowed."""
    telegram.troubles.append(Trouble("hang"))
    async with Client(TOKEN, telegram.base_url, answer_seconds=0.1) as impatient:
        assert isinstance(await outcome(impatient), TimeoutError)


async def test_a_server_that_is_not_there() -> None:
    """Nothing left us, so it is tried again."""
    async with Client(TOKEN, "http://127.0.0.1:9/bot") as lonely:
        assert await refused(lonely) == (False, False, None)


async def test_a_token_that_is_not_accepted(telegram: FakeTelegram) -> None:
    """Our account is refused, not the message: it can go once the token is mended."""
    async with Client("1:wrong", telegram.base_url) as stranger:
        assert await refused(stranger) == (False, False, None)


async def test_a_chat_that_is_not_there(telegram: FakeTelegram, client: Client) -> None:
    """A collaborator who never wrote to the bot, say."""
    telegram.troubles.append(Trouble("not found"))
    assert await refused(client) == (True, True, None)


def test_a_group_that_moved_says_where() -> None:
    """For the administrator to write down."""
    error = fault_of(ChatMigrated(-100123), TOKEN)
    assert isinstance(error, DeliveryError)
    assert error.permanent
    assert "telegram:-100123" in str(error)


def test_the_token_is_in_no_reason() -> None:
    """Whatever the library puts into its errors."""
    error = fault_of(InvalidToken(f"The token `{TOKEN}` was rejected by the server."), TOKEN)
    assert TOKEN not in str(error)
    assert own_id(TOKEN) == 123456789


async def test_the_token_is_in_no_log_and_no_traceback(
    telegram: FakeTelegram, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    """Nor what people wrote, however much is logged."""
    caplog.set_level(logging.DEBUG)
    telegram.say(7, "số của tôi 0912345678")
    telegram.troubles += [Trouble("truncated", "getUpdates"), Trouble("truncated")]
    with pytest.raises(Exception, match="Invalid server response"):
        await client.bot.get_updates()
    error = await outcome(client)
    told = "".join(traceback.format_exception(error)) + caplog.text
    assert TOKEN not in told
    assert "0912345678" not in told
