"""Brings Replies from the outbox to the channels: in order for each chat, chats beside each other.

A row is claimed in one commit and closed in another; between the two lies the sending, which no
commit can cover.  A lease says that somebody is at it, and each look at the outbox renews it: who
dies leaves one behind that soon ends, and `reclaim` says what becomes of the row.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.errors import DeliveryError, StoreBusyError
from bot.message import Address
from bot.services.outcome import NO_ANSWER, OUR_FAULT, Outcomes, Terms
from bot.services.pace import Gate
from bot.services.trace import trace

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime

    from bot.ports import Channel, Clock, Delivery, Store, Transaction
    from bot.services.pace import Pace

log = structlog.get_logger()
T = TypeVar("T")


class Deliver:
    """Sends what is in the outbox of the channels it is given; other channels' rows wait."""

    def __init__(  # noqa: PLR0913 - each is a door to the outside
        self,
        store: Store,
        channels: Collection[Channel],
        clock: Clock,
        *,
        jitter: Callable[[], float],
        safe: Collection[str] = (),
        paces: Mapping[str, Pace] | None = None,
        terms: Terms | None = None,
    ) -> None:
        self._store = store
        self._channels = {channel.name: channel for channel in channels}
        self._clock = clock
        self._safe = safe
        """Names of channels where sending twice shows once."""
        self._gates = {
            name: Gate(pace, lambda: clock.now().timestamp())
            for name, pace in (paces or {}).items()
        }
        """Per channel that minds how fast it is written to."""
        self._terms = terms = terms or Terms()
        self._woken = asyncio.Event()
        self._sending: dict[asyncio.Task[None], Delivery] = {}
        self._thread = ThreadPoolExecutor(1, "deliver")
        self._outcomes = Outcomes(store, clock, terms, jitter=jitter, safe=safe)

    def wake(self) -> None:
        """There may be something to send.  From the event loop only."""
        self._woken.set()

    async def run(self) -> None:
        """Deliver until canceled; then finish what is being sent, within the grace."""
        await self._aside(self._release)
        try:
            while True:
                self._woken.clear()
                held_up = self._held_up()
                await self._begin_due()
                pause = self._pause(held_up)
                await asyncio.sleep(self._terms.shortest_pause)  # more may come in a rush
                with suppress(TimeoutError):  # wait_for of Python 3.11 may swallow a cancellation
                    async with asyncio.timeout(pause):
                        await self._woken.wait()
        finally:
            await self._settle()

    async def flush(self) -> None:
        """Deliver what is due now and wait for it; for whoever sends only now and then."""
        try:
            await self._begin_due()
            while self._sending:
                await asyncio.wait(self._sending, timeout=self._terms.pause)
                await self._begin_due()
        finally:
            await self._settle()

    async def _begin_due(self) -> None:
        """Start what is due.  Canceled while claiming, start it all the same: it is ours now."""
        rooms, ours = self._rooms(), [row.id for row in self._sending.values()]
        if not rooms and not ours:
            return
        claiming = asyncio.ensure_future(self._aside(partial(self._claim, rooms, ours)))
        try:
            self._begin(await asyncio.shield(claiming))
        except asyncio.CancelledError:
            self._begin(await claiming)
            raise

    def _begin(self, due: Sequence[Delivery]) -> None:
        for delivery in due:
            task = asyncio.create_task(self._deliver(delivery))
            self._sending[task] = delivery
            task.add_done_callback(self._free)

    def _release(self) -> None:
        """What died with an earlier life need not wait for its lease where a repeat shows once."""
        try:
            with self._store.transaction() as kept:
                kept.outbox.release(self._safe)
        except StoreBusyError:  # then it does wait
            log.warning("cơ sở dữ liệu bận, tin đang gửi chờ hết lượt giữ")
        except Exception as error:  # noqa: BLE001 - the same
            trace("cơ sở dữ liệu lỗi, tin đang gửi chờ hết lượt giữ", error)

    def _claim(self, rooms: Mapping[str, int], ours: Collection[int]) -> Sequence[Delivery]:
        now = self._clock.now()
        try:
            with self._store.transaction() as kept:
                if ours:
                    kept.outbox.extend(ours, now + timedelta(seconds=self._terms.lease))
                if count := kept.outbox.reclaim(now, self._safe):
                    log.warning("có tin đang gửi thì bị ngắt", count=count)
                return [
                    row
                    for name, room in rooms.items()
                    for row in self._claim_of(kept, name, room, now)
                ]
        except StoreBusyError:
            log.warning("cơ sở dữ liệu bận, tin gửi đi phải chờ")
        except Exception as error:  # noqa: BLE001 - the next look may fare better
            trace("cơ sở dữ liệu lỗi, tin gửi đi phải chờ", error)
        return ()

    def _claim_of(
        self, kept: Transaction, channel: str, room: int, now: datetime
    ) -> Sequence[Delivery]:
        """What is due on one channel, as fast as it likes to be written to."""
        gate = self._gates.get(channel)
        resting = [Address(channel, chat) for chat in gate.resting()] if gate else ()
        due = kept.outbox.claim(now, room, self._terms.lease, channels=[channel], resting=resting)
        if gate:
            for row in due:
                gate.passes(row.address.chat)
        return due

    def _rooms(self) -> Mapping[str, int]:
        """How many may be begun now on each channel where any may."""
        busy = Counter(row.address.channel for row in self._sending.values())
        rooms = {name: self._terms.at_once - busy.get(name, 0) for name in self._channels}
        for name, gate in self._gates.items():
            if name in rooms:
                rooms[name] = min(rooms[name], gate.room)
        return {name: room for name, room in rooms.items() if room > 0}

    def _held_up(self) -> float | None:
        """Seconds until a rate allows what it does not allow now."""
        waits = [gate.opens_in() for gate in self._gates.values()]
        return min((wait for wait in waits if wait is not None), default=None)

    def _pause(self, held_up: float | None) -> float:
        """Seconds until the next look, after one before which something was held up so long: what
        was shut then may be open by now, and still nobody has gone through.
        """
        waits = [wait for wait in (held_up, self._held_up()) if wait is not None]
        longest = min(waits, default=self._terms.pause)
        return min(self._terms.pause, max(longest, self._terms.shortest_pause))

    def _free(self, task: asyncio.Task[None]) -> None:
        self._sending.pop(task, None)
        self.wake()  # the chat may have another row, and there is room for one

    async def _deliver(self, delivery: Delivery) -> None:
        channel = self._channels[delivery.address.channel]
        try:
            async with asyncio.timeout(self._terms.timeout):
                await channel.send(delivery)
        except DeliveryError as error:
            await self._outcomes.put_off(delivery, error)
        except TimeoutError as error:
            await self._outcomes.leave_open(delivery, str(error) or NO_ANSWER)
        except Exception as error:  # noqa: BLE001 - a broken channel must not stop the others
            trace(
                "gửi tin thì gặp lỗi không lường trước",
                error,
                delivery=delivery.id,
                channel=channel.name,
            )
            await self._outcomes.fail(delivery, OUR_FAULT + type(error).__name__)
        else:
            await self._outcomes.sent(delivery)

    async def _aside(self, call: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)

    async def _settle(self) -> None:
        if self._sending:
            going_on = dict(self._sending)
            _, late = await asyncio.wait(going_on, timeout=self._terms.grace)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
            await self._outcomes.cut_off([going_on[task] for task in late])
        self._thread.shutdown()
        self._outcomes.close()
