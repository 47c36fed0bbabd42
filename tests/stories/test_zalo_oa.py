"""The real program over a Zalo Official Account that misbehaves."""

from __future__ import annotations

import asyncio
import json
import socket
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.message import Address
from bot.rehearsal.fakes.zalo_oa import APP_ID, APP_SECRET, OA_ID, OA_SECRET, FakeZalo, Trouble
from bot.storage.database import open_store
from tests.fakes import wants_a_call
from tests.stories.program import Program

AN, BINH, CHI = "2468013579246801357", "3333333333333333333", "4444444444444444444"
THANKS = "Em đã ghi nhận"
SEND = "/v3.0/oa/message/cs"


@pytest.fixture
async def zalo() -> AsyncIterator[FakeZalo]:
    """Zalo, where nobody has written yet."""
    async with FakeZalo() as fake:
        yield fake


def program_on(zalo: FakeZalo, folder: Path, **settings: str) -> Program:
    """Connected to it, with the first refresh token in its settings."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    environment = {
        "KHUYENCONG_ZALO_OA__APP_ID": APP_ID,
        "KHUYENCONG_ZALO_OA__APP_SECRET": APP_SECRET,
        "KHUYENCONG_ZALO_OA__OA_SECRET": OA_SECRET,
        "KHUYENCONG_ZALO_OA__OA_ID": OA_ID,
        "KHUYENCONG_ZALO_OA__REFRESH_TOKEN": zalo.tokens.pair()["refresh_token"],
        "KHUYENCONG_ZALO_OA__API_BASE": zalo.url,
        "KHUYENCONG_ZALO_OA__OAUTH_BASE": zalo.url,
        "KHUYENCONG_WEB__PORT": port,
        "KHUYENCONG_WEB__PUBLIC_URL": f"http://127.0.0.1:{port}",
        "KHUYENCONG_DIGEST__DAILY": "false",
        "KHUYENCONG_LOG__LEVEL": "debug",
    }
    return Program(folder, environment=environment | settings)


@asynccontextmanager
async def running(zalo: FakeZalo, program: Program) -> AsyncIterator[Program]:
    """Started without holding up the fakes beside it, registered, and ended in good order."""
    await asyncio.to_thread(program.start)
    try:
        assert await zalo.register(f"{program.url}/zalo/oa")
        yield program
    finally:
        if program.process is not None:
            assert await asyncio.to_thread(program.stop) == 0


def rows(folder: Path, query: str) -> list[tuple[Any, ...]]:
    """What lies in the database, or becomes of it."""
    with closing(sqlite3.connect(folder / "data" / "khuyencong.db")) as database:
        found = database.execute(query).fetchall()
        database.commit()
        return found


async def test_from_the_first_question_to_the_lead(zalo: FakeZalo, tmp_path: Path) -> None:
    """A greeting, a question, a button, a number, a form with the shared contact, a lead."""
    program = program_on(zalo, tmp_path)
    async with running(zalo, program):
        zalo.follow(AN)
        await zalo.hears(AN, "trợ lý tự động")
        zalo.say(AN, "xuong em muon mua may thi dc ho tro bao nhieu")
        answer = await zalo.hears(AN, "300 triệu")
        assert "Nguồn: " in answer.text
        zalo.press(AN, "Điều kiện hỗ trợ máy móc")
        await zalo.until(lambda: len(zalo.sent) == 3)
        zalo.say(AN, "1")
        await zalo.until(lambda: len(zalo.sent) == 4)
        zalo.say(AN, "gặp cán bộ")
        await zalo.hears(AN, "Quyền của anh/chị")
        zalo.press(AN, "Đồng ý")
        await zalo.hears(AN, "xin tên")
        zalo.say(AN, "Nguyễn Văn An")
        await zalo.until(lambda: zalo.sent[-1].asks_contact)
        zalo.share_contact(AN, "84912345678", is_turned=True)
        await zalo.hears(AN, "xã, phường nào")
        zalo.say(AN, "xã Sông Trầu")
        await zalo.until(lambda: "Bỏ qua" in zalo.sent[-1].titles)
        zalo.press(AN, "Bỏ qua")
        review = await zalo.hears(AN, "xem lại giúp em")
        assert "0912 345 678" in review.text
        zalo.say(AN, "1")
        await zalo.hears(AN, THANKS)
    [lead] = [json.loads(line) for line in program.khuyencong("leads", "--json").splitlines()]
    assert (lead["name"], lead["phone"]) == ("Nguyễn Văn An", "+84912345678")
    assert lead["channel"] == "zalo_oa"
    assert sum(THANKS in one.text for one in zalo.sent) == 1
    assert set(zalo.posting.statuses) == {200}
    assert zalo.tokens.bought == 2  # the one that was given, and the first renewal
    tokens = [*zalo.tokens.accesses, *zalo.tokens.refreshes, APP_SECRET, OA_SECRET]
    for secret in (*tokens, "912345678", "Văn An", "Sông Trầu", AN):
        assert secret not in program.log()


async def test_repeats_and_disorder(zalo: FakeZalo, tmp_path: Path) -> None:
    """Every Update three times at once, mixed up, with the bot's own words and receipts between:
    each is answered once.
    """
    zalo.switches.repeats, zalo.switches.is_shuffled = 3, True
    zalo.switches.sends_receipts = True
    async with running(zalo, program_on(zalo, tmp_path)):
        for text in ("menu", "xin chào", "dữ liệu"):
            for user in (AN, BINH, CHI):
                zalo.say(user, text)
        await zalo.until(lambda: len(zalo.sent) >= 9)
        await zalo.until(lambda: zalo.posting.is_idle)
        await asyncio.sleep(0.5)
    for user in (AN, BINH, CHI):
        told = "\n".join(zalo.said_to(user))
        assert len(zalo.said_to(user)) == 3
        assert all(words in told for words in ("việc nào", "trợ lý tự động", "không lưu phiếu"))


async def test_a_person_at_the_centre_takes_over(zalo: FakeZalo, tmp_path: Path) -> None:
    """The bot is quiet with An, not with Bình; when the time is over it answers again."""
    async with running(zalo, program_on(zalo, tmp_path)):
        zalo.say(AN, "menu")
        await zalo.hears(AN, "việc nào")
        zalo.staff(AN, "Chào anh, em là cán bộ Trung tâm.")
        zalo.say(AN, "hỗ trợ hội chợ")
        zalo.say(BINH, "menu")
        await zalo.hears(BINH, "việc nào")
        await zalo.until(lambda: zalo.posting.is_idle)
        await asyncio.sleep(0.3)
        assert len(zalo.said_to(AN)) == 1
        unanswered = "SELECT count(*) FROM inbox WHERE answered_at IS NULL"
        assert rows(tmp_path, unanswered) == [(0,)]
        rows(tmp_path, "UPDATE silences SET until = '2026-01-01 00:00:00.000000'")
        zalo.say(AN, "xin chào")
        await zalo.hears(AN, "trợ lý tự động")


def collaborator(folder: Path, lead_of: str) -> None:
    """One on Zalo, for whom a person's lead is waiting."""
    people = "collaborators:\n  - id: ctv-01\n    name: Chi\n    on_duty: true\n"
    address = f"    address: zalo_oa:{CHI}\n"
    (folder / "collaborators.yaml").write_text(people + address, "utf-8")
    store = open_store(f"sqlite:///{folder}/data/khuyencong.db")
    with store.transaction() as kept:
        kept.leads.add(wants_a_call(Address("zalo_oa", lead_of)), "ctv-01")
    store.close()


