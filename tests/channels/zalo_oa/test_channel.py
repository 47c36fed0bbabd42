from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.channels.zalo_oa.channel import ChannelDoors, Terms, ZaloOa
from bot.channels.zalo_oa.client import Client
from bot.errors import DeliveryError, StoreBusyError
from bot.message import Address, Button, Reply
from bot.ports import Delivery
from bot.rehearsal.fakes.zalo_oa import FakeZalo, Trouble
from bot.services.hold import HELD
from bot.services.offer import SHARE
from tests.fakes import NOON

AN = "2468013579"


@dataclass
class Desk:
    """The rest of the program: a token, and when An wrote last."""

    zalo: FakeZalo
    heard_at: datetime | None = NOON
    held: list[int] = field(default_factory=list)
    good: str = ""
    dead: list[str] = field(default_factory=list)
    fault: Exception | None = None

    async def access(self) -> str:
        """The one that is kept."""
        self.good = self.good or self.zalo.tokens.pair()["access_token"]
        return self.good

    async def renewed(self, dead: str) -> str:
        """Another."""
        self.dead.append(dead)
        self.good = self.zalo.tokens.pair()["access_token"]
        return self.good

    async def last_heard(self, _address: Address) -> datetime | None:
        """An, last."""
        if self.fault:
            raise self.fault
        return self.heard_at

    async def hold(self, delivery: Delivery) -> None:
        """Somebody will call."""
        self.held.append(delivery.id)

    def channel(self, client: Client, *, can_send_counted: bool = False) -> ZaloOa:
        """With these doors."""
        doors = ChannelDoors(self.last_heard, self.hold, lambda: NOON)
        return ZaloOa(client, self, doors, Terms(can_send_counted, between_parts=0))


@pytest.fixture
def desk(zalo: FakeZalo) -> Desk:
    """An wrote just now."""
    zalo.say(AN, "chào")
    return Desk(zalo)


def delivery(text: str = "Dạ", *buttons: Button) -> Delivery:
    """To An."""
    return Delivery(1, "k", Address("zalo_oa", AN), Reply(text, buttons), "sending", 1, NOON)


async def failure(channel: ZaloOa, what: Delivery) -> DeliveryError:
    """Of sending."""
    with pytest.raises(DeliveryError) as caught:
        await channel.send(what)
    assert caught.value.__cause__ is None
    return caught.value


async def test_a_reply_arrives(zalo: FakeZalo, client: Client, desk: Desk) -> None:
    """With its buttons under the last of its parts."""
    long = "\n\n".join(["đoạn " * 150] * 5)
    await desk.channel(client).send(delivery(long, Button("Danh mục", "menu")))
    assert len(zalo.sent) > 1
    assert [one.titles for one in zalo.sent] == [[]] * (len(zalo.sent) - 1) + [["Danh mục"]]


async def test_a_dead_token_is_renewed_once(zalo: FakeZalo, client: Client, desk: Desk) -> None:
    """And the call repeated; a second refusal leaves it for later."""
    desk.good = "dead"
    await desk.channel(client).send(delivery())
    assert (zalo.said_to(AN), desk.dead) == (["Dạ"], ["dead"])
    zalo.troubles.append(Trouble("code", code=-220, times=2))
    assert not (await failure(desk.channel(client), delivery())).permanent
    assert len(desk.dead) == 2


@pytest.mark.parametrize(
    ("code", "is_permanent", "is_gone", "wait"),
    [
        (-32, False, False, 60), (-200, False, False, None), (-218, False, False, 21600),
        (-211, False, False, 21600), (-224, False, False, 900), (-223, False, False, 900),
        (-321, False, False, 21600), (-213, True, True, None), (-227, True, True, None),
        (-244, True, True, None), (-201, True, False, None), (-210, True, False, None),
        (-999, True, False, None), (-234, False, False, 64800),
    ],
)  # fmt: skip
async def test_each_code_has_its_meaning(
    *,
    zalo: FakeZalo,
    client: Client,
    desk: Desk,
    code: int,
    is_permanent: bool,
    is_gone: bool,
    wait: float | None,
) -> None:
    """Again, later, never, or a person who cannot be reached; NOON is noon in Viet Nam."""
    zalo.troubles.append(Trouble("code", code=code))
    error = await failure(desk.channel(client), delivery())
    assert (error.permanent, error.unreachable) == (is_permanent, is_gone)
    assert error.retry_after == wait
    assert str(code) in str(error)
    assert desk.held == []


