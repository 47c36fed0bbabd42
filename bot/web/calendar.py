"""`/lich/<event>.ics` and `/lich/tat-ca.ics`: events for people's own calendars."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from bot.services.pace import Buckets
from bot.web.ics import CalendarWording, Link, calendar_of
from bot.web.limits import DEFAULT_LIMITS, visitor
from bot.web.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from zoneinfo import ZoneInfo

    from bot.events.edition import Edition
    from bot.knowledge.event import Event
    from bot.web.limits import Limits

    Told = tuple[Event, Edition]

ALL = "tat-ca"
CONTENT_TYPE = "text/calendar"
NO_DATE = "Sự kiện này chưa công bố ngày nào, nên chưa có gì để thêm vào lịch."
NO_EVENT = "Không có sự kiện này."
TOO_FAST = "Lịch được tải hơi nhanh, vui lòng thử lại sau ít phút."


@dataclass(frozen=True, slots=True)
class CalendarDoors:
    """What calendars are made of."""

    told: Callable[[], Sequence[Told]]
    """Every event that people are told of, with its edition.  May raise StoreBusyError; waits for
    the store, so it is called off the event loop.
    """
    wording: Callable[[], CalendarWording]
    zone: ZoneInfo
    link: Link


class Calendars:
    """The routes under `/lich/`."""

    def __init__(self, doors: CalendarDoors, limits: Limits = DEFAULT_LIMITS) -> None:
        self._doors = doors
        self._limits = limits
        self._requests = Buckets(limits.requests)

    def routes(self) -> list[web.RouteDef]:
        """For the router of the application."""
        return [web.get("/lich/{event}.ics", self.show)]

    async def show(self, request: web.Request) -> web.Response:
        """One event, or all of them to subscribe to."""
        seconds = self._requests.take(visitor(request, self._limits.proxies))
        if seconds:
            raise Refused(429, TOO_FAST, retry_after=seconds)
        name = request.match_info["event"]
        body = await asyncio.to_thread(self._draw, name)
        tag = hashlib.sha256(body).hexdigest()[:32]
        headers = {"ETag": f'"{tag}"', "Cache-Control": "no-cache"}
        if any(etag.value in {tag, "*"} for etag in request.if_none_match or ()):
            return web.Response(status=304, headers=headers)
        headers["Content-Disposition"] = f'inline; filename="{name}.ics"'
        return web.Response(body=body, content_type=CONTENT_TYPE, charset="utf-8", headers=headers)

    def _draw(self, name: str) -> bytes:
        """The calendar.  Raises Refused when there is none."""
        doors = self._doors
        told = [one for one in doors.told() if name in {ALL, one[0].id}]
        if name != ALL and not told:
            raise Refused(404, NO_EVENT)
        made = calendar_of(doors.wording(), told, doors.zone, doors.link)
        if name != ALL and not made.events:
            raise Refused(404, NO_DATE)
        return bytes(made.to_ical())
