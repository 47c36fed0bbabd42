from __future__ import annotations

import pytest

from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.client import Client
from bot.channels.telegram.courtesy import Courtesy
from bot.errors import DeliveryError
from bot.message import Address, Button, Reply
from bot.ports import Delivery
from bot.rehearsal.fakes.telegram import FakeTelegram, Trouble
from tests.fakes import NOON

AN = Address("telegram", "7")


def told(text: str, *buttons: Button, number: int = 1) -> Delivery:
    return Delivery(number, f"k{number}", AN, Reply(text, buttons), "sending", 1, NOON)


@pytest.fixture
def channel(client: Client) -> Telegram:
    """A channel that does not rest between the parts of a Reply."""
    return Telegram(client.bot, Courtesy(client.bot), between_parts=0.0)


async def test_a_reply_is_sent_with_its_buttons(telegram: FakeTelegram, channel: Telegram) -> None:
    """As HTML that Telegram can read, without a preview of links."""
    await channel.send(told("1 < 2", Button("Hồ sơ", "machinery.papers")))
    [sent] = telegram.sent
    assert (sent.chat, sent.text) == (7, "1 &lt; 2")
    assert sent.buttons == {"Hồ sơ": "machinery.papers"}
    [(_, call)] = telegram.calls
    assert call["parse_mode"] == "HTML"
    assert call["link_preview_options"] == {"is_disabled": True}


async def test_the_rest_of_a_long_reply_is_sent_later(
    telegram: FakeTelegram, channel: Telegram
) -> None:
    """What was put off halfway does not begin anew."""
    long = told("\n\n".join(letter * 4000 for letter in "abc"))
    await channel.send(told("trước", number=2))
    refuse_after(telegram, 1)
    with pytest.raises(DeliveryError):
        await channel.send(long)
    telegram.troubles.clear()
    await channel.send(long)
    assert [text[0] for text in telegram.said_to(7)] == ["t", "a", "b", "c"]
    await channel.send(long)  # the next time it is whole again
    assert len(telegram.sent) == 7


def refuse_after(telegram: FakeTelegram, times: int) -> None:
    """So many messages pass, then one is refused."""
    telegram.troubles[:] = [Trouble("pass", times=times), Trouble("429")]


async def test_what_is_refused_for_good_is_forgotten(
    telegram: FakeTelegram, channel: Telegram
) -> None:
    """Put in line again by an administrator, it is sent whole."""
    long = told("\n\n".join(letter * 4000 for letter in "ab"))
    telegram.troubles[:] = [Trouble("pass"), Trouble("blocked")]
    with pytest.raises(DeliveryError):
        await channel.send(long)
    await channel.send(long)
    assert [text[0] for text in telegram.said_to(7)] == ["a", "a", "b"]
