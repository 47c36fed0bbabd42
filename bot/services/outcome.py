"""How a delivery ended, written down: sent, put off, given up, or not known."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.errors import DeliveryError, StoreBusyError
from bot.services.commit import SharedCommits
from bot.services.trace import trace

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from bot.ports import Clock, Delivery, Store, Transaction
    from bot.services.commit import Work

log = structlog.get_logger()

NO_ANSWER = "Không rõ đã tới chưa: không có trả lời trong thời gian cho phép"
CUT_OFF = "Không rõ đã tới chưa: đang gửi thì chương trình được lệnh dừng"
OUR_FAULT = "Lỗi của chương trình khi gửi, có thể tin đã đến nơi: "


@dataclass(frozen=True, slots=True)
class Terms:
    """How patient deliveries are; times in seconds."""

    at_once: int = 16
    """Chats of one channel that are served beside each other."""
    lease: float = 10.0
    """So long a chat waits for who died while sending to it; many looks long, so that nobody else
    takes a row that is still being sent.
    """
    timeout: float = 45.0
    pause: float = 1.0
    """Between two looks at the outbox when nobody wakes us."""
    shortest_pause: float = 0.005
    """Between any two looks: each costs a commit, and others want to write."""
    first_wait: float = 2.0
    """After the first failure; doubled after each further one."""
    longest_wait: float = 900.0
    give_up: float = 3 * 86400.0
    """Age at which a Reply that still cannot be sent is given up."""
    grace: float = 2.0
    """For what is being sent when we are asked to stop."""


class Outcomes:
    """Writes outcomes into the outbox, several in one commit."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        terms: Terms,
        *,
        jitter: Callable[[], float],
        safe: Collection[str],
    ) -> None:
        self._clock = clock
        self._terms = terms
        self._jitter = jitter
        """A number in 0..1, so that chats which failed together do not return together."""
        self._safe = safe
        """Names of channels where sending twice shows once."""
        self._commits = SharedCommits(store, "outcome")

    async def sent(self, delivery: Delivery) -> None:
        """The platform took it."""
        await self._record(partial(self._sent, delivery))

    async def put_off(self, delivery: Delivery, error: DeliveryError) -> None:
        """It was not taken: again later, unless that is of no use."""
        await self._record(partial(self._put_off, delivery, error))

    async def leave_open(self, delivery: Delivery, reason: str) -> None:
        """It may have arrived."""
        await self._record(partial(self._leave_open, delivery, reason))

    async def fail(self, delivery: Delivery, reason: str) -> None:
        """It is given up."""
        await self._record(partial(self._fail, delivery, reason))

    async def cut_off(self, deliveries: Sequence[Delivery]) -> None:
        """We were told to stop.  What cannot be written now is left to its lease."""
        ends = [partial(self._leave_open, one, CUT_OFF) for one in deliveries]
        await asyncio.gather(*map(self._commits.do, ends), return_exceptions=True)

    def close(self) -> None:
        """No more will be written."""
        self._commits.close()

    async def _record(self, write: Work[None]) -> None:
        """Write the outcome, however long it takes: what is not recorded may be sent again."""
        while True:
            try:
                return await self._commits.do(write)
            except StoreBusyError:
                log.warning("cơ sở dữ liệu bận, chưa ghi được kết quả gửi")
                await asyncio.sleep(self._terms.pause)
            except Exception as error:  # noqa: BLE001 - then the end of the lease decides
                return trace("cơ sở dữ liệu lỗi, không ghi được kết quả gửi", error)

    def _sent(self, delivery: Delivery, kept: Transaction) -> None:
        kept.outbox.sent(delivery.id, self._clock.now())

    def _leave_open(self, delivery: Delivery, reason: str, kept: Transaction) -> None:
        """It may have arrived: again where twice shows once, else an administrator decides."""
        log.warning(
            "gửi tin mà không có trả lời, không rõ đã tới chưa",
            delivery=delivery.id,
            channel=delivery.address.channel,
        )
        if delivery.address.channel in self._safe:
            self._put_off(delivery, DeliveryError(reason), kept)
        else:
            kept.outbox.unclear(delivery.id, reason, self._clock.now())

    def _fail(self, delivery: Delivery, reason: str, kept: Transaction) -> None:
        kept.outbox.fail(delivery.id, reason, self._clock.now())

    def _put_off(self, delivery: Delivery, error: DeliveryError, kept: Transaction) -> None:
        now = self._clock.now()
        is_old = now - delivery.created_at > timedelta(seconds=self._terms.give_up)
        channel = delivery.address.channel
        if error.permanent or is_old:
            log.warning(
                "không gửi được tin, sẽ không thử lại", delivery=delivery.id, channel=channel
            )
            kept.outbox.fail(delivery.id, str(error), now)
            if error.unreachable:
                kept.unreachable.add(delivery.address, str(error), now)
            return
        wait = self._wait(delivery.attempts, error.retry_after)
        log.info(
            "tin chưa gửi được, sẽ thử lại",
            delivery=delivery.id,
            channel=channel,
            seconds=round(wait),
        )
        kept.outbox.postpone(delivery.id, now + timedelta(seconds=wait), str(error))

    def _wait(self, attempts: int, retry_after: float | None) -> float:
        """Seconds; never less than the platform asked for."""
        if retry_after is not None:
            return retry_after + self._jitter()
        doublings = min(attempts - 1, 20)  # beyond this it is the longest wait anyway
        longest = min(self._terms.first_wait * 2.0**doublings, self._terms.longest_wait)
        return longest * (1 + self._jitter()) / 2
