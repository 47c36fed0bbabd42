"""Registering for an event over every channel: with the example of the administrators, live."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.bootstrap.answering import load_knowledge, shipped_knowledge
from bot.bootstrap.mind import Mind
from bot.ports import Store
from bot.storage.database import open_store
from tests.dialogues.test_channels import KNOWLEDGE_DIR, LINES, play
from tests.dialogues.test_dialogues import Dialogue
from tests.fakes import HandClock
from tests.shipped import understood
from tests.talk import Talk

EXAMPLE = Path(__file__).parents[2] / "docs" / "su-kien-mau.yaml"
HALF_AN_HOUR_BEFORE = datetime(2030, 1, 15, 16, 0, tzinfo=Talk.now.tzinfo)

REGISTERS: Dialogue = {
    "name": "đăng ký trước giờ đóng",
    "turns": [
        {"say": "hội chợ mẫu"},
        {"press": "Đăng ký"},
        {"press": "Đồng ý"},
        {"say": "Chi"},
        {"say": "Lò gốm Chi"},
        {"say": "chậu gốm"},
        {"say": "0912345678"},
        {"say": "Long Khánh"},
        {"press": "Phường Long Khánh"},
        {"press": "Gửi phiếu"},
    ],
}
TOO_LATE: Dialogue = {
    "name": "bắt đầu kịp giờ, gửi thì đã muộn",
    "turns": [
        {"say": "hội chợ mẫu"},
        {"press": "Đăng ký"},
        {"press": "Đồng ý"},
        {"say": "Bình"},
        {"say": "Xưởng Bình", "wait": 42},
    ],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped knowledge and the example, which an administrator made live."""
    folder = tmp_path_factory.mktemp("knowledge") / "knowledge"
    shutil.copytree(shipped_knowledge(), folder)
    text = EXAMPLE.read_text("utf-8").replace("status: draft", "status: live")
    (folder / EXAMPLE.name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def mind(folder: Path) -> Mind:
    loaded = load_knowledge(folder)
    return Mind(loaded, understood(loaded.knowledge))


@pytest.fixture
def clock() -> HandClock:
    return HandClock(HALF_AN_HOUR_BEFORE)


@pytest.fixture
def store(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(KNOWLEDGE_DIR, str(folder))
    kept = open_store(f"sqlite:///{tmp_path}/bot.db")
    yield kept
    kept.close()


@pytest.mark.parametrize("name", LINES)
async def test_registering_for_an_event(
    name: str, mind: Mind, store: Store, clock: HandClock
) -> None:
    """One arrives in time and is a lead of that event; one is not, and is told by how much."""
    async with LINES[name](mind, store, clock) as new_phone:
        wrong = await play(new_phone(1), REGISTERS, mind, clock)
        wrong += await play(new_phone(2), TOO_LATE, mind, clock)
    assert not wrong, "\n".join(wrong)
    with store.transaction() as kept:
        leads = kept.leads.find()
    assert [(one.lead.form, one.lead.entry) for one in leads] == [
        ("form.fair", "event.hoi-cho-mau-2030")
    ]


def test_what_the_late_one_reads(mind: Mind) -> None:
    """Registration closed 12 minutes ago, and the next one is offered."""
    talk = Talk(mind.understanding, now=HALF_AN_HOUR_BEFORE)
    for turn in TOO_LATE["turns"]:
        talk.wait(minutes=turn.get("wait", 0))
        last = talk.press(turn["press"]) if "press" in turn else talk.say(turn["say"])
    assert "12 phút" in last.replies[-1].text
    assert not talk.leads
