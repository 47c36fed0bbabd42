"""Wires the Zalo Bot Platform: its connection, its channel, and the way its Updates come in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.channels.zalo_bot.channel import ZaloBot
from bot.channels.zalo_bot.client import Client
from bot.channels.zalo_bot.courtesy import Courtesy
from bot.channels.zalo_bot.intake import Intake, IntakeDoors
from bot.channels.zalo_bot.polling import Polling
from bot.channels.zalo_bot.webhook import Webhook, secret_from

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.config import Settings
    from bot.message import Message


@dataclass(frozen=True, slots=True)
class ZaloBotLine:
    """Everything of the Zalo Bot Platform that runs."""

    channel: ZaloBot
    client: Client
    courtesy: Courtesy
    secret: str

    def incoming(
        self,
        settings: Settings,
        accept: Callable[[Message], Awaitable[bool]],
        now: Callable[[], datetime],
    ) -> Polling | Webhook:
        """The way that is configured."""
        intake = Intake(IntakeDoors(accept, now), self.courtesy)
        public_url = settings.web.public_url
        if settings.zalo_bot.mode == "polling" or public_url is None:
            return Polling(self.client, intake)
        return Webhook(self.client, intake, public_url, self.secret)

    async def close(self) -> None:
        """Hang up."""
        await self.courtesy.close()
        await self.client.close()


def open_zalo_bot(settings: Settings) -> ZaloBotLine | None:
    """None when it is not configured."""
    token = settings.zalo_bot.token
    if token is None:
        return None
    client = Client(token, settings.zalo_bot.base_url)
    courtesy = Courtesy(client)
    secret = settings.zalo_bot.webhook_secret or secret_from(token)
    return ZaloBotLine(ZaloBot(client, courtesy), client, courtesy, secret)
