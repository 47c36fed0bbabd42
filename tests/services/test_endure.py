from __future__ import annotations

import pytest
from structlog.testing import capture_logs

from bot.errors import StoreBusyError
from bot.services.endure import REMEMBERED, TRIES, Endurance


async def fails(error: Exception) -> bool:
    raise error


async def test_the_last_failure_is_borne() -> None:
    """The ones before are raised; afterwards it counts from the beginning."""
    endurance = Endurance("telegram")
    for _ in range(2):
        for _ in range(TRIES - 1):
            with pytest.raises(ValueError, match="hỏng"):
                await endurance.take("1", fails(ValueError("hỏng")))
        with capture_logs() as logs:
            assert await endurance.take("1", fails(ValueError("hỏng"))) is None
        assert [(one["channel"], one["error"]) for one in logs] == [("telegram", "ValueError")]


async def test_a_busy_store_is_never_the_fault_of_an_update() -> None:
    """However long it is busy, nothing is set aside."""
    endurance = Endurance("telegram")
    for _ in range(TRIES * 3):
        with pytest.raises(StoreBusyError):
            await endurance.take("1", fails(StoreBusyError("bận")))


async def test_old_failures_are_forgotten() -> None:
    """Those that went well in the end are not kept for ever."""
    endurance = Endurance("telegram")
    for number in (*range(REMEMBERED + 1), 0, 0, 0):
        with pytest.raises(ValueError, match="hỏng"):
            await endurance.take(str(number), fails(ValueError("hỏng")))
