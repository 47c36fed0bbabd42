"""What people will read at another moment: every command that answers can be asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Khuyencong

FAIR = """
entries:
  - id: fair.schedule
    title: Lịch hội chợ
    events: {kinds: [fair]}
    ask: [sắp tới có hội chợ nào]
    answer: Chưa có lịch.
events:
  - id: fair-2030
    title: Hội chợ thử
    kind: fair
    ask: [hội chợ thử]
    registration: {opens: 2030-01-02 08:00, closes: 2030-01-15}
    held: {since: 2030-02-20}
"""
DAYS = [
    ("2030-01-02T07:59", "upcoming", "chưa mở đăng ký"),
    ("2030-01-02T08:00", "open", "đang nhận đăng ký"),
    ("2030-01-15T23:59:59", "closing", "hôm nay là ngày cuối"),
    ("2030-01-16", "closed", "đã hết hạn đăng ký"),
    ("2030-02-21", "over", "đã diễn ra"),
]


@pytest.fixture
def fair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A knowledge with one fair."""
    (tmp_path / "k").mkdir()
    (tmp_path / "k" / "a.yaml").write_text(FAIR, "utf-8")
    monkeypatch.setenv("KHUYENCONG_KNOWLEDGE__DIR", "k")


@pytest.mark.parametrize(("at", "state", "words"), DAYS)
def test_ask_events_and_chat(
    khuyencong: Khuyencong, fair: None, at: str, state: str, words: str
) -> None:
    """The same state in an answer, in the list of events and in a conversation."""
    assert words in khuyencong("ask", "hội chợ thử", "--at", at).stdout
    [row] = khuyencong("events", "--at", at, "--json").stdout.splitlines()
    assert json.loads(row)["state"] == state
    assert words in khuyencong("events", "--at", at).stdout
    assert words in khuyencong("chat", "--at", at, input="hội chợ thử\n").stdout


def test_a_rehearsal_keeps_nothing(khuyencong: Khuyencong, fair: None, tmp_path: Path) -> None:
    """No database is made, and no conversation goes on in the next one."""
    result = khuyencong("chat", "--at", "2030-01-05", input="hội chợ thử\n/thoat\n")
    assert result.exit_code == 0
    assert not (tmp_path / "data" / "khuyencong.db").exists()


@pytest.mark.usefixtures("database")
def test_a_wrong_moment_is_told(khuyencong: Khuyencong, fair: None) -> None:
    for words in (["ask", "x"], ["events"], ["chat"], ["check"], ["digest", "--dry-run"]):
        result = khuyencong(*words, "--at", "thứ hai")
        assert result.exit_code == 1
        assert "cần dạng 2026-12-01" in result.stderr


@pytest.mark.usefixtures("database")
def test_a_digest_of_another_day_is_only_looked_at(khuyencong: Khuyencong, fair: None) -> None:
    """Sending tomorrow's digest today would mark leads as told."""
    assert khuyencong("digest", "--at", "2030-01-05").exit_code == 2
    shown = khuyencong("digest", "--dry-run", "--at", "2030-01-05")
    assert "05/01/2030" in shown.stdout


def test_what_rests_on_a_document(khuyencong: Khuyencong) -> None:
    """Every place that cites it; a misspelled one is told with the nearest."""
    shown = khuyencong("check", "--cites", "tt-28-2018")
    assert shown.exit_code == 0
    assert 'mục "fair.rate"' in shown.stdout
    wrong = khuyencong("check", "--cites", "tt-28-2081")
    assert wrong.exit_code == 1
    assert "tt-28-2018" in wrong.stderr
