import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from structlog.testing import capture_logs

from bot.errors import DeliveryError, StoreBusyError
from bot.message import Address, Reply
from bot.ports import Delivery, Store, Transaction
from bot.services.deliver import Deliver
from bot.services.outcome import Terms
from bot.services.pace import Pace, Rate
from bot.storage.memory import MemoryStore
from tests.fakes import AN, BINH, CHI, NOON, FakeChannel, HandClock, until

QUICK = Terms(pause=0.01, timeout=0.2, grace=0.2)


def deliver_to(
    store: Store,
    *channels: FakeChannel,
    clock: HandClock,
    safe: Collection[str] = (),
    terms: Terms = QUICK,
    paces: Mapping[str, Pace] | None = None,
) -> Deliver:
    """A deliverer without chance: its jitter is always in the middle."""
    return Deliver(store, channels, clock, jitter=lambda: 0.5, safe=safe, paces=paces, terms=terms)


@pytest.fixture
def store() -> Iterator[Store]:
    """Without a disk: what both kinds promise is tested where they live."""
    kept = MemoryStore()
    yield kept
    kept.close()


@asynccontextmanager
async def running(deliver: Deliver) -> AsyncIterator[None]:
    """At work until the end of the block."""
    task = asyncio.create_task(deliver.run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def in_line(store: Store, *texts: str, to: Address = AN) -> None:
    with store.transaction() as kept:
        for text in texts:
            kept.outbox.add(text, to, Reply(text), NOON)


def rows(store: Store) -> dict[str, Delivery]:
    with store.transaction() as kept:
        return {row.key: row for row in kept.outbox.find()}


def state(store: Store, key: str) -> str:
    return rows(store)[key].state


async def test_replies_arrive_in_order_once(store: Store, clock: HandClock) -> None:
    """For each chat by itself."""
    in_line(store, "một", "hai", "ba")
    in_line(store, "bốn", to=BINH)
    web = FakeChannel()
    async with running(deliver_to(store, web, clock=clock)):
        await until(lambda: len(web.transcript) == 4)
        await until(lambda: {row.state for row in rows(store).values()} == {"sent"})
    assert [text for chat, text in web.transcript if chat == "an"] == ["một", "hai", "ba"]
    assert sorted(text for _, text in web.transcript) == ["ba", "bốn", "hai", "một"]


async def test_it_sleeps_until_it_is_woken(store: Store, clock: HandClock) -> None:
    """No need to wait for its next look."""
    web = FakeChannel()
    deliver = deliver_to(store, web, clock=clock, terms=Terms(pause=60))
    async with running(deliver):
        await asyncio.sleep(0)
        in_line(store, "dạ")
        deliver.wake()
        await until(lambda: web.transcript == [("an", "dạ")])


async def test_it_looks_by_itself(store: Store, clock: HandClock) -> None:
    """Another process may have put something in line."""
    web = FakeChannel()
    async with running(deliver_to(store, web, clock=clock)):
        in_line(store, "dạ")
        await until(lambda: web.transcript == [("an", "dạ")])


async def test_rows_of_a_channel_that_is_not_connected_wait(store: Store, clock: HandClock) -> None:
    """Untouched, and they are in nobody's way."""
    in_line(store, "Chi", to=CHI)
    in_line(store, "An")
    web = FakeChannel()
    async with running(deliver_to(store, web, clock=clock, terms=Terms(at_once=1, pause=0.01))):
        await until(lambda: state(store, "An") == "sent")
    assert (rows(store)["Chi"].state, rows(store)["Chi"].attempts) == ("waiting", 0)


async def test_a_failure_is_tried_again_later(store: Store, clock: HandClock) -> None:
    """After a wait that doubles; the next Reply of the chat stays behind it."""
    in_line(store, "một", "hai")
    web = FakeChannel(trouble=failing(2, DeliveryError("mạng bận")))
    async with running(deliver_to(store, web, clock=clock)):
        for attempt, wait in ((1, 1.5), (2, 3.0)):
            await until(partial(was_put_off, store, "một", attempt))
            clock.forward(wait - 0.1)
            await asyncio.sleep(0.03)
            assert rows(store)["một"].attempts == attempt
            clock.forward(0.1)
        await until(lambda: state(store, "hai") == "sent")
    assert web.transcript == [("an", "một"), ("an", "hai")]


def was_put_off(store: Store, key: str, times: int) -> bool:
    row = rows(store)[key]
    return (row.state, row.attempts, row.reason) == ("waiting", times, "mạng bận")


def failing(times: int, error: Exception) -> Callable[[Delivery], Awaitable[None]]:
    """Trouble that raises the first `times` times."""
    errors = [error] * times

    async def fail(delivery: Delivery) -> None:
        if errors:
            raise errors.pop()

    return fail


async def test_a_platform_that_asks_to_wait_is_obeyed(store: Store, clock: HandClock) -> None:
    """And not one second earlier."""
    in_line(store, "dạ")
    web = FakeChannel(trouble=failing(1, DeliveryError("mạng bận", retry_after=35)))
    async with running(deliver_to(store, web, clock=clock)):
        await until(lambda: was_put_off(store, "dạ", 1))
        clock.forward(35)
        await asyncio.sleep(0.03)
        assert web.transcript == []
        clock.forward(0.5)
        await until(lambda: web.transcript == [("an", "dạ")])


async def test_a_failure_for_good_lets_the_next_pass(store: Store, clock: HandClock) -> None:
    """The reason is kept for the administrator."""
    in_line(store, "một", "hai")
    web = FakeChannel(trouble=failing(1, DeliveryError("bị chặn", permanent=True)))
    async with running(deliver_to(store, web, clock=clock)):
        await until(lambda: state(store, "hai") == "sent")
    assert (rows(store)["một"].state, rows(store)["một"].reason) == ("failed", "bị chặn")


async def test_a_reply_nobody_needs_any_more_is_given_up(store: Store, clock: HandClock) -> None:
    """Three days of trying are enough."""
    in_line(store, "dạ")
    clock.forward(timedelta(days=3, seconds=1).total_seconds())
    web = FakeChannel(trouble=failing(99, DeliveryError("mạng bận")))
    async with running(deliver_to(store, web, clock=clock)):
        await until(lambda: state(store, "dạ") == "failed")


async def test_a_broken_channel_is_recorded(store: Store, clock: HandClock) -> None:
    """It is our fault, so it is not repeated; logs do not quote, other chats go on."""
    in_line(store, "hỏng")
    in_line(store, "dạ", to=CHI)
    web = FakeChannel(trouble=failing(1, ValueError("cannot render 'hỏng' for web:an")))
    telegram = FakeChannel("telegram")
    with capture_logs() as logs:
        async with running(deliver_to(store, web, telegram, clock=clock)):
            await until(lambda: state(store, "hỏng") == "failed")
            await until(lambda: telegram.transcript == [("chi", "dạ")])
    assert "ValueError" in rows(store)["hỏng"].reason
    assert [entry["error"] for entry in logs] == ["ValueError"]
    assert "web:an" not in str(logs)


async def test_one_slow_chat_does_not_hold_the_others(store: Store, clock: HandClock) -> None:
    """Sixty-five digests, one chat hangs: sixty-four arrive."""
    stuck = asyncio.Event()

    async def hangs(delivery: Delivery) -> None:
        if delivery.address == AN:
            await stuck.wait()

    in_line(store, "chậm")
    for number in range(64):
        in_line(store, f"{number}", to=Address("web", f"{number}"))
    web = FakeChannel(trouble=hangs)
    terms = Terms(at_once=4, pause=0.01, timeout=30)
    async with running(deliver_to(store, web, clock=clock, terms=terms)):
        await until(lambda: len(web.transcript) == 64)
        assert state(store, "chậm") == "sending"
        stuck.set()
        await until(lambda: state(store, "chậm") == "sent")


async def test_no_more_are_sent_at_once_than_agreed(store: Store, clock: HandClock) -> None:
    """The number is the limit, and it is used."""
    now, most = 0, 0

    async def counted(delivery: Delivery) -> None:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.002)
        now -= 1

    for number in range(12):
        in_line(store, f"{number}", to=Address("web", f"{number}"))
    web = FakeChannel(trouble=counted)
    terms = Terms(at_once=3, pause=0.01)
    async with running(deliver_to(store, web, clock=clock, terms=terms)):
        await until(lambda: len(web.transcript) == 12)
    assert most == 3


