from __future__ import annotations

import asyncio
import json
import shutil
import time
from pathlib import Path

import pytest

from tests.stories.program import TOP, Program, fill_in, somebody

THANKS = "Em đã ghi nhận"


@pytest.mark.parametrize("pause", [0.0, 0.002, 0.01])
async def test_killed_after_the_last_answer(tmp_path: Path, pause: float) -> None:
    """A kill -9 right after a form's last answer: one lead is there, one thank-you comes."""
    program = Program(tmp_path)
    async with somebody(program) as person:
        await fill_in(person)
        await person.send("Gửi phiếu", "step.send")
        await asyncio.sleep(pause)  # not for luck: each pause is another moment to die at
        program.kill()
        program.start()
        assert any(THANKS in text for text in await person.read())
        history = await person.history()
        assert sum(THANKS in text for _, text in history) == 1
        assert history[-2] == ("person", "Gửi phiếu")
        assert program.stop() == 0
    leads = [json.loads(line) for line in program.khuyencong("leads", "--json").splitlines()]
    assert [lead["name"] for lead in leads] == ["Cơ sở An"]


async def test_an_edit_is_picked_up_while_running(tmp_path: Path) -> None:
    """A good edit answers within two seconds; a broken one changes nothing and says why."""
    knowledge = tmp_path / "k"
    shutil.copytree(TOP / "tests" / "dialogue" / "small", knowledge)
    file = knowledge / "mau.yaml"
    good = file.read_text("utf-8")
    program = Program(tmp_path, environment={"KHUYENCONG_KNOWLEDGE__DIR": str(knowledge)})
    async with somebody(program) as person:
        assert "hai hội chợ" in await person.say("đi hội chợ")
        file.write_text(good.replace("hai hội chợ", "ba hội chợ"), "utf-8")
        edited = time.monotonic()
        while "ba hội chợ" not in await person.say("đi hội chợ"):
            assert time.monotonic() - edited < 2
            await asyncio.sleep(0.2)
        file.write_text(good.replace("title: Hội chợ", "titel: Hội chợ"), "utf-8")
        while "mau.yaml" not in program.log():
            assert time.monotonic() - edited < 15
            await asyncio.sleep(0.1)
        assert "ba hội chợ" in await person.say("đi hội chợ")
        assert "titel" in program.log()


async def test_what_is_personal_is_not_in_the_log(tmp_path: Path) -> None:
    """Neither the number, nor the name, nor what was asked."""
    program = Program(tmp_path, environment={"KHUYENCONG_LOG__LEVEL": "debug"})
    async with somebody(program) as person:
        await fill_in(person)
        await person.say("Gửi phiếu", "step.send")
        assert program.stop() == 0
    for secret in ("912345678", "Cơ sở An", "Sông Trầu", person.token):
        assert secret not in program.log()


async def test_an_identity_number_is_never_written_down(tmp_path: Path) -> None:
    """It is masked before the inbox, so not even the database file holds it."""
    program = Program(tmp_path)
    async with somebody(program) as person:
        assert "đừng gửi số căn cước" in await person.say("cccd em 075090001234 nha")
        assert program.stop() == 0
    files = (tmp_path / "data").iterdir()
    assert not any(b"075090001234" in file.read_bytes() for file in files)


async def test_everything_of_a_person_is_deleted_on_request(tmp_path: Path) -> None:
    """XOA, a confirmation, and neither the lead nor the words are left on the disk."""
    program = Program(tmp_path)
    async with somebody(program) as person:
        await fill_in(person)
        await person.say("Gửi phiếu", "step.send")
        await person.say("XOA")
        assert "đã xoá xong" in await person.say("Xoá hết", "step.erase")
        assert program.stop() == 0
    assert program.khuyencong("leads", "--json") == ""
    files = list((tmp_path / "data").iterdir())
    assert not any("Cơ sở An".encode() in file.read_bytes() for file in files)


def test_a_taken_port_is_said(tmp_path: Path) -> None:
    """Somebody else listens there: a sentence, not a traceback."""
    with Program(tmp_path) as first:
        port = first.url.rpartition(":")[2]
        second = Program(tmp_path, environment={"KHUYENCONG_WEB__PORT": port})
        with pytest.raises(AssertionError, match=r"Không mở được .*: đã có chương trình khác dùng"):
            second.start()
