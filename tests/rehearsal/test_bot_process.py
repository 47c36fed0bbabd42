"""The bot in a process of its own."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.bootstrap.answering import shipped_knowledge
from bot.rehearsal.bot_process import LISTENS, BotProcess, DidNotStartError
from bot.rehearsal.fakes.notes import Note
from bot.rehearsal.fakes.telegram import TOKEN, FakeTelegram


def a_process(folder: Path, notes: list[Note], **settings: str) -> BotProcess:
    knowledge = str(shipped_knowledge().absolute())
    told = {"KNOWLEDGE__DIR": knowledge, "WEB__PORT": "0"} | settings
    return BotProcess(folder, told, notes.append)


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
async def test_no_proxy_comes_between(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Offices have one; what is on this machine is reached without it."""
    for other in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(other, raising=False)
    monkeypatch.setenv(name, "http://127.0.0.1:9")
    async with FakeTelegram() as telegram:
        told = {"TELEGRAM__TOKEN": TOKEN, "TELEGRAM__BASE_URL": telegram.base_url}
        process = a_process(tmp_path, [], **told)
        await process.start()
        try:
            await telegram.until(lambda: any(call == "getMe" for call, _ in telegram.calls))
        finally:
            await process.stop()


async def test_two_people_switch_it_on_at_once(tmp_path: Path) -> None:
    """There is one bot afterwards, which both of them see listening."""
    notes: list[Note] = []
    process = a_process(tmp_path, notes)
    await asyncio.gather(process.start(), process.start())
    assert process.is_running
    await process.stop()
    assert len([note for note in notes if LISTENS in note.what]) == 1


async def test_who_pulls_the_plug_does_not_wait(tmp_path: Path) -> None:
    """A bot that is just starting dies as well, and who waited for it hears so."""
    process = a_process(tmp_path, [])
    starting = asyncio.create_task(process.start())
    while not process.is_running:  # noqa: ASYNC110 - it is there in a moment
        await asyncio.sleep(0.001)
    await process.kill()
    with pytest.raises(DidNotStartError):
        await starting
    assert not process.is_running


async def test_one_that_does_not_start_tells_why(tmp_path: Path) -> None:
    """With its last words, to everybody who waits for it."""
    process = a_process(tmp_path, [], WEB__PORT="cổng")
    for _ in range(2):
        with pytest.raises(DidNotStartError, match="số nguyên"):
            await process.start()
    assert not process.is_running
