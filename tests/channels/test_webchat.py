from __future__ import annotations

from datetime import UTC, datetime

from bot.channels.webchat import WebChat
from bot.message import Address, Reply
from bot.ports import Channel, Delivery

AN, BINH = Address("web", "an"), Address("web", "binh")


def delivery(address: Address) -> Delivery:
    """A row on its way."""
    return Delivery(7, "k7", address, Reply("Dạ"), "sending", 1, datetime(2026, 8, 3, tzinfo=UTC))


async def test_every_page_of_an_address_is_woken() -> None:
    """Two open pages of An get the Reply; the page of Bình keeps waiting."""
    channel = WebChat()
    first, second, other = channel.news(AN), channel.news(AN), channel.news(BINH)
    await channel.send(delivery(AN))
    assert (await first).id == (await second).id == 7
    assert not other.done()


async def test_nobody_waiting_is_no_failure() -> None:
    """The row stays in the outbox, where the page will read it."""
    channel: Channel = WebChat()
    await channel.send(delivery(AN))
    assert channel.name == "web"


async def test_who_waits_no_more_is_forgotten() -> None:
    """A cancelled wait neither hinders the others nor stays in memory."""
    channel = WebChat()
    gone, stays = channel.news(AN), channel.news(AN)
    gone.cancel()
    await channel.send(delivery(AN))
    assert (await stays).id == 7
    assert gone.cancelled()