async def test_who_may_not_be_answered_any_more_is_called(zalo: FakeZalo, tmp_path: Path) -> None:
    """Zalo refuses: the Reply is held, the lead says so, the collaborator is told to call; when
    the person writes again it is sent.
    """
    collaborator(tmp_path, lead_of=AN)
    program = program_on(zalo, tmp_path)
    async with running(zalo, program):
        zalo.say(CHI, "menu")
        await zalo.hears(CHI, "việc nào")
        zalo.troubles.append(Trouble("code", user=AN, code=-230))
        zalo.say(AN, "menu")
        told = await zalo.hears(CHI, "Xin gọi điện")
        assert "0900 000 001" in told.text
        assert zalo.said_to(AN) == []
        shown = await asyncio.to_thread(program.khuyencong, "leads", "show", "1")
        assert "không nhắn được qua Zalo" in shown
        outbox = await asyncio.to_thread(program.khuyencong, "outbox")
        assert "ngoài thời gian" in outbox


async def test_after_two_days_nothing_is_sent_unasked(zalo: FakeZalo, tmp_path: Path) -> None:
    """Zalo would count it: it is not even tried.  Once they write again, what was held is sent."""
    program = program_on(zalo, tmp_path)
    async with running(zalo, program):
        zalo.say(AN, "menu")
        await zalo.hears(AN, "việc nào")
        old = (datetime.now(UTC) - timedelta(hours=49)).strftime("%Y-%m-%d %H:%M:%S.%f")
        sent = "SELECT count(*) FROM outbox WHERE state = 'sent'"
        await zalo.until(lambda: rows(tmp_path, sent) == [(1,)])
        rows(tmp_path, f"UPDATE inbox SET sent_at = '{old}'")  # noqa: S608 - our own time
        rows(tmp_path, "UPDATE outbox SET state = 'failed', reason = ''")
        calls = len(zalo.calls)
        await asyncio.to_thread(program.khuyencong, "outbox", "retry", "1")
        held = "SELECT count(*) FROM outbox WHERE reason LIKE '%giữ lại%'"
        await zalo.until(lambda: rows(tmp_path, held) == [(1,)])
        assert len(zalo.calls) == calls


