"""Tokens that buy once: nobody is locked out, whoever dies when."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.channels.zalo_oa.faults import RefusedError, UnclearError, UnreachableError
from bot.channels.zalo_oa.renewal import Owner, Renewal, current, fingerprint, pair_of
from bot.channels.zalo_oa.tokens import Tokens, is_due
from bot.errors import DeliveryError, StoreBusyError
from bot.ports import KeptTokens, Store
from bot.storage.database import open_store
from tests.fakes import NOON, HandClock

NAME = "zalo_oa:1234567"
LIFE = 90_000
"""Seconds of an access token."""


EXPIRIES = 10_000
BUYER = (1, 2, 4)
"""Steps of the one who buys: before and after the lease is on the disk, after the pair is.  The
third, between Zalo's giving and our writing, is the one instant that nobody can cover.
"""


class Killed(BaseException):
    """The process is gone; nothing in it catches that."""


@dataclass
class Market:
    """Zalo's OAuth: each refresh token buys once."""

    clock: HandClock
    number: Iterator[int] = field(default_factory=lambda: count(1))
    good: str = "first"
    bought: int = 0
    refused: int = 0
    trouble: BaseException | None = None
    """Raised before it sells."""
    loss: BaseException | None = None
    """Raised after it has sold."""

    async def buy(self, form: dict[str, str]) -> dict[str, Any]:
        """See `Client.buy`."""
        await asyncio.sleep(0)
        if self.trouble is not None:
            raise self.trouble
        if form["refresh_token"] != self.good:
            self.refused += 1
            raise RefusedError(-14014)
        self.bought += 1
        number = next(self.number)
        self.good = f"refresh-{number}"
        if self.loss is not None:
            raise self.loss
        return {"access_token": f"access-{number}", "refresh_token": self.good,
                "expires_in": str(LIFE)}  # fmt: skip


@dataclass
class Life:
    """A process with its tokens."""

    store: Store
    clock: HandClock
    market: Market
    cries: list[str] = field(default_factory=list)
    name: str = "1"

    def __post_init__(self) -> None:
        owner = Owner("1234567", "first")
        self.renewal = Renewal(self.store, owner, self.clock, self.market.buy, self.name)
        self.tokens = Tokens(
            self.store, owner, self.clock, renew=self.renewal.renew, alarm=self.cry
        )

    async def cry(self, mark: str) -> None:
        """The alarm."""
        self.cries.append(mark)


@pytest.fixture
def market(clock: HandClock) -> Market:
    """Where the first token still buys."""
    return Market(clock)


@pytest.fixture
def life(store: Store, clock: HandClock, market: Market) -> Life:
    """The first one."""
    return Life(store, clock, market)


def kept(store: Store) -> KeptTokens:
    """What is in the store."""
    with store.transaction() as transaction:
        found = transaction.tokens.get(NAME)
    assert found is not None
    return found


async def test_the_first_token_buys_the_first_pair(life: Life, market: Market) -> None:
    """It is on the disk before it is used."""
    assert await life.tokens.access() == "access-1"
    assert kept(life.store).pair.refresh == market.good == "refresh-1"
    assert [await life.tokens.access() for _ in range(3)] == ["access-1"] * 3
    assert market.bought == 1


async def test_without_a_first_token_somebody_has_to_sign_in(
    store: Store, clock: HandClock, market: Market, life: Life
) -> None:
    """And is told how."""
    tokens = Tokens(store, Owner("1234567"), clock, renew=life.renewal.renew, alarm=life.cry)
    with pytest.raises(DeliveryError, match="zalo login"):
        await tokens.access()


async def test_it_is_renewed_ahead_of_time(life: Life, clock: HandClock, market: Market) -> None:
    """At four fifths of its life, and not before."""
    await life.tokens.look()
    clock.forward(0.79 * LIFE)
    await life.tokens.look()
    assert market.bought == 1
    clock.forward(0.02 * LIFE)
    await life.tokens.look()
    assert (market.bought, await life.tokens.access()) == (2, "access-2")


async def test_many_who_need_another_cause_one_purchase(life: Life, market: Market) -> None:
    """A dead token fails for all who use it at once."""
    dead = await life.tokens.access()
    got = await asyncio.gather(*(life.tokens.renewed(dead) for _ in range(20)))
    assert set(got) == {"access-2"}
    assert (market.bought, market.refused) == (2, 0)


async def test_two_processes_buy_once(store: Store, clock: HandClock, market: Market) -> None:
    """The second waits for the lease and finds the pair."""
    lives = [Life(store, clock, market, name=str(number)) for number in range(5)]
    got = await asyncio.gather(*(life.tokens.access() for life in lives))
    assert set(got) == {"access-1"}
    assert (market.bought, market.refused) == (1, 0)


