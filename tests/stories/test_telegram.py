"""The real program over a Telegram that misbehaves."""

from __future__ import annotations

import asyncio
import json
import socket
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import pytest

from bench.faults.digests import lead_for_each
from bot.rehearsal.fakes.telegram import TOKEN, FakeTelegram, Trouble
from tests.stories.program import Program

AN, BINH, CHI = 7, 8, 9
THANKS = "Em đã ghi nhận"
ASKED = ("mua máy được hỗ trợ bao nhiêu", "hỗ trợ hội chợ", "đăng ký nhãn hiệu", "thợ giỏi")


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    """Telegram, to which nobody has written yet."""
    async with FakeTelegram() as fake:
        yield fake


def program_on(telegram: FakeTelegram, folder: Path, **settings: str) -> Program:
    """Connected to it, with digests only by command."""
    environment = {
        "KHUYENCONG_TELEGRAM__TOKEN": TOKEN,
        "KHUYENCONG_TELEGRAM__BASE_URL": telegram.base_url,
        "KHUYENCONG_DIGEST__DAILY": "false",
        "KHUYENCONG_LOG__LEVEL": "debug",
    }
    return Program(folder, environment=environment | settings)


@asynccontextmanager
async def running(program: Program) -> AsyncIterator[Program]:
    """Started without holding up the fakes beside it, and ended in good order."""
    await asyncio.to_thread(program.start)
    try:
        yield program
    finally:
        if program.process is not None:
            assert await asyncio.to_thread(program.stop) == 0


def rows(folder: Path, query: str) -> list[tuple[Any, ...]]:
    """What lies in the database."""
    with closing(sqlite3.connect(folder / "data" / "khuyencong.db")) as database:
        return database.execute(query).fetchall()