@pytest.mark.parametrize("code", [-230, -232, -305, -311])
async def test_a_closed_window_is_held(
    zalo: FakeZalo, client: Client, desk: Desk, code: int
) -> None:
    """Zalo says so."""
    zalo.troubles.append(Trouble("code", code=code))
    error = await failure(desk.channel(client), delivery())
    assert (error.permanent, str(error), desk.held) == (True, HELD, [1])


async def test_a_stranger_is_held(zalo: FakeZalo, client: Client, desk: Desk) -> None:
    """-201 is what Zalo was seen to say of somebody who never wrote."""
    desk.heard_at = None
    zalo.troubles.append(Trouble("code", code=-201))
    assert str(await failure(desk.channel(client), delivery())) == HELD


@pytest.mark.parametrize(
    ("hours", "can_send_counted", "is_sent"),
    [(48, False, True), (48.1, False, False), (48.1, True, True), (168, True, True),
     (168.1, True, False)],
)  # fmt: skip
async def test_the_window_by_our_own_clock(
    *,
    zalo: FakeZalo,
    client: Client,
    desk: Desk,
    hours: float,
    can_send_counted: bool,
    is_sent: bool,
) -> None:
    """Free, counted and only where that is wanted, closed."""
    desk.heard_at = NOON - timedelta(hours=hours)
    channel = desk.channel(client, can_send_counted=can_send_counted)
    if is_sent:
        await channel.send(delivery())
    else:
        assert str(await failure(channel, delivery())) == HELD
    assert len(zalo.calls) == is_sent


@pytest.mark.parametrize("fault", ["hang", "truncated", "html", "lost", "502", "504"])
async def test_what_may_have_arrived_is_not_known(
    zalo: FakeZalo, client: Client, desk: Desk, fault: str
) -> None:
    """So nobody sends it again by themselves."""
    zalo.troubles.append(Trouble(fault))  # type: ignore[arg-type]
    with pytest.raises(TimeoutError):
        await desk.channel(client).send(delivery())


@pytest.mark.parametrize(("fault", "wait"), [("429", 35), ("500", None)])
async def test_what_did_not_arrive_is_sent_later(
    zalo: FakeZalo, client: Client, desk: Desk, fault: str, wait: float | None
) -> None:
    """After the time that Zalo named."""
    zalo.troubles.append(Trouble(fault, retry_after=35))  # type: ignore[arg-type]
    error = await failure(desk.channel(client), delivery())
    assert (error.permanent, error.retry_after) == (False, wait)


async def test_nobody_there(client: Client, desk: Desk) -> None:
    """It never left; the reason names no address."""
    desk.good = "x"
    async with Client(type(client.place)("http://127.0.0.1:9", "", "1", "s")) as nowhere:
        error = await failure(desk.channel(nowhere), delivery())
    assert not error.permanent
    assert "127.0.0.1" not in str(error)


async def test_the_rest_of_a_reply_is_sent_and_not_the_whole(
    zalo: FakeZalo, client: Client, desk: Desk
) -> None:
    """When it was put off halfway."""
    long = delivery("a" * 1999 + " " + "b" * 1999 + " c")
    channel = desk.channel(client)
    zalo.troubles.append(Trouble("code", after=1, code=-32))
    assert (await failure(channel, long)).retry_after == 60
    await channel.send(long)
    assert [text[0] for text in zalo.said_to(AN)] == ["a", "b", "c"]


async def test_a_refused_extra_is_no_failure(zalo: FakeZalo, client: Client, desk: Desk) -> None:
    """The number can be typed as well."""
    zalo.switches.takes_contact = False
    with capture_logs() as logs:
        await desk.channel(client).send(delivery("Số điện thoại?", SHARE))
    assert zalo.said_to(AN) == ["Số điện thoại?"]
    assert [log["log_level"] for log in logs] == ["warning"]


async def test_a_busy_store_is_no_reason_to_give_up(client: Client, desk: Desk) -> None:
    """It is tried again."""
    desk.fault = StoreBusyError("bận")
    assert not (await failure(desk.channel(client), delivery())).permanent


async def test_a_token_never_stands_in_an_address(
    zalo: FakeZalo, client: Client, desk: Desk
) -> None:
    """It travels in a header."""
    await desk.channel(client).send(delivery())
    assert desk.good
    assert all(desk.good not in f"{path}{told}" for path, told in zalo.calls)
    assert client.place.app_secret not in repr(client.place)
