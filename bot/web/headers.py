"""Headers that keep browsers from doing what nobody asked for, on every response."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aiohttp import web

STRICT = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


async def secure(_request: web.Request, response: web.StreamResponse) -> None:
    """Fill in what the handler did not set itself, and keep our versions to ourselves."""
    for name, value in STRICT.items():
        response.headers.setdefault(name, value)
    response.headers.popall("Server", None)


def page_policy(embed_origins: Sequence[str]) -> str:
    """The Content-Security-Policy of the chat page; only these sites may embed it."""
    ancestors = " ".join(["'self'", *embed_origins]) if embed_origins else "'none'"
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' data:; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {ancestors}"
    )
