"""Proves to Zalo that the domain is ours: the file that it gave, served at the root."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from pathlib import Path

FILE = re.compile(r"zalo_verifier[A-Za-z0-9_-]+\.html", re.ASCII)
META = "zalo-platform-site-verification"


def verification_routes(file: Path | None) -> list[web.RouteDef]:
    """The file under its own name; nothing when there is none that can be read."""
    if file is None or not is_usable(file):
        return []
    body = file.read_bytes()

    async def show(_request: web.Request) -> web.Response:
        return web.Response(body=body, content_type="text/html", charset="utf-8")

    return [web.get(f"/{file.name}", show)]


def is_usable(file: Path) -> bool:
    """Whether it is there, under the name that Zalo looks for."""
    return FILE.fullmatch(file.name) is not None and file.is_file()
