"""The commands, as somebody types them, in a folder of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.storage.database import open_store

Khuyencong = Callable[..., Result]


@pytest.fixture
def database(tmp_path: Path) -> None:
    """There is one already, as the bot leaves it that nobody has written to."""
    open_store(f"sqlite:///{tmp_path}/data/khuyencong.db").close()


@pytest.fixture
def khuyencong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Khuyencong:
    """Run a command with a database of its own."""
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()

    def run(*words: str, **extra: str) -> Result:
        return runner.invoke(main, words, **extra)  # type: ignore[arg-type]  # input=...

    return run
