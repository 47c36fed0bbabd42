from __future__ import annotations

import ast
import io
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

import bot
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


def logged(file: Path) -> Iterator[str]:
    """The sentences that a module logs."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = ast.unparse(node.func)
            if called == "trace" or called.startswith("log."):
                yield str(node.args[0].value)


def test_who_reads_the_log_reads_vietnamese() -> None:
    """People of the Centre see it at a rehearsal, and when something is wrong."""
    sentences = {one for file in Path(bot.__file__).parent.rglob("*.py") for one in logged(file)}
    assert len(sentences) > 40
    assert [one for one in sentences if unicodedata.normalize("NFD", one).isascii()] == []