async def hang(delivery: Delivery) -> None:
    await asyncio.Event().wait()


async def test_no_answer_is_recorded_at_once(store: Store, clock: HandClock) -> None:
    """It may have arrived: an administrator decides, and the chat's next Reply need not wait."""
    in_line(store, "một", "hai")
    web = FakeChannel(trouble=hang)
    terms = Terms(pause=0.01, timeout=0.01)
    async with running(deliver_to(store, web, clock=clock, terms=terms)):
        await until(lambda: state(store, "một") == "maybe_sent")
        assert "Không rõ" in rows(store)["một"].reason
        web.trouble = None
        await until(lambda: state(store, "hai") in {"sent", "maybe_sent"})


async def test_no_answer_is_asked_again_where_twice_shows_once(
    store: Store, clock: HandClock
) -> None:
    """After the wait of any failure."""
    in_line(store, "dạ")
    web = FakeChannel(trouble=failing(1, TimeoutError("Bad Gateway")))
    async with running(deliver_to(store, web, clock=clock, safe=["web"])):
        await until(lambda: state(store, "dạ") == "waiting" and rows(store)["dạ"].attempts == 1)
        assert rows(store)["dạ"].reason == "Bad Gateway"
        clock.forward(2)
        await until(lambda: state(store, "dạ") == "sent")


