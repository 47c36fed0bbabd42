"""Sends Replies to chats of the Zalo Bot Platform."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.channels.zalo_bot.faults import ApiError, fault_of
from bot.channels.zalo_bot.reading import NAME
from bot.channels.zalo_bot.writing import write
from bot.errors import DeliveryError
from bot.services.pace import Pace, Rate

if TYPE_CHECKING:
    from bot.channels.zalo_bot.client import Client
    from bot.channels.zalo_bot.courtesy import Courtesy
    from bot.ports import Delivery

PACE = Pace(channel=Rate(burst=5, per_second=5), chat=Rate(burst=3, per_second=1))
"""The platform publishes no rate; this is plenty for the 50 people that a free bot may serve."""
BETWEEN_PARTS = 1.0
"""Seconds; the parts of one Reply go to one chat."""


class ZaloBot:
    """Nothing that is sent twice is recognized there."""

    name = NAME

    def __init__(
        self, client: Client, courtesy: Courtesy, between_parts: float = BETWEEN_PARTS
    ) -> None:
        self._client = client
        self._courtesy = courtesy
        self._between_parts = between_parts
        self._parts_sent: dict[int, int] = {}
        """Of Replies that were put off halfway, so that the rest is sent and not the whole."""

    async def send(self, delivery: Delivery) -> None:
        """Deliver one Reply.  Raises DeliveryError, which says whether to try again, and
        TimeoutError when it may have arrived.
        """
        self._courtesy.answered(delivery.address.chat)
        sent = self._parts_sent.pop(delivery.id, 0)
        try:
            for text in write(delivery.reply)[sent:]:
                if sent:
                    await asyncio.sleep(self._between_parts)
                told = {"chat_id": delivery.address.chat, "text": text}
                await self._client.call("sendMessage", told)
                sent += 1
        except ApiError as error:
            fault = fault_of(error)
            if sent and isinstance(fault, DeliveryError) and not fault.permanent:
                self._parts_sent[delivery.id] = sent
            raise fault from None
