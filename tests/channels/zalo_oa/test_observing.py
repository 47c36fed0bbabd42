from __future__ import annotations

import pytest
from structlog.testing import capture_logs

from bot.channels.zalo_oa.observing import REFUSED, UPDATE, Observer
from tests.fakes import HandClock


@pytest.fixture
def told() -> list[tuple[str, str]]:
    """What was noticed."""
    return []


@pytest.fixture
def observer(clock: HandClock, told: list[tuple[str, str]]) -> Observer:
    """At noon."""

    async def notice(name: str, text: str) -> None:
        told.append((name, text))

    return Observer(notice, clock.now)


async def test_a_notice_a_minute(
    observer: Observer, clock: HandClock, told: list[tuple[str, str]]
) -> None:
    """Each costs a commit; a change is told at once."""
    time = str(int(clock.now().timestamp() * 1000))
    for _ in range(9):
        await observer.taken("body", time)
    await observer.taken("header", time)
    clock.forward(61)
    await observer.taken("header", time)
    assert told == [(UPDATE, "body 0"), (UPDATE, "header 0"), (UPDATE, "header 61")]


async def test_what_comes_late_tells_nothing_of_the_clock(
    observer: Observer, clock: HandClock, told: list[tuple[str, str]]
) -> None:
    """It was posted again; what comes from the future does."""
    for seconds in (-7200, 300):
        time = int(clock.now().timestamp() + seconds) * 1000
        await observer.taken("body", str(time))
        clock.forward(61)
    await observer.taken("body", None)
    assert told == [(UPDATE, "body"), (UPDATE, "body -300"), (UPDATE, "body")]


async def test_forgeries_do_not_fill_the_log(
    observer: Observer, told: list[tuple[str, str]]
) -> None:
    """One line a minute."""
    with capture_logs() as logs:
        for _ in range(99):
            await observer.refused()
    assert (len(logs), [name for name, _ in told]) == (1, [REFUSED])
