from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from bot.channels.zalo_oa.intake import Intake, IntakeDoors
from bot.channels.zalo_oa.observing import REFUSED, UNSIGNED, UPDATE, Observer
from bot.channels.zalo_oa.signature import Key
from bot.channels.zalo_oa.webhook import BODY_BYTES, PATH, Webhook
from bot.errors import StoreBusyError
from bot.message import Address, Message
from bot.rehearsal.fakes.zalo_oa import APP_ID, OA_ID, OA_SECRET, FakeZalo, Switches
from bot.services.endure import TRIES
from bot.web.app import create_app
from tests.fakes import NOON
from tests.web.fakes import CENTER
from tests.web.fakes import Desk as Page

AN = "2468013579246801357"


@dataclass
class Desk:
    """Keeps what comes in, when it can."""

    inbox: list[Message] = field(default_factory=list)
    quiet: dict[Address, datetime] = field(default_factory=dict)
    gone: list[Address] = field(default_factory=list)
    notices: dict[str, str] = field(default_factory=dict)
    faults: list[Exception] = field(default_factory=list)
    wait: float = 0.0
    key: Key | None = field(default_factory=lambda: Key(APP_ID, OA_SECRET))

    async def accept(self, message: Message) -> bool:
        """Commit it."""
        await asyncio.sleep(self.wait)
        if self.faults:
            raise self.faults.pop(0)
        if any(one.event_id == message.event_id for one in self.inbox):
            return False
        self.inbox.append(message)
        return True

    async def keep_quiet(self, address: Address, until: datetime) -> None:
        """Somebody else speaks there."""
        self.quiet[address] = until

    async def left(self, address: Address, at: datetime) -> None:
        """They went."""
        self.gone.append(address)

    async def notice(self, name: str, text: str) -> None:
        """For the doctor."""
        self.notices[name] = text

    def webhook(self, **more: Any) -> Webhook:
        """The way to this desk."""
        doors = IntakeDoors(self.accept, self.keep_quiet, self.left, self.notice, lambda: NOON)
        intake = Intake(doors, OA_ID, timedelta(minutes=60))
        return Webhook(intake, lambda: self.key, Observer(self.notice, lambda: NOON), **more)

    def texts(self) -> list[str]:
        """What is kept."""
        return [message.text for message in self.inbox]


@pytest.fixture
async def zalo() -> AsyncIterator[FakeZalo]:
    """At noon, of little patience."""
    switches = Switches(has_echoes=False, patience=0.5, pace=0.0001)
    async with FakeZalo(now=NOON.timestamp, switches=switches) as fake:
        yield fake


@pytest.fixture
def desk() -> Desk:
    """An empty one."""
    return Desk()


@pytest.fixture
async def url(desk: Desk) -> AsyncIterator[str]:
    """Our server with the webhook in it."""
    app = create_app(Page().doors(), lambda: CENTER)
    app.add_routes(desk.webhook(patience=0.2).routes())
    async with TestServer(app) as server:
        yield f"http://{server.host}:{server.port}{PATH}"


async def settled(zalo: FakeZalo) -> None:
    """Everything was posted, as often as Zalo likes."""
    await asyncio.sleep(0.02)
    await zalo.until(lambda: zalo.posting.is_idle)
    await asyncio.sleep(0.02)


async def test_a_probe_is_answered_and_dropped(zalo: FakeZalo, desk: Desk, url: str) -> None:
    """Without a signature: an empty body, an empty object, a sample."""
    assert await zalo.register(url)
    assert desk.inbox == []
    assert desk.notices == {UNSIGNED: "không chữ ký"}


async def test_before_the_secret_is_known_everything_is_dropped(
    zalo: FakeZalo, desk: Desk, url: str
) -> None:
    """Zalo shows it only after the address was saved."""
    desk.key = None
    assert await zalo.register(url)
    zalo.say(AN, "chào")
    await settled(zalo)
    assert (zalo.posting.statuses, desk.inbox) == ([200], [])


@pytest.mark.parametrize("spelling", ["plain", "escaped", "spaced"])
@pytest.mark.parametrize("time_header", ["absent", "equal", "signed"])
@pytest.mark.parametrize("is_number", [False, True])
async def test_every_true_signature_is_taken(
    *, zalo: FakeZalo, desk: Desk, url: str, spelling: Any, time_header: Any, is_number: bool
) -> None:
    """However the JSON is spelled, whichever time was signed."""
    zalo.switches.spelling, zalo.switches.time_header = spelling, time_header
    zalo.switches.is_time_a_number = zalo.switches.is_mac_bare = is_number
    assert await zalo.register(url)
    zalo.say(AN, "xưởng gỗ 🪵 “nhà em”")
    await settled(zalo)
    assert desk.texts() == ["xưởng gỗ 🪵 “nhà em”"]
    variant = "header" if time_header == "signed" else "body"
    assert desk.notices[UPDATE].split(" ") == [variant, "0"]