async def test_who_died_with_the_lease_holds_it_a_minute(
    life: Life, store: Store, clock: HandClock, market: Market
) -> None:
    """Then another may buy."""
    market.trouble = Killed()
    with pytest.raises(Killed):
        await life.tokens.access()
    market.trouble = None
    heir = Life(store, clock, market, name="2")
    waiting = asyncio.create_task(heir.tokens.access())
    await asyncio.sleep(0.3)
    assert not waiting.done()
    clock.forward(61)
    assert await waiting == "access-1"


@pytest.mark.parametrize(
    "trouble", [UnreachableError("x"), UnclearError("x"), RefusedError(-200), RefusedError(-32)]
)
async def test_a_purchase_that_did_not_come_about_is_tried_again(
    life: Life, clock: HandClock, market: Market, trouble: Exception
) -> None:
    """After a rest, however many ask meanwhile; the old token is used as long as it lives."""
    assert await life.tokens.access() == "access-1"
    clock.forward(0.9 * LIFE)
    market.trouble = trouble
    with pytest.raises(DeliveryError):
        await life.tokens.look()
    assert await life.tokens.access() == "access-1"
    market.trouble = None
    with pytest.raises(DeliveryError) as caught:
        await life.tokens.look()
    assert caught.value.retry_after == 20
    clock.forward(20)
    await life.tokens.look()
    assert await life.tokens.access() == "access-2"
    assert life.cries == []


async def test_a_spent_token_stops_everything_and_cries(
    life: Life, clock: HandClock, market: Market
) -> None:
    """One try, one alarm, no loop; what is left of the old access token is still used."""
    assert await life.tokens.access() == "access-1"
    market.good = "somebody else spent it"
    clock.forward(0.9 * LIFE)
    with capture_logs() as logs, pytest.raises(DeliveryError, match="zalo login"):
        await life.tokens.look()
    for _ in range(5):
        await life.tokens.look()
        assert await life.tokens.access() == "access-1"
    assert (market.refused, len(life.cries)) == (1, 1)
    assert [log["log_level"] for log in logs].count("error") == 1
    assert "refresh-1" not in str(logs)
    clock.forward(0.2 * LIFE)
    with pytest.raises(DeliveryError, match="-14014"):
        await life.tokens.access()
    assert kept(life.store).trouble == "-14014"


async def test_another_token_in_the_settings_mends_it(
    life: Life, store: Store, clock: HandClock, market: Market
) -> None:
    """Once what is kept does not buy any more; the one that led there does not come back."""
    await life.tokens.access()
    assert current(store, Owner("1234567", "unused"), clock.now()) == kept(store)
    with store.transaction() as transaction:
        transaction.tokens.stop(NAME, "-14014")
    assert current(store, Owner("1234567", "first"), clock.now()) == kept(store)
    begun = current(store, Owner("1234567", "second"), clock.now())
    assert begun is not None
    assert (begun.pair.refresh, begun.trouble) == ("second", "")


@pytest.mark.parametrize(
    ("life", "seconds"), [("90000", 90_000), (90_000, 90_000), ("?", 3600), (None, 3600)]
)
def test_the_life_of_a_token_is_read(life: object, seconds: int) -> None:
    """A string, a number, or nothing."""
    told = {"access_token": "a", "refresh_token": "b", "expires_in": life}
    pair = pair_of(told, NOON)
    assert pair.expires_at - NOON == timedelta(seconds=seconds)
    assert pair.refresh_expires_at - NOON == timedelta(days=90)
    assert not is_due(pair, NOON)


@dataclass
class Shelf:
    """Tokens without a database, as the port promises them: SQL alone would take a minute."""

    rows: dict[str, KeptTokens] = field(default_factory=dict)
    leases: dict[str, tuple[str, datetime]] = field(default_factory=dict)

    def get(self, name: str) -> KeptTokens | None:
        """The latest pair."""
        return self.rows.get(name)

    def put(self, name: str, kept: KeptTokens) -> None:
        """In place of the one before."""
        self.rows[name] = kept
        self.leases.pop(name, None)

    def stop(self, name: str, trouble: str) -> None:
        """No further try."""
        self.rows[name] = replace(self.rows[name], trouble=trouble)

    def lease(self, name: str, holder: str, now: datetime, until: datetime) -> bool:
        """Be the only one."""
        known = self.leases.get(name)
        if known is not None and known[0] != holder and known[1] > now:
            return False
        self.leases[name] = (holder, until)
        return True

    def release(self, name: str, holder: str) -> None:
        """Give it back."""
        if self.leases.get(name, ("",))[0] == holder:
            del self.leases[name]


@dataclass
class MortalStore:
    """At whose doors a process may die: before a commit, or right after it."""

    disk: list[Shelf]
    dies_at: int = -1
    """The number of the step; a transaction has two."""
    steps: int = 0

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        """What it changed is there when it ends, or not at all."""
        shelf = Shelf(dict(self.disk[0].rows), dict(self.disk[0].leases))
        yield SimpleNamespace(tokens=shelf)
        self.step()
        self.disk[0] = shelf
        self.step()

    def step(self) -> None:
        """One more was taken."""
        self.steps += 1
        if self.steps == self.dies_at:
            raise Killed

    def close(self) -> None:
        """Let go."""


