from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.services.pace import Buckets, Gate, Pace, Rate


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


def test_a_clock_that_is_set_back_takes_nothing_away() -> None:
    """Nobody waits an hour because the clock was put right."""
    watch = Watch()
    watch.seconds = 3600
    buckets = Buckets(Rate(burst=2, per_second=1), clock=watch)
    buckets.take("An")
    watch.seconds = 0
    assert buckets.take("An") == 0.0
    watch.seconds = 1
    assert buckets.take("An") == 0.0


def test_a_gate_says_who_rests_and_when_it_opens() -> None:
    """For the channel as a whole and for each chat."""
    watch = Watch()
    gate = Gate(Pace(channel=Rate(3, 2), chat=Rate(1, 0.5)), watch)
    assert (gate.room, gate.resting(), gate.opens_in()) == (3, {}, None)
    gate.passes("An")
    assert (gate.room, gate.resting(), gate.opens_in()) == (2, {"An": 2.0}, 2.0)
    gate.passes("Bình")
    gate.passes("Chi")
    assert (gate.room, gate.opens_in()) == (0, 0.5)
    watch.seconds = 2.0
    assert (gate.room, gate.resting(), gate.opens_in()) == (3, {}, None)