@pytest.mark.parametrize("sum_of", ["app", "hmac", "damaged"])
async def test_a_forged_update_is_refused(
    zalo: FakeZalo, desk: Desk, url: str, sum_of: Any
) -> None:
    """With the other secret, another kind of sum, a changed body: 401, and nothing happens."""
    zalo.switches.sum_of = sum_of
    assert await zalo.register(url)
    zalo.say(AN, "giả")
    zalo.staff(AN, "giả")
    zalo.follow(AN, "unfollow")
    await settled(zalo)
    assert set(zalo.posting.statuses) == {401}
    assert (desk.inbox, desk.quiet, desk.gone) == ([], {}, [])
    assert REFUSED in desk.notices
    assert zalo.posting.is_unsubscribed


async def test_a_store_that_is_busy_is_asked_again(zalo: FakeZalo, desk: Desk, url: str) -> None:
    """503; Zalo posts it again."""
    desk.faults += [StoreBusyError("bận"), StoreBusyError("bận")]
    assert await zalo.register(url)
    zalo.say(AN, "một")
    await settled(zalo)
    assert (zalo.posting.statuses, desk.texts()) == ([503, 503, 200], ["một"])


async def test_a_slow_store_is_not_waited_for(zalo: FakeZalo, desk: Desk, url: str) -> None:
    """Zalo hears "later" within its time; what was committed late is known when it comes again."""
    desk.wait = 0.4
    assert await zalo.register(url)
    zalo.say(AN, "một")
    await zalo.until(lambda: zalo.posting.statuses)
    assert zalo.posting.statuses == [503]
    desk.wait = 0.0
    await settled(zalo)
    await asyncio.sleep(0.4)
    assert desk.texts() == ["một"]
    assert zalo.posting.statuses[-1] == 200


async def test_a_repeat_is_kept_once(zalo: FakeZalo, desk: Desk, url: str) -> None:
    """Three at the same time, and all of them are 200."""
    zalo.switches.repeats = 3
    assert await zalo.register(url)
    for number in range(20):
        zalo.say(AN, str(number))
    await settled(zalo)
    assert desk.texts() == [str(number) for number in range(20)]
    assert zalo.posting.statuses == [200] * 60


async def test_what_was_kept_back_comes_late(zalo: FakeZalo, desk: Desk, url: str) -> None:
    """After the webhook was switched on again, with its old time."""
    zalo.say(AN, "hôm qua")
    assert await zalo.register(url)
    await settled(zalo)
    assert desk.texts() == ["hôm qua"]


async def test_a_takeover_and_a_farewell(zalo: FakeZalo, desk: Desk, url: str) -> None:
    """The one silences, the other is remembered; neither is answered."""
    assert await zalo.register(url)
    zalo.staff(AN, "Chào anh")
    zalo.follow(AN, "unfollow")
    await settled(zalo)
    here = Address("zalo_oa", AN)
    assert desk.quiet == {here: NOON + timedelta(minutes=60)}
    assert (desk.gone, desk.inbox) == ([here], [])


async def test_another_account_of_the_same_app_is_not_ours(
    zalo: FakeZalo, desk: Desk, url: str
) -> None:
    """An app has one webhook for all its accounts."""
    assert await zalo.register(url)
    message = {"text": "chào", "msg_id": "m"}
    zalo.push("user_send_text", sender={"id": AN}, recipient={"id": "999999"}, message=message)
    await settled(zalo)
    assert (desk.inbox, zalo.posting.statuses) == ([], [200])


@pytest.mark.parametrize("name", ["never_heard_of", "user_send_text", "anonymous_send_text"])
async def test_a_shape_that_nobody_knows_does_no_harm(
    zalo: FakeZalo, desk: Desk, url: str, name: str
) -> None:
    """It is taken, so that it does not come again."""
    assert await zalo.register(url)
    zalo.push(name, message=["what", {"is": "this"}], sender="nobody", info=7)
    await settled(zalo)
    assert (desk.inbox, zalo.posting.statuses) == ([], [200])


async def test_a_body_has_its_limit(url: str) -> None:
    """No Update is that large; and nobody looks at the page with a browser."""
    async with aiohttp.ClientSession() as http:
        async with http.post(url, data=b" " * (BODY_BYTES + 1)) as answer:
            assert answer.status == 413
        async with http.get(url) as answer:
            assert answer.status == 405


async def test_a_poisonous_update_is_set_aside(zalo: FakeZalo, desk: Desk, url: str) -> None:
    """Before Zalo has had enough of us; what is said next is heard."""
    zalo.switches.patience = 20.0  # a busy machine is no failure of the webhook
    desk.faults += [ValueError("hỏng")] * TRIES
    assert await zalo.register(url)
    zalo.say(AN, "một")
    await settled(zalo)
    assert zalo.posting.statuses == [*[500] * (TRIES - 1), 200]
    assert not zalo.posting.is_unsubscribed
    zalo.say(AN, "hai")
    await settled(zalo)
    assert desk.texts() == ["hai"]
