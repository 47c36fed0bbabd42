"""How much one visitor may ask of the chat page, and whom to count it against."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.services.pace import Rate

if TYPE_CHECKING:
    from aiohttp import web


@dataclass(frozen=True, slots=True)
class Limits:
    """Every bound of the chat page.  Many people share one IP address of a mobile network, so the
    limits per IP address are wide.
    """

    text: int = 2_000
    """Characters of a message."""
    body: int = 16 * 1024
    """Bytes of a request."""
    history: int = 100
    """Lines shown after a reload."""
    messages: Rate = Rate(burst=10, per_second=0.5)
    """Per Address."""
    starts: Rate = Rate(burst=60, per_second=1)
    """New chats per IP address."""
    requests: Rate = Rate(burst=200, per_second=20)
    """Requests of any kind per IP address."""
    polls: int = 1_000
    """Long polls that may wait at the same time."""
    poll_seconds: float = 25
    reread_seconds: float = 2
    """How often a waiting long poll looks by itself: another process may have sent."""
    proxies: int = 0
    """Reverse proxies of our own in front; so many last hops of X-Forwarded-For are believed."""


DEFAULT_LIMITS = Limits()


def visitor(request: web.BaseRequest, proxies: int) -> str:
    """Whom to count a request against: an IPv4 address, or the /64 that one IPv6 customer gets."""
    forwarded = ",".join(request.headers.getall("X-Forwarded-For", ())).split(",")
    hops = [*filter(None, map(str.strip, forwarded)), request.remote or ""]
    hop = hops[max(0, len(hops) - 1 - proxies)]
    try:
        address = ipaddress.ip_address(hop)
    except ValueError:
        return hop
    prefix = 64 if address.version == 6 else 32  # noqa: PLR2004 - the version's number is its name
    return str(ipaddress.ip_network((address, prefix), strict=False))