async def test_what_zalo_did_not_take_is_sent_again(zalo: FakeZalo, tmp_path: Path) -> None:
    """Too fast, broken, refused for now: to each once, when it takes it."""
    zalo.troubles += [Trouble("429", user=AN), Trouble("500", user=BINH),
                      Trouble("code", user=CHI, code=-200)]  # fmt: skip
    async with running(zalo, program_on(zalo, tmp_path)):
        for user in (AN, BINH, CHI):
            zalo.say(user, "menu")
        for user in (AN, BINH, CHI):
            await zalo.hears(user, "việc nào")
        assert sum(trouble.times for trouble in zalo.troubles) == 0
        await asyncio.sleep(0.3)
    assert Counter(one.user for one in zalo.sent) == {AN: 1, BINH: 1, CHI: 1}


async def test_what_zalo_may_have_taken_is_not_sent_again(zalo: FakeZalo, tmp_path: Path) -> None:
    """Accepted, but the answer was lost, cut off or no answer at all: each arrives once."""
    zalo.troubles += [Trouble("lost", user=AN), Trouble("truncated", user=BINH),
                      Trouble("html", user=CHI)]  # fmt: skip
    async with running(zalo, program_on(zalo, tmp_path)):
        for user in (AN, BINH, CHI):
            zalo.say(user, "menu")
        await zalo.until(lambda: len(zalo.sent) == 3)
        maybe = "SELECT count(*) FROM outbox WHERE state = 'maybe_sent'"
        await zalo.until(lambda: rows(tmp_path, maybe) == [(3,)])
        await asyncio.sleep(0.3)
    assert Counter(one.user for one in zalo.sent) == {AN: 1, BINH: 1, CHI: 1}


async def test_a_token_that_dies_in_between(zalo: FakeZalo, tmp_path: Path) -> None:
    """Another is bought, once, and nobody notices."""
    async with running(zalo, program_on(zalo, tmp_path)):
        zalo.say(AN, "menu")
        await zalo.hears(AN, "việc nào")
        zalo.tokens.accesses.clear()
        for user in (AN, BINH, CHI):
            zalo.say(user, "xin chào")
        for user in (AN, BINH, CHI):
            await zalo.hears(user, "trợ lý tự động")
    assert zalo.tokens.bought == 3
    assert zalo.tokens.refused == 0


async def test_killed_while_a_token_is_bought(zalo: FakeZalo, tmp_path: Path) -> None:
    """The pair is kept all the same, and the next life uses it."""
    program = program_on(zalo, tmp_path)
    await asyncio.to_thread(program.start)
    await zalo.until(lambda: zalo.tokens.bought == 2)
    program.kill()  # at the instant at which Zalo gave the pair
    async with running(zalo, program):
        zalo.say(AN, "menu")
        await zalo.hears(AN, "việc nào")
    assert zalo.tokens.refused == 0
