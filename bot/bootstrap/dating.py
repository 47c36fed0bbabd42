"""Wires what happens by the dates of events: calendars to subscribe to, reminders."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.dialogue.arrival import Arrival
from bot.dialogue.wording import fill
from bot.services.advertise import page_link
from bot.services.publish import publish
from bot.services.remind import Reach, always, lately, remind_when_due
from bot.web.calendar import CalendarDoors, Calendars
from bot.web.ics import CalendarWording

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from aiohttp import web

    from bot.config import Settings
    from bot.events.edition import Edition
    from bot.knowledge.event import Event
    from bot.knowledge.snapshot import Knowledge
    from bot.ports import Channel, Clock, Store

WINDOWS = {"zalo_oa": lately(timedelta(hours=47))}
"""Channels that do not let us write whenever we like: after 48 hours Zalo counts or refuses what
nobody has asked for; an hour is left for the sending.
"""


def reminding(
    store: Store, clock: Clock, knowledge: Callable[[], Knowledge], running: Collection[Channel]
) -> Callable[[], int]:
    """What looks for reminders that are due, on the channels that are running."""
    reach = Reach({channel.name: WINDOWS.get(channel.name, always) for channel in running})
    return lambda: remind_when_due(store, knowledge(), reach, clock.now())


def calendar_routes(
    settings: Settings, store: Store, clock: Clock, knowledge: Callable[[], Knowledge]
) -> Sequence[web.RouteDef]:
    """`/lich/…`, of the knowledge of the moment at which it is asked for."""

    def told() -> Sequence[tuple[Event, Edition]]:
        events = knowledge().events
        editions = publish(store, events.values(), clock.now())
        return [(events[key], edition) for key, edition in editions.items()]

    def link(event: str) -> str:
        public_url = settings.web.public_url
        try:
            return page_link(public_url, Arrival(event, "lich")) if public_url else ""
        except ValueError:  # an id too long for a link
            return ""

    def wording() -> CalendarWording:
        known = knowledge()
        sentences = known.sentences
        name = fill(sentences.calendar_name, known)
        return CalendarWording(name, sentences.calendar_opens, sentences.calendar_closes)

    return Calendars(CalendarDoors(told, wording, settings.zone, link)).routes()
