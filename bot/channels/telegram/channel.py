"""Sends Replies to Telegram's chats."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from telegram import LinkPreviewOptions
from telegram.error import TelegramError

from bot.channels.telegram.faults import fault_of
from bot.channels.telegram.reading import NAME
from bot.channels.telegram.writing import write
from bot.errors import DeliveryError
from bot.services.pace import Pace, Rate

if TYPE_CHECKING:
    from telegram import Bot

    from bot.channels.telegram.courtesy import Courtesy
    from bot.channels.telegram.writing import Part
    from bot.ports import Delivery

PACE = Pace(channel=Rate(burst=5, per_second=25), chat=Rate(burst=3, per_second=1))
"""Telegram asks for no more than 30 messages a second in all and one a second in a chat, where it
lets short bursts pass: the Replies to one message come at once.
"""
BETWEEN_PARTS = 1.0
"""Seconds; the parts of one Reply go to one chat."""
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Telegram:
    """Nothing that is sent twice is recognized there."""

    name = NAME

    def __init__(self, bot: Bot, courtesy: Courtesy, between_parts: float = BETWEEN_PARTS) -> None:
        self._bot = bot
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
            for part in write(delivery)[sent:]:
                if sent:
                    await asyncio.sleep(self._between_parts)
                await self._say(delivery.address.chat, part)
                sent += 1
        except TelegramError as error:
            fault = fault_of(error, self._bot.token)
            if sent and isinstance(fault, DeliveryError) and not fault.permanent:
                self._parts_sent[delivery.id] = sent
            raise fault from None  # the original may name the address, and so the token

    async def _say(self, chat: str, part: Part) -> None:
        await self._bot.send_message(
            chat,
            part.html,
            parse_mode="HTML",
            reply_markup=part.keyboard,
            link_preview_options=NO_PREVIEW,
        )