async def test_a_lease_is_renewed_while_somebody_is_at_it(store: Store, clock: HandClock) -> None:
    """However long it takes, nobody else takes it for dead; who dies is soon known to be."""
    goes_on = asyncio.Event()

    async def slow(delivery: Delivery) -> None:
        await goes_on.wait()

    def is_renewed() -> bool:
        with store.transaction() as kept:
            return kept.outbox.reclaim(clock.now() + timedelta(seconds=9), ["web"]) == 0

    in_line(store, "dạ")
    web = FakeChannel(trouble=slow)
    terms = Terms(pause=0.01, timeout=30)
    async with running(deliver_to(store, web, clock=clock, terms=terms)):
        await until(lambda: state(store, "dạ") == "sending")
        for _ in range(6):
            clock.forward(8)
            await asyncio.sleep(0.05)  # several looks
            assert is_renewed()
        goes_on.set()
        await until(lambda: state(store, "dạ") == "sent")


async def test_stopping_finishes_what_is_being_sent(store: Store, clock: HandClock) -> None:
    """Nobody has to guess afterwards whether it arrived."""
    begun, goes_on = asyncio.Event(), asyncio.Event()

    async def slow(delivery: Delivery) -> None:
        begun.set()
        await goes_on.wait()

    in_line(store, "một", "hai")
    web = FakeChannel(trouble=slow)
    async with running(deliver_to(store, web, clock=clock)):
        await begun.wait()
        asyncio.get_running_loop().call_later(0.02, goes_on.set)
    assert (state(store, "một"), state(store, "hai")) == ("sent", "waiting")