def webhook(telegram: FakeTelegram) -> dict[str, str]:
    """Settings to be posted to, on a port that is free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    return {
        "KHUYENCONG_TELEGRAM__MODE": "webhook",
        "KHUYENCONG_WEB__PORT": port,
        "KHUYENCONG_WEB__PUBLIC_URL": f"http://127.0.0.1:{port}",
    }


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_from_the_first_question_to_the_lead(
    telegram: FakeTelegram, tmp_path: Path, mode: str
) -> None:
    """A question, a button, a form with the contact button, a thank-you; one lead is there."""
    settings = webhook(telegram) if mode == "webhook" else {}
    program = program_on(telegram, tmp_path, **settings)
    async with running(program):
        telegram.say(AN, "/start")
        await telegram.hears(AN, "trợ lý tự động")
        telegram.say(AN, "xuong em muon mua may thi dc ho tro bao nhieu")
        answer = await telegram.hears(AN, "300 triệu")
        assert "<i>Nguồn: " in answer.text
        telegram.press(AN, "Điều kiện hỗ trợ máy móc")
        await telegram.until(lambda: len(telegram.sent) == 3)
        telegram.say(AN, "/lienhe")
        await telegram.hears(AN, "Quyền của anh/chị")
        telegram.press(AN, "Đồng ý")
        await telegram.hears(AN, "xin tên")
        telegram.say(AN, "Nguyễn Văn An")
        await telegram.until(lambda: telegram.sent[-1].keys)
        assert telegram.sent[-1].keys[0]["request_contact"] is True
        telegram.share_contact(AN, "84912345678")
        await telegram.hears(AN, "xã, phường nào")
        telegram.say(AN, "xã Sông Trầu")
        await telegram.until(lambda: "Bỏ qua" in telegram.sent[-1].buttons)
        telegram.press(AN, "Bỏ qua")
        review = await telegram.hears(AN, "xem lại giúp em")
        assert "0912 345 678" in review.text
        telegram.press(AN, "Gửi phiếu")
        await telegram.hears(AN, THANKS)
        await telegram.until(lambda: not telegram.updates)
        answered = [told for call, told in telegram.calls if call == "answerCallbackQuery"]
        assert len(answered) == 4
    [lead] = [json.loads(line) for line in program.khuyencong("leads", "--json").splitlines()]
    assert (lead["name"], lead["phone"]) == ("Nguyễn Văn An", "+84912345678")
    assert lead["channel"] == "telegram"
    assert not [one for one in telegram.sent if one.text.count(THANKS) > 1]
    assert set(telegram.statuses) <= {200}
    for secret in (TOKEN, TOKEN.partition(":")[2], "912345678", "Văn An", "Sông Trầu"):
        assert secret not in program.log()


async def test_killed_between_fetching_and_committing(
    telegram: FakeTelegram, tmp_path: Path
) -> None:
    """What was fetched and not committed is fetched again, and answered once."""
    program = program_on(telegram, tmp_path)
    async with running(program):
        telegram.say(AN, "/start")
        await telegram.hears(AN, "trợ lý tự động")
        await telegram.until(lambda: not telegram.updates)
        with closing(sqlite3.connect(tmp_path / "data" / "khuyencong.db")) as other:
            other.execute("BEGIN IMMEDIATE")
            fetched = [call for call, _ in telegram.calls].count("getUpdates")
            telegram.say(BINH, "hỗ trợ hội chợ")
            telegram.say(CHI, "thợ giỏi")
            await asyncio.sleep(0.5)  # fetched at once, but there is no way into the store
            assert len(telegram.sent) == 1
            program.kill()
            other.rollback()
        assert [call for call, _ in telegram.calls].count("getUpdates") == fetched
        assert rows(tmp_path, "SELECT count(*) FROM inbox") == [(1,)]
        assert len(telegram.updates) == 2
        await asyncio.to_thread(program.start)
        await telegram.until(lambda: not telegram.updates and len(telegram.sent) >= 3)
    assert Counter(one.chat for one in telegram.sent) == {AN: 1, BINH: 1, CHI: 1}


async def test_repeats_and_disorder(telegram: FakeTelegram, tmp_path: Path) -> None:
    """Every Update three times and backwards: answered once, each chat in its order."""
    telegram.repeats, telegram.is_shuffled = 3, True
    async with running(program_on(telegram, tmp_path)):
        for text in ("/menu", "/start", "/dulieu"):
            for chat in (AN, BINH):
                telegram.say(chat, text)
        await telegram.until(lambda: not telegram.updates and len(telegram.sent) >= 6)
        await asyncio.sleep(0.5)
    for chat in (AN, BINH):
        menu, greeting, data = telegram.said_to(chat)
        assert "việc nào" in menu
        assert "trợ lý tự động" in greeting
        assert "không lưu phiếu nào" in data


async def test_one_chat_that_has_to_wait_holds_no_other(
    telegram: FakeTelegram, tmp_path: Path
) -> None:
    """429 for An: Bình is answered meanwhile, An after the time that Telegram named."""
    telegram.troubles.append(Trouble("429", chat=AN, retry_after=2))
    async with running(program_on(telegram, tmp_path)):
        telegram.say(AN, "/start")
        await telegram.until(lambda: any(call == "sendMessage" for call, _ in telegram.calls))
        telegram.say(AN, "/menu")
        telegram.say(BINH, "/start")
        bell = asyncio.get_running_loop().time()
        await telegram.hears(BINH, "trợ lý tự động")
        assert asyncio.get_running_loop().time() - bell < 1.5
        assert telegram.said_to(AN) == []
        await telegram.hears(AN, "việc nào")
        assert asyncio.get_running_loop().time() - bell > 1.5
    assert ["trợ lý" in text for text in telegram.said_to(AN)] == [True, False]


def report(measured: str) -> None:
    """For whoever runs pytest with -s."""
    print(measured)  # noqa: T201 - that is what it is for


async def test_who_blocks_the_bot_is_told_nothing_more(
    telegram: FakeTelegram, tmp_path: Path
) -> None:
    """Their leads stay new until they write again."""
    lead_for_each(tmp_path, 1)
    telegram.troubles.append(Trouble("blocked", chat=5000))
    program = program_on(telegram, tmp_path)

    async def khuyencong(*words: str) -> str:
        return await asyncio.to_thread(program.khuyencong, *words)

    async with running(program):
        await khuyencong("digest")
        failed = "SELECT count(*) FROM outbox WHERE state = 'failed'"
        await telegram.until(lambda: rows(tmp_path, failed) == [(1,)])
        [row] = [json.loads(line) for line in (await khuyencong("outbox", "--json")).splitlines()]
        assert (row["state"], row["collaborator"]) == ("failed", "ctv-00")
        assert "blocked by the user" in row["reason"]
        assert "ctv-00" in await khuyencong("doctor")
        telegram.say(5000, "/start")
        await telegram.hears(5000, "trợ lý tự động")
        await khuyencong("outbox", "retry", str(row["id"]))
        await telegram.hears(5000, "0900 000 001")
