from __future__ import annotations

import logging
import traceback

import pytest

from bot.channels.zalo_bot.channel import ZaloBot
from bot.channels.zalo_bot.client import Client
from bot.channels.zalo_bot.courtesy import Courtesy
from bot.errors import DeliveryError
from bot.message import Address, Reply
from bot.ports import Delivery
from bot.rehearsal.fakes.zalo_bot import TOKEN, FakeZaloBot, Fault, Trouble
from tests.fakes import NOON

ROW = Delivery(1, "k", Address("zalo_bot", "an"), Reply("dạ"), "sending", 1, NOON)


async def outcome(client: Client) -> Exception:
    """What sending raises."""
    channel = ZaloBot(client, Courtesy(client))
    with pytest.raises((DeliveryError, TimeoutError)) as caught:
        await channel.send(ROW)
    return caught.value


async def refused(client: Client) -> tuple[bool, bool, float | None]:
    """The same for a DeliveryError: permanent, unreachable, seconds to wait."""
    error = await outcome(client)
    assert isinstance(error, DeliveryError)
    return error.permanent, error.unreachable, error.retry_after


@pytest.mark.parametrize("seconds", [None, 1, 35, 2282])
async def test_too_many_messages(zalo: FakeZaloBot, client: Client, seconds: int | None) -> None:
    """As long as the platform asks; where it says no time, we choose one ourselves."""
    zalo.troubles.append(Trouble("429", retry_after=seconds))
    assert await refused(client) == (False, False, seconds)


@pytest.mark.parametrize("fault", ["500", "200", "html"])
async def test_a_server_that_stumbles(zalo: FakeZaloBot, client: Client, fault: Fault) -> None:
    """It said so, whatever the status and the language; so it is tried again."""
    zalo.troubles.append(Trouble(fault))
    assert await refused(client) == (False, False, None)
    assert zalo.sent == []


async def test_a_message_that_is_wrong(zalo: FakeZaloBot, client: Client) -> None:
    """It would be wrong again."""
    zalo.troubles.append(Trouble("400"))
    assert await refused(client) == (True, False, None)


async def test_a_chat_that_is_not_there(zalo: FakeZaloBot, client: Client) -> None:
    """Nothing reaches it until somebody writes from there."""
    zalo.troubles.append(Trouble("404"))
    assert await refused(client) == (True, True, None)


@pytest.mark.parametrize("fault", ["lost", "truncated"])
async def test_an_answer_that_does_not_come(
    zalo: FakeZaloBot, client: Client, fault: Fault
) -> None:
    """The message has arrived, but that cannot be known."""
    zalo.troubles.append(Trouble(fault))
    assert isinstance(await outcome(client), TimeoutError)
    assert zalo.said_to("an") == ["dạ"]


async def test_a_server_that_hangs(zalo: FakeZaloBot) -> None:
    """Nobody knows."""
    zalo.troubles.append(Trouble("hang"))
    client = Client(TOKEN, zalo.base_url, answer_seconds=0.05)
    assert isinstance(await outcome(client), TimeoutError)
    await client.close()


@pytest.mark.parametrize("base", ["http://127.0.0.1:9", "http://127.0.0.1:9/bot/"])
async def test_nobody_answers(base: str) -> None:
    """It never left.  The address may be written as for Telegram."""
    client = Client(TOKEN, base)
    assert await refused(client) == (False, False, None)
    await client.close()


async def test_a_wrong_token_can_be_mended(zalo: FakeZaloBot) -> None:
    """Our account is refused, not the message."""
    client = Client("1:wrong", zalo.base_url)
    assert await refused(client) == (False, False, None)
    await client.close()


@pytest.mark.parametrize("fault", ["400", "429", "500", "lost", "truncated", "html", "away"])
async def test_the_token_is_told_to_nobody(
    zalo: FakeZaloBot, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither in the text, nor in a traceback with all that led to it, nor in a log."""
    caplog.set_level(logging.DEBUG)
    zalo.troubles.append(Trouble(fault))
    client = Client(TOKEN, "http://127.0.0.1:9" if str(fault) == "away" else zalo.base_url)
    error = await outcome(client)
    await client.close()
    told = "".join(traceback.format_exception(error)) + caplog.text + repr(error)
    assert TOKEN.partition(":")[2] not in told
    assert error.__suppress_context__
