"""Sends Replies to people on Zalo, while they may be answered."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import structlog

from bot.channels.zalo_oa.faults import (
    RefusedError,
    UnclearError,
    UnreachableError,
    fault_of,
    meaning_of,
    reason_of,
)
from bot.channels.zalo_oa.reading import NAME
from bot.channels.zalo_oa.window import state_of
from bot.channels.zalo_oa.writing import write
from bot.errors import DeliveryError, StoreBusyError
from bot.services.hold import HELD
from bot.services.pace import Pace, Rate

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.channels.zalo_oa.client import Client
    from bot.channels.zalo_oa.writing import Part
    from bot.message import Address
    from bot.ports import Delivery

PACE = Pace(channel=Rate(burst=10, per_second=20), chat=Rate(burst=3, per_second=1))
"""Well below the 4,000 calls a minute that Zalo is said to allow an app."""
BETWEEN_PARTS = 0.5
"""Seconds; the parts of one Reply go to one chat."""
SEND = "/v3.0/oa/message/cs"
INVALID = -201
"""Also what Zalo has been seen to say of somebody who never wrote."""

log = structlog.get_logger()


class Access(Protocol):
    """Where the token of the hour comes from.  Both raise DeliveryError: there is none."""

    async def access(self) -> str:
        """The one to use."""

    async def renewed(self, dead: str) -> str:
        """Another than this one, which Zalo does not take any more."""


@dataclass(frozen=True, slots=True)
class ChannelDoors:
    """What is needed of the rest of the program."""

    last_heard: Callable[[Address], Awaitable[datetime | None]]
    """When a person wrote last; None: unknown.  May raise StoreBusyError."""
    hold: Callable[[Delivery], Awaitable[None]]
    """A Reply may not be sent any more: have somebody call."""
    now: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Terms:
    """What was configured."""

    can_send_counted: bool = False
    contact_image: str | None = None
    between_parts: float = BETWEEN_PARTS


class ZaloOa:
    """Nothing that is sent twice is recognized there."""

    name = NAME

    def __init__(
        self, client: Client, tokens: Access, doors: ChannelDoors, terms: Terms | None = None
    ) -> None:
        self._client = client
        self._tokens = tokens
        self._doors = doors
        self._terms = terms or Terms()
        self._parts_sent: dict[int, int] = {}
        """Of Replies that were put off halfway, so that the rest is sent and not the whole."""

    async def send(self, delivery: Delivery) -> None:
        """Deliver one Reply.  Raises DeliveryError, which says whether to try again, and
        TimeoutError when it may have arrived.
        """
        heard_at = await self._heard(delivery.address)
        state = state_of(heard_at, self._doors.now())
        if state == "closed" or (state == "counted" and not self._terms.can_send_counted):
            await self._hold(delivery)
        sent = self._parts_sent.pop(delivery.id, 0)
        try:
            for part in write(delivery.reply, self._terms.contact_image)[sent:]:
                if sent:
                    await asyncio.sleep(self._terms.between_parts)
                await self._say(delivery.address.chat, part)
                sent += 1
        except RefusedError as error:
            is_stranger = error.code == INVALID and heard_at is None
            if is_stranger or meaning_of(error.code).act == "closed":
                await self._hold(delivery)
            raise self._put_off(delivery, sent, fault_of(error, self._doors.now())) from None
        except UnreachableError as error:
            fault = DeliveryError(f"Không tới được Zalo: {error}")
            raise self._put_off(delivery, sent, fault) from None
        except UnclearError as error:
            raise TimeoutError(str(error)) from None
        except DeliveryError as error:  # there is no token
            raise self._put_off(delivery, sent, error) from None

    async def _heard(self, address: Address) -> datetime | None:
        try:
            return await self._doors.last_heard(address)
        except StoreBusyError as error:
            raise DeliveryError(str(error)) from None

    async def _hold(self, delivery: Delivery) -> None:
        try:
            await self._doors.hold(delivery)
        except StoreBusyError as error:
            raise DeliveryError(str(error)) from None
        raise DeliveryError(HELD, permanent=True)

    def _put_off(self, delivery: Delivery, sent: int, fault: DeliveryError) -> DeliveryError:
        if sent and not fault.permanent:
            self._parts_sent[delivery.id] = sent
        return fault

    async def _say(self, chat: str, part: Part) -> None:
        try:
            await self._try(chat, part)
        except RefusedError as error:
            if not part.is_extra or meaning_of(error.code).act == "renew":
                raise
            log.warning("Zalo chưa nhận phần xin số điện thoại", reason=reason_of(error))
        except UnclearError:
            if not part.is_extra:  # a second question for the number would do no harm either
                raise

    async def _try(self, chat: str, part: Part) -> None:
        """With another token, once, when this one is dead."""
        body = {"recipient": {"user_id": chat}, "message": part.message}
        access = await self._tokens.access()
        try:
            await self._client.post(SEND, body, access)
        except RefusedError as error:
            if meaning_of(error.code).act != "renew":
                raise
        else:
            return
        await self._client.post(SEND, body, await self._tokens.renewed(access))
