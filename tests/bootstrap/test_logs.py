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
