"""Wires Telegram: its connection, its channel, and the way its Updates come in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.client import Client, own_id
from bot.channels.telegram.courtesy import Courtesy
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.reading import Myself
from bot.channels.telegram.webhook import Webhook, secret_from

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence

    from aiohttp import web

    from bot.channels.telegram.intake import IntakeDoors
    from bot.config import Settings


@dataclass(frozen=True, slots=True)
class TelegramLine:
    """Everything of Telegram that runs."""

    channel: Telegram
    client: Client
    courtesy: Courtesy
    token: str

    def incoming(self, settings: Settings, doors: IntakeDoors) -> Polling | Webhook:
        """The way that is configured."""
        intake = Intake(doors, self.courtesy, Myself(own_id(self.token)))
        bot, public_url = self.client.bot, settings.web.public_url
        if settings.telegram.mode == "polling" or public_url is None:
            return Polling(bot, intake)
        secret = settings.telegram.webhook_secret or secret_from(self.token)
        return Webhook(bot, intake, public_url, secret)

    async def close(self) -> None:
        """Hang up."""
        await self.courtesy.close()
        await self.client.close()


def open_telegram(settings: Settings) -> TelegramLine | None:
    """None when it is not configured."""
    token = settings.telegram.token
    if token is None:
        return None
    client = Client(token, settings.telegram.base_url)
    courtesy = Courtesy(client.bot)
    return TelegramLine(Telegram(client.bot, courtesy), client, courtesy, token)


class Incoming(Protocol):
    """A way in which Updates of a platform come."""

    def run(self) -> Coroutine[object, object, None]:
        """For as long as the program runs."""


@runtime_checkable
class Posted(Incoming, Protocol):
    """One by which the platform posts to us."""

    def routes(self) -> Sequence[web.RouteDef]:
        """Where to."""


def work_of(incoming: Incoming | None) -> Sequence[Coroutine[object, object, None]]:
    """What runs beside the server."""
    return [] if incoming is None else [incoming.run()]


def routes_of(incoming: Incoming | None) -> Sequence[web.RouteDef]:
    """What the server answers for it."""
    return incoming.routes() if isinstance(incoming, Posted) else []
