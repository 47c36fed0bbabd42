from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
import structlog

from bot.bootstrap.logs import configure_logs


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    """The other tests log as before."""
    before = structlog.get_config()
    yield
    structlog.configure(**before)


@pytest.mark.parametrize("style", ["text", "json"])
def test_a_traceback_shows_no_values(style: str) -> None:
    """Variables hold what people wrote, and tokens."""
    shown = io.StringIO()
    configure_logs("info", style, shown)
    secret = "123456789:fake"  # noqa: S105 - opens nothing
    try:
        len(5 if secret else "")  # type: ignore[arg-type]  # fails while the secret is at hand
    except TypeError:
        structlog.get_logger().exception("request failed")
    assert "TypeError" in shown.getvalue()
    assert secret not in shown.getvalue()


class Full(io.StringIO):
    """A disk that takes nothing."""

    def write(self, text: str) -> int:
        raise OSError(28, "No space left on device")

    def flush(self) -> None:
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("style", ["text", "json"])
def test_a_log_that_cannot_be_written_stops_nobody(style: str) -> None:
    """The database may be on the same disk: whoever waits for room must live to see it."""
    configure_logs("info", style, Full())
    structlog.get_logger().warning("store busy")
