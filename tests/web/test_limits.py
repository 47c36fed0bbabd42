from __future__ import annotations

import pytest
from aiohttp.test_utils import make_mocked_request

from bot.web.limits import visitor


@pytest.mark.parametrize(
    ("forwarded", "proxies", "seen"),
    [
        ("", 0, "127.0.0.1/32"),
        ("203.0.113.9", 0, "127.0.0.1/32"),
        ("198.51.100.1, 203.0.113.9", 1, "203.0.113.9/32"),
        ("", 1, "127.0.0.1/32"),
        ("2001:db8:1:2:3:4:5:6", 1, "2001:db8:1:2::/64"),
        ("nhà bên", 1, "nhà bên"),
    ],
)
def test_only_our_own_proxies_are_believed(forwarded: str, proxies: int, seen: str) -> None:
    """X-Forwarded-For counts as far as our proxies wrote it; what a visitor claims does not."""
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = make_mocked_request("GET", "/", headers=headers).clone(remote="127.0.0.1")
    assert visitor(request, proxies) == seen