class Outliving:
    """The process that buys, as the bot sees it: it goes on when the bot is killed."""

    def __init__(self, renewal: Renewal) -> None:
        self._renewal = renewal
        self.work: asyncio.Task[None] | None = None

    async def renew(self, dead: str) -> None:
        """Wait for it."""
        self.work = asyncio.create_task(self._renewal.renew(dead))
        await asyncio.shield(self.work)


@pytest.mark.timeout(300)
async def test_ten_thousand_expiries_with_deaths_between_every_two_steps() -> None:
    """The bot dies before and after each of its commits, and while it waits; the buyer dies at each
    of its own steps but one.  Nobody is locked out, no token is spent twice, none is used before it
    is on the disk.
    """
    chance = random.Random(14014)  # noqa: S311 - repeatable, no secret
    clock, disk, deaths = HandClock(), [Shelf()], Counter[str]()
    market = Market(clock)
    with capture_logs():
        for number in range(EXPIRIES):
            while (who := await renew_mortally(disk, clock, market, chance)) is not None:
                deaths[who] += 1
                clock.forward(61)  # a lease may have been left behind
            found = disk[0].rows[NAME]
            assert found.trouble == ""
            assert found.pair.refresh == market.good
            assert found.pair.access == f"access-{market.bought}"
            assert market.bought == number + 1
            clock.forward(0.85 * LIFE)
    assert market.refused == 0
    assert set(deaths) == {f"bot at {n}" for n in range(1, 7)} | {f"buyer at {n}" for n in BUYER}
    total = sum(deaths.values())
    print(f"{EXPIRIES} expiries, {total} deaths {dict(deaths)}: 0 lockouts")  # noqa: T201


async def renew_mortally(
    disk: list[Shelf], clock: HandClock, market: Market, chance: random.Random
) -> str | None:
    """One life of the bot that looks at its tokens; who of the two died, and when."""
    bots, buyers = MortalStore(disk), MortalStore(disk)
    kind = chance.choice(["nobody", "bot", "buyer"])
    bots.dies_at = chance.randint(1, 6) if kind == "bot" else -1
    buyers.dies_at = chance.choice(BUYER) if kind == "buyer" else -1
    owner = Owner("1234567", "first")
    buyer = Outliving(Renewal(buyers, owner, clock, market.buy, str(chance.random())))
    tokens = Tokens(bots, owner, clock, renew=buyer.renew, alarm=never, aside=at_once)
    try:
        await tokens.look()
    except Killed:
        if buyer.work is not None:  # it knows nothing of the bot's death
            await asyncio.gather(buyer.work, return_exceptions=True)
        died_at = bots.dies_at if kind == "bot" else buyers.dies_at
        return f"{kind} at {died_at}"
    return None


async def at_once(call: Any, /, *told: Any, **more: Any) -> Any:
    """Instead of a thread."""
    return call(*told, **more)


async def never(mark: str) -> None:
    """There is nothing to cry about."""
    raise AssertionError(mark)


async def test_the_one_instant_that_no_commit_covers(
    store: Store, clock: HandClock, market: Market
) -> None:
    """Zalo has sold, and the buyer itself dies before it can write (the power fails, say).  It is
    found out with the next try, said aloud, and mended by signing in; until its end the old access
    token is used.
    """
    life = Life(store, clock, market)
    await life.tokens.access()
    clock.forward(0.85 * LIFE)
    market.loss = Killed()
    with pytest.raises(Killed):
        await life.tokens.look()
    market.loss = None
    clock.forward(61)
    heir = Life(store, clock, market, name="2")
    with pytest.raises(DeliveryError, match="zalo login"):
        await heir.tokens.look()
    assert await heir.tokens.access() == "access-1"
    assert (market.refused, len(heir.cries)) == (1, 1)
    with store.transaction() as transaction:
        told = {"access_token": "by hand", "refresh_token": market.good, "expires_in": LIFE}
        transaction.tokens.put(NAME, KeptTokens(pair_of(told, clock.now()), fingerprint("first")))
    await heir.tokens.look()
    assert await heir.tokens.renewed("access-1") == "by hand"


async def test_a_busy_store_is_told_apart(tmp_path: Path, clock: HandClock, market: Market) -> None:
    """Nothing was bought, so nothing is lost."""
    store = open_store(f"sqlite:///{tmp_path}/bot.db", patience=0.05)
    other = open_store(f"sqlite:///{tmp_path}/bot.db", patience=0.05)
    life = Life(store, clock, market)
    with other.transaction(), pytest.raises(StoreBusyError):
        await life.tokens.access()
    assert market.bought == 0
    assert await life.tokens.access() == "access-1"
    store.close()
    other.close()
