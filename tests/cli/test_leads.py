from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.storage.database import open_store
from tests.fakes import wants_a_call

if TYPE_CHECKING:
    from tests.cli.conftest import Khuyencong


@pytest.fixture(autouse=True)
def two_leads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One for the collaborator An, one for the officer on duty."""
    monkeypatch.chdir(tmp_path)
    Path("collaborators.yaml").write_text(
        "collaborators:\n"
        "  - id: ctv-01\n    name: An\n    areas: [huyện Vĩnh Cửu]\n"
        "    address: email:an@example.org\n"
        "  - id: truc-ban\n    name: Chi\n    on_duty: true\n",
        "utf-8",
    )
    store = open_store("sqlite:///data/khuyencong.db")
    with store.transaction() as kept:
        kept.leads.add(wants_a_call(), "ctv-01")
        kept.leads.add(replace(wants_a_call(), name="=1+1"), "truc-ban")
    store.close()


def test_leads_are_listed(khuyencong: Khuyencong) -> None:
    """One line a lead, or one object a line."""
    assert "An, 0900 000 001" in khuyencong("leads").stdout
    lines = [json.loads(line) for line in khuyencong("leads", "--json").stdout.splitlines()]
    assert [line["collaborator"] for line in lines] == ["ctv-01", "truc-ban"]
    assert lines[0]["created_at"] == "2026-11-23T12:00:00+07:00"
    assert khuyencong("leads", "--status", "done", "--json").stdout == ""


def test_a_result_is_written_into_the_history(khuyencong: Khuyencong) -> None:
    """Who reported what, with a note."""
    khuyencong("leads", "mark", "1", "done", "--by", "ctv-01", "--note", "đã hẹn")
    lead = json.loads(khuyencong("leads", "show", "1", "--json").stdout)
    assert lead["status"] == "done"
    assert [event["what"] for event in lead["history"]] == ["created", "done"]
    assert lead["history"][1]["note"] == "đã hẹn"
    assert "đã hẹn" in khuyencong("leads", "show", "1").stdout


def test_no_database_is_not_an_empty_one(
    khuyencong: Khuyencong, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In another folder than the bot's nothing is created, and what to do is said."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    for words in (["leads"], ["digest"], ["missed"], ["outbox"]):
        result = khuyencong(*words)
        assert result.exit_code == 1
        assert f"Chưa có cơ sở dữ liệu ở {elsewhere}/data/khuyencong.db" in result.stderr
    assert not list(elsewhere.iterdir())


def test_a_lead_that_is_not_there(khuyencong: Khuyencong) -> None:
    """A number that nobody has is said in Vietnamese."""
    for words in (["leads", "show", "99"], ["leads", "mark", "99", "done"]):
        result = khuyencong(*words)
        assert result.exit_code == 1
        assert "Không có phiếu số 99" in result.stderr


def test_the_export_opens_in_a_spreadsheet(khuyencong: Khuyencong) -> None:
    """UTF-8 with its mark, and nothing that would be run as a formula."""
    assert khuyencong("leads", "export", "phieu.csv").exit_code == 0
    assert Path("phieu.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with Path("phieu.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert rows[1]["name"] == "'=1+1"
    assert rows[0]["phone"] == "'+84900000001"


def test_a_dry_run_shows_every_digest_and_sends_none(khuyencong: Khuyencong) -> None:
    """Also the one of somebody without an address."""
    shown = [
        json.loads(line) for line in khuyencong("digest", "--dry-run", "--json").stdout.splitlines()
    ]
    assert [one["collaborator"] for one in shown] == ["ctv-01", "truc-ban"]
    assert shown[0]["new"] == [1]
    assert "0900 000 001" in shown[0]["text"]
    assert {
        json.loads(line)["status"] for line in khuyencong("leads", "--json").stdout.splitlines()
    } == {"new"}


def test_a_digest_marks_what_it_tells(khuyencong: Khuyencong) -> None:
    """Only those who can be reached are told; of the others it says who has how many, and why."""
    unconnected = khuyencong("digest")
    assert unconnected.exit_code == 1
    assert unconnected.stdout == ""
    why = unconnected.stderr.splitlines()
    assert why[0].startswith("Chưa gửi được cho ctv-01")
    assert "kênh email chưa được nối" in why[0]
    assert "1 phiếu mới: chưa có địa chỉ gửi" in why[1]
    Path("config.yaml").write_text(
        "smtp:\n  url: smtp://127.0.0.1:2525\n  sender: bot@example.org\n", "utf-8"
    )
    assert "ctv-01" in khuyencong("digest").stdout
    again = khuyencong("digest")
    assert (again.stdout, again.stderr.count("Chưa gửi được")) == ("", 1)
    lines = [json.loads(line) for line in khuyencong("leads", "--json").stdout.splitlines()]
    assert [line["status"] for line in lines] == ["reported", "new"]


def test_the_doctor_says_what_to_mend(khuyencong: Khuyencong) -> None:
    """What is fine, what is missing, and how to mend it; broken files are errors."""
    healthy = khuyencong("doctor")
    assert healthy.exit_code == 0
    assert "✓ Cấu hình" in healthy.stdout
    assert "smtp.url" in healthy.stdout
    Path("collaborators.yaml").write_text("collaborators: []\n", "utf-8")
    ill = khuyencong("doctor", "--json")
    assert ill.exit_code == 1
    levels = [json.loads(line)["level"] for line in ill.stdout.splitlines()]
    assert "error" in levels


def test_an_export_that_cannot_be_written_is_told(khuyencong: Khuyencong) -> None:
    """A folder that is not there is said, not traced."""
    result = khuyencong("leads", "export", "khong-co/phieu.csv")
    assert result.exit_code == 1
    assert "khong-co/phieu.csv" in result.stderr
