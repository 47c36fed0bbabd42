from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.ports import Missed
from bot.storage.database import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Khuyencong

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)


@pytest.fixture
def two_questions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that had no answer, and one for which somebody picked a title."""
    monkeypatch.chdir(tmp_path)
    store = open_store("sqlite:///data/khuyencong.db")
    with store.transaction() as kept:
        kept.missed.add(Missed("máy bay", NOON, "web", "machinery.overview", 0.1234))
        kept.missed.add(Missed("sạp", NOON, "web", "fair.overview", 0.4, chosen="fair.amount"))
    store.close()


@pytest.mark.usefixtures("two_questions")
def test_what_was_asked_in_vain_is_listed(khuyencong: Khuyencong) -> None:
    """The newest first, with what came nearest or was chosen."""
    lines = khuyencong("missed").stdout.splitlines()
    assert lines == [
        "2026-11-24T12:00+07:00  sạp  → đã chọn fair.amount",
        "2026-11-24T12:00+07:00  máy bay  → gần nhất machinery.overview (0.12)",
    ]
    rows = [
        json.loads(line)
        for line in khuyencong("missed", "--json", "--limit", "1").stdout.splitlines()
    ]
    assert [(row["question"], row["chosen"]) for row in rows] == [("sạp", "fair.amount")]


@pytest.mark.usefixtures("database")
def test_nothing_missed_is_said(khuyencong: Khuyencong) -> None:
    """Not an empty screen; for programs no line."""
    assert "Chưa có câu nào" in khuyencong("missed").stdout
    assert khuyencong("missed", "--json").stdout == ""
