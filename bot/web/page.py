"""The chat page itself and the files it is made of, kept in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from html import escape
from importlib.resources import files
from string import Template

from aiohttp import web

from bot.web.doors import CenterShown
from bot.web.headers import page_policy

CONTENT_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FOREVER = "public, max-age=31536000, immutable"
AN_HOUR = "public, max-age=3600"
ASK_AGAIN = "no-cache"


class Page:
    """`/`, `/widget.js` and `/static/<version>/<name>`.  The version is a hash of all the files,
    so browsers may keep them for good and still see a new release at once.
    """

    def __init__(
        self,
        center: Callable[[], CenterShown],
        embed_origins: Sequence[str],
        site_tags: Mapping[str, str],
    ) -> None:
        self._center = center
        self._policy = page_policy(embed_origins)
        self._tags = "".join(
            f'<meta name="{escape(name)}" content="{escape(content)}">\n  '
            for name, content in site_tags.items()
        )
        folder = files("bot.web") / "static"
        self._files = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
        self._index = Template(self._files.pop("index.html").decode())
        joined = b"".join(name.encode() + body for name, body in sorted(self._files.items()))
        self._version = hashlib.sha256(joined).hexdigest()[:12]

    def routes(self) -> list[web.RouteDef]:
        """For the router of the application."""
        return [
            web.get("/", self.index),
            web.get("/widget.js", self.widget),
            web.get("/static/{version}/{name}", self.static),
        ]

    async def index(self, _request: web.Request) -> web.Response:
        """The page, with the Centre's name of this moment."""
        center = self._center()
        text = self._index.substitute(
            name=escape(center.name),
            short_name=escape(center.short_name),
            version=self._version,
            site_tags=self._tags,
        )
        headers = {"Content-Security-Policy": self._policy, "Cache-Control": ASK_AGAIN}
        response = web.Response(text=text, content_type="text/html", headers=headers)
        return _compress(response)

    async def widget(self, request: web.Request) -> web.Response:
        """The script that other websites load."""
        response = self._file(request, "widget.js", AN_HOUR)
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    async def static(self, request: web.Request) -> web.Response:
        """A file of the page.  An older version in the path gets the file of today, uncached."""
        is_current = request.match_info["version"] == self._version
        return self._file(request, request.match_info["name"], FOREVER if is_current else ASK_AGAIN)

    def _file(self, request: web.Request, name: str, caching: str) -> web.Response:
        body = self._files.get(name)
        if body is None:
            raise web.HTTPNotFound
        tag = hashlib.sha256(body).hexdigest()[:16]
        # Weak, because the same file may travel compressed or not.
        headers = {"ETag": f'W/"{tag}"', "Cache-Control": caching}
        if any(etag.value == tag for etag in request.if_none_match or ()):
            return web.Response(status=304, headers=headers)
        content_type = CONTENT_TYPES[name[name.rindex(".") :]]
        response = web.Response(
            body=body, content_type=content_type, charset="utf-8", headers=headers
        )
        return _compress(response)


def _compress(response: web.Response) -> web.Response:
    response.enable_compression()
    response.headers["Vary"] = "Accept-Encoding"
    return response