async def test_stopping_does_not_wait_for_ever(store: Store, clock: HandClock) -> None:
    """What hangs beyond the grace is recorded: it may have arrived."""
    in_line(store, "dạ")
    async with (
        asyncio.timeout(1),
        running(deliver_to(store, FakeChannel(trouble=hang), clock=clock)),
    ):
        await until(lambda: state(store, "dạ") == "sending")
    assert state(store, "dạ") == "maybe_sent"
    assert "dừng" in rows(store)["dạ"].reason


class Moody:
    """A store that is busy the first times it is asked, and again whenever told so."""

    def __init__(self, store: Store, busy: int, error: Exception | None = None) -> None:
        self._store = store
        self.busy = busy
        self.error = error or StoreBusyError("bận")

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Begin, if the mood allows."""
        if self.busy > 0:
            self.busy -= 1
            raise self.error
        with self._store.transaction() as kept:
            yield kept

    def close(self) -> None:
        """Close the other."""
        self._store.close()


async def test_a_busy_store_delays_and_doubles_nothing(store: Store, clock: HandClock) -> None:
    """Neither while claiming nor, worse, after sending."""
    moody = Moody(store, busy=3)

    async def then_busy(delivery: Delivery) -> None:
        moody.busy = 3

    in_line(store, "dạ")
    web = FakeChannel(trouble=then_busy)
    async with running(deliver_to(moody, web, clock=clock)):
        await until(lambda: state(store, "dạ") == "sent")
    assert web.transcript == [("an", "dạ")]
    assert moody.busy == 0


async def test_a_broken_store_stops_nobody_for_ever(store: Store, clock: HandClock) -> None:
    """What could not be recorded is left to its lease; logs do not quote."""
    moody = Moody(store, busy=2, error=RuntimeError("web:an"))

    async def then_broken(delivery: Delivery) -> None:
        moody.busy = 1

    in_line(store, "dạ")
    web = FakeChannel(trouble=then_broken)
    with capture_logs() as logs:
        async with running(deliver_to(moody, web, clock=clock)):
            await until(lambda: any("không ghi được" in entry["event"] for entry in logs))
            assert state(store, "dạ") == "sending"
            clock.forward(60)
            await until(lambda: state(store, "dạ") == "maybe_sent")
    assert "web:an" not in str(logs)


async def test_waits_grow_to_a_limit(store: Store, clock: HandClock) -> None:
    """However often it failed, it is tried again within a quarter of an hour."""
    in_line(store, "dạ")
    for _ in range(40):
        with store.transaction() as kept:
            [row] = kept.outbox.claim(clock.now(), 1, 60.0)
            kept.outbox.postpone(row.id, clock.now(), "mạng bận")
    web = FakeChannel(trouble=failing(1, DeliveryError("mạng bận")))
    async with running(deliver_to(store, web, clock=clock)):
        await until(lambda: was_put_off(store, "dạ", 41))
        clock.forward(900)
        await until(lambda: state(store, "dạ") == "sent")


async def test_a_chat_is_not_written_to_faster_than_agreed(store: Store, clock: HandClock) -> None:
    """Its own Replies wait, in order; another chat's do not."""
    in_line(store, "một", "hai", "ba", "bốn")
    in_line(store, "năm", to=BINH)
    web = FakeChannel()
    paces = {"web": Pace(channel=Rate(100, 100), chat=Rate(2, 1))}
    async with running(deliver_to(store, web, clock=clock, paces=paces)):
        await until(lambda: len(web.transcript) == 3)
        await asyncio.sleep(0.03)
        assert sorted(web.transcript) == [("an", "hai"), ("an", "một"), ("bình", "năm")]
        clock.forward(1)
        await until(lambda: ("an", "ba") in web.transcript)
        await asyncio.sleep(0.03)
        assert rows(store)["bốn"].attempts == 0
        clock.forward(1)
        await until(lambda: web.transcript[-1] == ("an", "bốn"))


