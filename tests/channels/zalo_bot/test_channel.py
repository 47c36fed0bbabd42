from __future__ import annotations

import pytest

from bot.channels.zalo_bot.channel import ZaloBot
from bot.channels.zalo_bot.client import Client
from bot.channels.zalo_bot.courtesy import Courtesy
from bot.errors import DeliveryError
from bot.message import Address, Button, Reply
from bot.ports import Delivery
from bot.rehearsal.fakes.zalo_bot import FakeZaloBot, Trouble
from tests.fakes import NOON

AN = Address("zalo_bot", "an")


def told(text: str, *buttons: Button, number: int = 1) -> Delivery:
    return Delivery(number, f"k{number}", AN, Reply(text, buttons), "sending", 1, NOON)


@pytest.fixture
def channel(client: Client) -> ZaloBot:
    """A channel that does not rest between the parts of a Reply."""
    return ZaloBot(client, Courtesy(client), between_parts=0.0)


async def test_a_reply_is_sent_with_its_choices(zalo: FakeZaloBot, channel: ZaloBot) -> None:
    """As plain text: the platform has no buttons."""
    await channel.send(told("1 < 2", Button("Hồ sơ", "machinery.papers")))
    [sent] = zalo.sent
    assert sent.chat == "an"
    assert sent.text.startswith("1 < 2\n\n👉 ")
    assert sent.choices == {"Hồ sơ": "1"}
    [(_, call)] = zalo.calls
    assert set(call) == {"chat_id", "text"}


async def test_the_rest_of_a_long_reply_is_sent_later(zalo: FakeZaloBot, channel: ZaloBot) -> None:
    """What was put off halfway does not begin anew."""
    long = told("\n\n".join(letter * 1900 for letter in "abc"))
    zalo.troubles[:] = [Trouble("pass"), Trouble("429")]
    with pytest.raises(DeliveryError):
        await channel.send(long)
    await channel.send(long)
    assert [text[0] for text in zalo.said_to("an")] == ["a", "b", "c"]
    await channel.send(long)  # the next time it is whole again
    assert len(zalo.sent) == 6


async def test_typing_is_shown_while_an_answer_takes_time(
    zalo: FakeZaloBot, client: Client
) -> None:
    """Not when it comes at once, and an error of it is nobody's business."""
    courtesy = Courtesy(client, patience=0.02)
    zalo.troubles.append(Trouble("500", "sendChatAction", "chi"))
    courtesy.expect("an")
    courtesy.answered("an")
    courtesy.expect("bình")
    courtesy.expect("chi")
    typing = [("sendChatAction", {"chat_id": who, "action": "typing"}) for who in ("bình", "chi")]
    await zalo.until(lambda: all(one in zalo.calls for one in typing))
    await courtesy.close()
    assert len(zalo.calls) == 2
