"""The HTTP server: puts routes, headers and limits together, and ends in good order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from aiohttp import web

from bot.web.chat import ChatRoutes
from bot.web.doors import CenterShown, ChatDoors
from bot.web.headers import secure
from bot.web.health import health_routes
from bot.web.limits import DEFAULT_LIMITS, Limits
from bot.web.page import Page
from bot.web.polls import Polls
from bot.web.refusals import explain


def create_app(
    doors: ChatDoors,
    center: Callable[[], CenterShown],
    *,
    limits: Limits = DEFAULT_LIMITS,
    embed_origins: Sequence[str] = ("*",),
    site_tags: Mapping[str, str] = MappingProxyType({}),
) -> web.Application:
    """The application; channels with webhooks may add their routes to it before it starts.

    `center` is asked for each page, so a new name shows at once.  `embed_origins` are the sites
    whose pages may show the chat page in a frame, `site_tags` the names and contents of meta tags
    that prove to others whose the domain is.
    """
    polls = Polls(doors, limits)

    async def release(_app: web.Application) -> None:
        polls.close()

    app = web.Application(middlewares=[explain])
    app.add_routes(ChatRoutes(doors, limits, polls).routes())
    app.add_routes(Page(center, embed_origins, site_tags).routes())
    app.add_routes(health_routes(doors.problems))
    app.on_response_prepare.append(secure)
    app.on_shutdown.append(release)
    return app
