from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.message import Address, Reply
from bot.storage.database import open_store
from tests.fakes import AN, BINH, NOON

if TYPE_CHECKING:
    from tests.cli.conftest import Khuyencong

CTV = Address("telegram", "5001")


@pytest.fixture(autouse=True)
def four_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One waiting, one failed, one maybe sent, one sent."""
    monkeypatch.chdir(tmp_path)
    Path("collaborators.yaml").write_text(
        "collaborators:\n  - id: ctv-01\n    name: An\n    on_duty: true\n"
        "    address: telegram:5001\n",
        "utf-8",
    )
    store = open_store("sqlite:///data/khuyencong.db")
    with store.transaction() as kept:
        for key, address in (("một", AN), ("hai", CTV), ("ba", BINH), ("bốn", AN)):
            kept.outbox.add(key, address, Reply(f"{key}\n0900 000 001"), NOON)
        kept.outbox.fail(2, "Forbidden: bot was blocked by the user", NOON)
        kept.outbox.sent(4, NOON)
        kept.outbox.postpone(1, NOON.replace(year=2030), "mạng bận")
        assert [row.id for row in kept.outbox.claim(NOON, 9, 0.0)] == [3]
        kept.outbox.reclaim(NOON, ())
    store.close()


def states(told: str) -> dict[int, str]:
    return {row["id"]: row["state"] for row in map(json.loads, told.splitlines())}


def test_what_was_not_delivered_is_listed(khuyencong: Khuyencong) -> None:
    """With its reason and who it is for; the chat itself is nobody's business."""
    told = khuyencong("outbox").stdout
    assert "blocked by the user" in told
    assert "ctv-01" in told
    assert "5001" not in told
    assert states(khuyencong("outbox", "--json").stdout) == {
        1: "waiting",
        2: "failed",
        3: "maybe_sent",
    }


def test_one_state_is_listed(khuyencong: Khuyencong) -> None:
    """Also of what was delivered."""
    assert states(khuyencong("outbox", "--state", "sent", "--json").stdout) == {4: "sent"}
    assert "Không có tin nào như vậy" in khuyencong("outbox", "--state", "sending").stdout
    assert khuyencong("outbox", "--state", "lost").exit_code == 2


def test_what_failed_is_put_in_line_again(khuyencong: Khuyencong) -> None:
    """What did not fail is left alone, and that is said."""
    result = khuyencong("outbox", "retry", "2", "3", "4", "99")
    assert result.exit_code == 1
    assert "Đã xếp lại để gửi: 2, 3" in result.stdout
    assert "4, 99" in result.stderr
    assert states(khuyencong("outbox", "--json").stdout)[2] == "waiting"
    assert khuyencong("outbox", "retry").exit_code == 2
