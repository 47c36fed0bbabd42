"""Wires Zalo's Official Account: its connection, its tokens, its channel and its webhook."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.bootstrap.outliving import renewing
from bot.bootstrap.zalo_place import key_of, owner_of, place_of
from bot.channels.zalo_oa.channel import ChannelDoors, Terms, ZaloOa
from bot.channels.zalo_oa.client import Client
from bot.channels.zalo_oa.intake import Intake, IntakeDoors
from bot.channels.zalo_oa.login import login_routes
from bot.channels.zalo_oa.observing import Observer
from bot.channels.zalo_oa.tokens import Tokens
from bot.channels.zalo_oa.verification import META, verification_routes
from bot.channels.zalo_oa.webhook import Webhook
from bot.channels.zalo_oa.window import FREE
from bot.errors import StoreBusyError
from bot.leads.routing import on_duty
from bot.message import Reply
from bot.services.hold import hold, release
from bot.services.summarize import Recipients

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Sequence
    from datetime import datetime

    from aiohttp import web

    from bot.config import Settings
    from bot.knowledge.sentences import DigestWording
    from bot.leads.collaborator import Collaborator
    from bot.message import Address, Message
    from bot.ports import Clock, Delivery, Store

LEFT = "không còn quan tâm OA"


@dataclass(frozen=True, slots=True)
class Around:
    """The rest of the program, as it is at the moment."""

    store: Store
    clock: Clock
    roster: Callable[[], Sequence[Collaborator]]
    wording: Callable[[], DigestWording]


class ZaloLine:
    """Everything of Zalo's Official Account that runs."""

    def __init__(self, settings: Settings, around: Around) -> None:
        self._settings = settings
        self._around = around
        zalo = settings.zalo_oa
        self._client = Client(place_of(settings))
        self._tokens = Tokens(
            around.store, owner_of(settings), around.clock, renewing(settings), self._alarm
        )
        doors = ChannelDoors(self._last_heard, self._hold, around.clock.now)
        terms = Terms(zalo.can_send_counted, zalo.contact_image)
        self.channel = ZaloOa(self._client, self._tokens, doors, terms)

    def routes(self, accept: Callable[[Message], Awaitable[bool]]) -> list[web.RouteDef]:
        """What the server answers for it."""
        zalo, now = self._settings.zalo_oa, self._around.clock.now
        doors = IntakeDoors(accept, self._keep_quiet, self._left, self._notice, now)
        silence = timedelta(minutes=zalo.silence_minutes)
        intake = Intake(doors, zalo.oa_id or "", silence)
        observer = Observer(self._notice, now)
        webhook = Webhook(intake, lambda: key_of(self._settings), observer)
        return [*webhook.routes(), *login_routes()]

    def tasks(self) -> list[Coroutine[object, object, None]]:
        """What runs beside the server."""
        return [self._tokens.run()]

    def jobs(self) -> list[Callable[[], object]]:
        """What is looked at every so often."""
        return [self._release]

    def is_quiet(self, address: Address) -> bool:
        """Whether a person speaks for us there.  Raises StoreBusyError."""
        if address.channel != ZaloOa.name:
            return False
        with self._around.store.transaction() as kept:
            until = kept.silences.until(address)
        return until is not None and self._around.clock.now() < until

    async def close(self) -> None:
        """Hang up."""
        await self._client.close()

    def _release(self) -> None:
        """Send what was held for people who have written again."""
        around = self._around
        release(around.store, ZaloOa.name, FREE, around.clock.now())

    async def _last_heard(self, address: Address) -> datetime | None:
        def read() -> datetime | None:
            with self._around.store.transaction() as kept:
                return kept.inbox.last_from(address)

        return await asyncio.to_thread(read)

    async def _hold(self, delivery: Delivery) -> None:
        around = self._around
        recipients = Recipients(around.roster(), self._settings.reachable)
        now = around.clock.now()
        await asyncio.to_thread(hold, around.store, delivery, recipients, around.wording(), now)

    async def _keep_quiet(self, address: Address, until: datetime) -> None:
        def write() -> None:
            with self._around.store.transaction() as kept:
                kept.silences.set(address, until)

        await asyncio.to_thread(write)

    async def _left(self, address: Address, at: datetime) -> None:
        def write() -> None:
            with self._around.store.transaction() as kept:
                heard = kept.inbox.last_from(address)
                if heard is None or heard <= at:  # else they have come back meanwhile
                    kept.unreachable.add(address, LEFT, at)

        await asyncio.to_thread(write)

    async def _notice(self, name: str, text: str) -> None:
        def write() -> None:
            with self._around.store.transaction() as kept:
                kept.notices.put(name, text, self._around.clock.now())

        try:
            await asyncio.to_thread(write)
        except StoreBusyError:  # another time
            return

    async def _alarm(self, mark: str) -> None:
        """Tell whoever is on duty, elsewhere than on Zalo."""
        address = on_duty(self._around.roster()).address
        reachable = self._settings.reachable - {ZaloOa.name}
        if address is None or address.channel not in reachable:
            return

        def write() -> None:
            with self._around.store.transaction() as kept:
                text = Reply(self._around.wording().alarm)
                kept.outbox.add(
                    f"alarm:{ZaloOa.name}:{mark}", address, text, self._around.clock.now()
                )

        await asyncio.to_thread(write)


def open_zalo(settings: Settings, around: Around) -> ZaloLine | None:
    """None when it is not configured."""
    return ZaloLine(settings, around) if settings.zalo_oa.is_connected else None


def site_tags(settings: Settings) -> dict[str, str]:
    """What the home page shows Zalo, also before there is an app."""
    tag = settings.zalo_oa.verification_tag
    return {META: tag} if tag else {}


def proof_of_domain(settings: Settings) -> list[web.RouteDef]:
    """The file that Zalo looks for, also before there is an app."""
    return verification_routes(settings.zalo_oa.verification_file)