async def test_a_channel_is_not_written_to_faster_than_agreed(
    store: Store, clock: HandClock
) -> None:
    """All its chats together; what waits has not been tried, and other channels go on."""
    for number in range(5):
        in_line(store, f"{number}", to=Address("telegram", f"{number}"))
    in_line(store, "dạ")
    web, telegram = FakeChannel(), FakeChannel("telegram")
    paces = {"telegram": Pace(channel=Rate(2, 4), chat=Rate(1, 1))}
    async with running(deliver_to(store, web, telegram, clock=clock, paces=paces)):
        await until(lambda: len(telegram.transcript) == 2 and len(web.transcript) == 1)
        await asyncio.sleep(0.03)
        assert rows(store)["2"].attempts == 0
        clock.forward(0.5)
        await until(lambda: len(telegram.transcript) == 4)
        await asyncio.sleep(0.03)
        assert len(telegram.transcript) == 4


async def test_a_rate_is_used_to_the_full(store: Store) -> None:
    """Nobody sleeps through the moment at which the next one may go."""
    for number in range(8):
        in_line(store, f"{number}", to=Address("web", f"{number}"))
    web = FakeChannel()
    paces = {"web": Pace(channel=Rate(1, 50), chat=Rate(1, 1))}
    deliver = deliver_to(store, web, clock=WallClock(), paces=paces, terms=Terms(pause=60))
    began = asyncio.get_running_loop().time()
    async with running(deliver):
        await until(lambda: len(web.transcript) == 8)
    assert 0.13 <= asyncio.get_running_loop().time() - began < 1


async def test_what_opens_during_a_look_is_not_overslept(store: Store) -> None:
    """Shut when we looked, open when we decide how long to sleep: nobody has gone through yet."""
    for number in range(4):
        in_line(store, f"{number}", to=Address("web", f"{number}"))
    web = FakeChannel()
    paces = {"web": Pace(channel=Rate(1, 10), chat=Rate(1, 1))}
    terms = Terms(pause=60, shortest_pause=0.06)  # a look every 60 ms, a way through every 100
    async with running(deliver_to(store, web, clock=WallClock(), paces=paces, terms=terms)):
        await until(lambda: len(web.transcript) == 4)


class WallClock(HandClock):
    """Goes by itself."""

    def now(self) -> datetime:
        """The time of the machine."""
        return datetime.now(UTC)


async def test_a_channel_that_hangs_does_not_hold_another(store: Store, clock: HandClock) -> None:
    """However many of its chats are stuck."""
    for number in range(6):
        in_line(store, f"{number}", to=Address("telegram", f"{number}"))
    in_line(store, "dạ")
    web, telegram = FakeChannel(), FakeChannel("telegram", trouble=hang)
    terms = Terms(at_once=2, pause=0.01, timeout=30, grace=0)
    async with running(deliver_to(store, telegram, web, clock=clock, terms=terms)):
        await until(lambda: web.transcript == [("an", "dạ")])


async def test_an_address_that_nothing_reaches_is_marked(store: Store, clock: HandClock) -> None:
    """So that nobody counts on it."""
    in_line(store, "dạ")
    blocked = DeliveryError("bị chặn", permanent=True, unreachable=True)
    web = FakeChannel(trouble=failing(1, blocked))
    async with running(deliver_to(store, web, clock=clock)):
        await until(lambda: state(store, "dạ") == "failed")
    with store.transaction() as kept:
        assert kept.unreachable.find() == {AN: "bị chặn"}


async def test_what_failed_can_be_tried_again(store: Store, clock: HandClock) -> None:
    """By an administrator who has mended the cause."""
    in_line(store, "dạ")
    web = FakeChannel(trouble=failing(1, DeliveryError("bị chặn", permanent=True)))
    async with running(deliver_to(store, web, clock=clock)):
        await until(lambda: state(store, "dạ") == "failed")
        number = rows(store)["dạ"].id
        with store.transaction() as kept:
            assert kept.outbox.retry(number, clock.now())
        await until(lambda: state(store, "dạ") == "sent")
    assert web.transcript == [("an", "dạ")]
