"""Wires everything that is configured: what is served now, and the parts that serve it."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from bot.bootstrap.answering import LocalClock, knowledge_dir
from bot.bootstrap.dating import calendar_routes, reminding
from bot.bootstrap.looking_up import Lookups
from bot.bootstrap.mind import Mind, make_up_mind
from bot.bootstrap.reaching import open_telegram, routes_of, work_of
from bot.bootstrap.reaching_zalo import Around, open_zalo, proof_of_domain, site_tags
from bot.bootstrap.reaching_zalo_bot import open_zalo_bot
from bot.bootstrap.remembering import load_roster
from bot.channels.email import Email
from bot.channels.telegram.channel import PACE as TELEGRAM_PACE
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.intake import IntakeDoors
from bot.channels.webchat import WebChat
from bot.channels.zalo_bot.channel import PACE as ZALO_BOT_PACE
from bot.channels.zalo_bot.channel import ZaloBot
from bot.channels.zalo_oa.channel import PACE as ZALO_PACE
from bot.channels.zalo_oa.channel import ZaloOa
from bot.dialogue.conversation import Conversation, Turn
from bot.dialogue.engine import respond
from bot.dialogue.wording import fill
from bot.knowledge.age import aged
from bot.leads.routing import assign
from bot.leads.schedule import is_due
from bot.message import Address, Message, Reply
from bot.services.deliver import Deliver
from bot.services.forget import expire_daily
from bot.services.offer import offer_calendar, offer_contact
from bot.services.receive import answer
from bot.services.recur import Recur
from bot.services.refresh import Refresh
from bot.services.review import ask_for_review
from bot.services.summarize import Recipients, summarize_when_due
from bot.services.work import Worker
from bot.web.app import create_app
from bot.web.doors import CenterShown, ChatDoors
from bot.web.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping, Sequence
    from datetime import datetime

    from aiohttp import web

    from bot.config import Settings
    from bot.knowledge.sentences import DigestWording
    from bot.knowledge.snapshot import Knowledge
    from bot.leads.collaborator import Collaborator
    from bot.leads.lead import KeptLead, Lead
    from bot.ports import Channel, Clock, Store
    from bot.services.pace import Pace

CAN_SHARE_PHONE = frozenset({Telegram.name, ZaloOa.name})
PACES: Mapping[str, Pace] = {
    Telegram.name: TELEGRAM_PACE,
    ZaloOa.name: ZALO_PACE,
    ZaloBot.name: ZALO_BOT_PACE,
}
NEWCOMER = Address("web", "welcome")


class Bot:
    """The running program: what is served now, and the parts that serve it."""

    def __init__(
        self,
        settings: Settings,
        mind: Mind,
        store: Store,
        *,
        clock: Clock | None = None,
        paces: Mapping[str, Pace] = PACES,
    ) -> None:
        self._settings = settings
        self._mind = mind
        self._store = store
        self._clock = clock or LocalClock(settings.zone)
        self._roster: Sequence[Collaborator] = self._read_roster()
        self._lookups = Lookups(store)
        self._page = WebChat()
        self._telegram = open_telegram(settings)
        self._zalo_bot = open_zalo_bot(settings)
        self._zalo = open_zalo(
            settings, Around(store, self._clock, lambda: self._roster, self._wording)
        )
        self.deliver = Deliver(
            store,
            self._channels(),
            self._clock,
            jitter=random.random,
            safe={self._page.name},
            paces=paces,
        )
        self.worker = Worker(store, self._answer_next, self.deliver.wake)
        doors = IntakeDoors(self.worker.accept, self._lookups.button, self._clock.now)
        self._incoming = self._telegram.incoming(settings, doors) if self._telegram else None
        self._zalo_bot_incoming = (
            self._zalo_bot.incoming(settings, self.worker.accept, self._clock.now)
            if self._zalo_bot
            else None
        )

    def app(self, limits: Limits = DEFAULT_LIMITS) -> web.Application:
        """The HTTP server with the chat page and the webhooks."""
        doors = ChatDoors(
            accept=self.worker.accept,
            history=self._lookups.history,
            after=self._lookups.after,
            news=self._page.news,
            welcome=self._welcome,
            now=self._clock.now,
            problems=lambda: (),
        )
        app = create_app(
            doors,
            self._center,
            limits=limits,
            embed_origins=self._settings.web.embed_origins,
            site_tags=site_tags(self._settings),
        )
        app.add_routes(routes_of(self._incoming))
        app.add_routes(calendar_routes(self._settings, self._store, self._clock, self._knowledge))
        app.add_routes(routes_of(self._zalo_bot_incoming))
        app.add_routes(self._zalo.routes(self.worker.accept) if self._zalo else [])
        app.add_routes(proof_of_domain(self._settings))
        return app

    def tasks(self) -> list[Coroutine[object, object, None]]:
        """Everything that runs beside the server."""
        settings = self._settings
        jobs: list[Callable[[], object]] = [
            self._summarize,
            self._review,
            reminding(self._store, self._clock, self._knowledge, self._channels()),
            self._forget,
            *(self._zalo.jobs() if self._zalo else []),
        ]
        return [
            self.worker.run(),
            self.deliver.run(),
            Recur(jobs).run(),
            Refresh(
                knowledge_dir(settings), self._think_again, self._think, self._mind
            ).run(),
            Refresh(
                settings.collaborators.file.absolute(), self._read_roster, self._rely_on,
                self._roster,
            ).run(),
            *work_of(self._incoming),
            *work_of(self._zalo_bot_incoming),
            *(self._zalo.tasks() if self._zalo else []),
        ]  # fmt: skip

    async def close(self) -> None:
        """Hang up."""
        if self._telegram is not None:
            await self._telegram.close()
        if self._zalo_bot is not None:
            await self._zalo_bot.close()
        if self._zalo is not None:
            await self._zalo.close()

    def _channels(self) -> list[Channel]:
        smtp = self._settings.smtp
        email = [Email(smtp.url, smtp.sender)] if smtp.url and smtp.sender else []
        telegram = [self._telegram.channel] if self._telegram else []
        zalo_bot = [self._zalo_bot.channel] if self._zalo_bot else []
        zalo = [self._zalo.channel] if self._zalo else []
        return [self._page, *email, *telegram, *zalo, *zalo_bot]

    def _wording(self) -> DigestWording:
        return self._mind.understanding.knowledge.digest

    def _think_again(self) -> Mind:
        return make_up_mind(self._settings, self._mind)

    def _think(self, mind: Mind) -> None:
        self._mind = mind

    def _rely_on(self, roster: Sequence[Collaborator]) -> None:
        self._roster = roster

    def _read_roster(self) -> Sequence[Collaborator]:
        places = self._mind.understanding.knowledge.places
        return load_roster(self._settings.collaborators.file, places)

    def _answer_next(self) -> Message | None:
        knowledge = self._knowledge()
        apology = Reply(fill(knowledge.sentences.failed, knowledge))
        return answer(self._store, self._respond, self._clock, self._assign, apology)

    def _respond(
        self,
        conversation: Conversation,
        message: Message,
        now: datetime,
        leads: Sequence[KeptLead] = (),
    ) -> Turn:
        if self._zalo is not None and self._zalo.is_quiet(message.address):
            return Turn(conversation, (), "unknown")
        turn = respond(self._mind.understanding, conversation, message, now, leads)
        knowledge = self._mind.understanding.knowledge
        if message.address.channel in CAN_SHARE_PHONE:
            turn = offer_contact(turn, knowledge)
        return offer_calendar(turn, knowledge, self._settings.web.public_url)

    def _assign(self, lead: Lead) -> str:
        return assign(lead, self._roster).id

    def _welcome(self) -> Reply:
        now = self._clock.now()
        greeting = Message(NEWCOMER, "", "", now, "greeting")
        return self._respond(Conversation(NEWCOMER), greeting, now).replies[0]

    def _knowledge(self) -> Knowledge:
        return self._mind.understanding.knowledge

    def _center(self) -> CenterShown:
        center = self._mind.understanding.knowledge.center
        return CenterShown(center.name, center.short_name)

    def _summarize(self) -> None:
        digest, now = self._settings.digest, self._clock.now()
        if digest.is_daily:
            recipients = Recipients(self._roster, self._settings.reachable)
            wording = self._knowledge().digest
            summarize_when_due(self._store, recipients, wording, now, digest.at)

    def _review(self) -> None:
        digest, now = self._settings.digest, self._clock.now()
        if digest.is_daily and is_due(now, digest.at):
            recipients = Recipients(self._roster, self._settings.reachable)
            knowledge = self._knowledge()
            found = aged(knowledge, now.date())
            ask_for_review(self._store, recipients, knowledge.digest, found, now)

    def _forget(self) -> None:
        expire_daily(self._store, self._clock.now(), self._knowledge().center.retention_months)
