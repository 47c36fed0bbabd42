from __future__ import annotations

import pytest
from aiohttp.test_utils import make_mocked_request
from hypothesis import given
from hypothesis import strategies as st

from bot.web.limits import Buckets, Rate, visitor


class Watch:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        """Seconds since the beginning of the story."""
        return self.seconds


def test_a_burst_is_allowed_then_one_must_wait() -> None:
    """After the burst the answer is how long to wait; after that time it is allowed again."""
    watch = Watch()
    buckets = Buckets(Rate(burst=2, per_second=0.5), clock=watch)
    assert [buckets.take("An") for _ in range(3)] == [0.0, 0.0, 2.0]
    watch.seconds = 2.0
    assert buckets.take("An") == 0.0


def test_each_key_has_its_own_bucket() -> None:
    """Bình need not wait because An was busy."""
    buckets = Buckets(Rate(burst=1, per_second=1), clock=Watch())
    assert buckets.take("An") == 0.0
    assert buckets.take("An") > 0
    assert buckets.take("Bình") == 0.0


@given(st.lists(st.floats(min_value=0, max_value=10), max_size=40))
def test_nobody_gets_more_than_the_rate(pauses: list[float]) -> None:
    """However the requests are spread, no more pass than the burst plus the rate times the time."""
    watch = Watch()
    buckets = Buckets(Rate(burst=3, per_second=0.5), clock=watch)
    passed = 0
    for pause in pauses:
        watch.seconds += pause
        passed += buckets.take("An") == 0.0
    assert passed <= 3 + 0.5 * watch.seconds + 1e-6


def test_memory_is_bounded() -> None:
    """Beyond the capacity the one who was silent longest starts afresh."""
    buckets = Buckets(Rate(burst=1, per_second=0.001), capacity=2, clock=Watch())
    for name in ("An", "Bình", "Chi"):
        buckets.take(name)
    assert buckets.take("Chi") > 0
    assert buckets.take("An") == 0.0


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
