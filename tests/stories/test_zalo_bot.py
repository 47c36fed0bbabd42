"""The real program over a Zalo Bot Platform that misbehaves."""

from __future__ import annotations

import asyncio
import json
import random
import socket
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.rehearsal.fakes.zalo_bot import TOKEN, FakeZaloBot, Trouble
from tests.stories.program import Program
from tests.stories.test_telegram import ASKED, THANKS, report, rows, running

AN, BINH = "6ede9afa66b88fe6d6a9", "7fdf9afa66b88fe6d6b0"


@pytest.fixture
async def zalo() -> AsyncIterator[FakeZaloBot]:
    """The platform, on which nobody has written yet."""
    async with FakeZaloBot() as fake:
        yield fake


def program_on(zalo: FakeZaloBot, folder: Path, **settings: str) -> Program:
    """Connected to it, with digests only by command."""
    environment = {
        "KHUYENCONG_ZALO_BOT__TOKEN": TOKEN,
        "KHUYENCONG_ZALO_BOT__BASE_URL": zalo.base_url,
        "KHUYENCONG_DIGEST__DAILY": "false",
        "KHUYENCONG_LOG__LEVEL": "debug",
    }
    return Program(folder, environment=environment | settings)


def webhook() -> dict[str, str]:
    """Settings to be posted to, on a port that is free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    return {
        "KHUYENCONG_ZALO_BOT__MODE": "webhook",
        "KHUYENCONG_WEB__PORT": port,
        "KHUYENCONG_WEB__PUBLIC_URL": f"http://127.0.0.1:{port}",
    }


async def answered(zalo: FakeZaloBot, said: str, words: str) -> None:
    """An says something; wait for an answer to it with these words."""
    before = len(zalo.said_to(AN))
    zalo.say(AN, said)
    await zalo.until(lambda: any(words in text for text in zalo.said_to(AN)[before:]))


@pytest.mark.parametrize("mode", ["replaying", "webhook"])
async def test_from_the_first_question_to_the_lead(
    zalo: FakeZaloBot, tmp_path: Path, mode: str
) -> None:
    """A question, choices by number and by words, a form, a thank-you; one lead is there."""
    zalo.is_replaying = mode == "replaying"
    zalo.is_wrapped = zalo.is_shuffled = mode == "webhook"
    zalo.repeats = 2
    program = program_on(zalo, tmp_path, **(webhook() if mode == "webhook" else {}))

    async def hears(said: str, words: str) -> None:
        await answered(zalo, said, words)

    async with running(program):
        await hears("xuong em muon mua may thi dc ho tro bao nhieu", "300 triệu")
        await hears(zalo.sent[-1].choices["Điều kiện hỗ trợ máy móc"], "Điều kiện")
        await hears("gap can bo", "1. Đồng ý")
        await hears(zalo.sent[-1].choices["Đồng ý"], "xin tên")
        await hears("Nguyễn Văn An", "điện thoại")
        await hears("0912345678", "xã, phường nào")
        await hears("xã Sông Trầu", "Bỏ qua")
        await hears("bo qua", "xem lại giúp em")
        await hears("gửi phiếu", THANKS)
    [lead] = [json.loads(line) for line in program.khuyencong("leads", "--json").splitlines()]
    assert (lead["name"], lead["phone"]) == ("Nguyễn Văn An", "+84912345678")
    assert lead["channel"] == "zalo_bot"
    assert len([one for one in zalo.sent if THANKS in one.text]) == 1
    assert set(zalo.statuses) <= {200}
    for secret in (TOKEN.partition(":")[2], "912345678", "Văn An", "Sông Trầu", AN):
        assert secret not in program.log()


async def test_killed_at_random_nothing_is_lost_or_doubled(
    zalo: FakeZaloBot, tmp_path: Path
) -> None:
    """Three lives under load, long polling: each message is answered once, or recorded as maybe
    sent.  With the webhook it is played in `tests/faults`.
    """
    chance = random.Random(4)  # noqa: S311 - repeatable, no secret
    zalo.is_replaying = True
    program = program_on(zalo, tmp_path)
    everybody = {f"{life}-{person}" for life in range(3) for person in range(4)}
    for life in range(3):
        await asyncio.to_thread(program.start)
        for person in range(4):
            zalo.say(f"{life}-{person}", chance.choice(ASKED))
        calls = len(zalo.sent)
        await zalo.until(lambda: len(zalo.sent) > calls)  # noqa: B023 - awaited here
        await asyncio.sleep(chance.uniform(0, 0.6))
        program.kill()
    async with running(program):
        known = "SELECT count(DISTINCT chat) FROM inbox WHERE answered_at IS NOT NULL"
        left = "SELECT count(*) FROM outbox WHERE state = 'waiting'"
        await zalo.until(lambda: rows(tmp_path, known) == [(12,)], 90)
        await zalo.until(lambda: rows(tmp_path, left) == [(0,)])
        await asyncio.sleep(0.2)
    told = Counter(one.chat for one in zalo.sent)
    states = dict(rows(tmp_path, "SELECT chat, state FROM outbox"))
    unknown = {chat for chat, state in states.items() if state != "sent"}
    assert set(states) == everybody
    assert everybody - set(told) <= unknown
    assert set(told.values()) == {1}
    assert len(unknown) < 12
    report(f"3 kills, 12 messages: 0 lost, 0 doubled, {len(unknown)} maybe sent")


async def test_sending_that_goes_wrong(zalo: FakeZaloBot, tmp_path: Path) -> None:
    """Broken, too fast: later.  Lost on the way: shown to the administrator, never sent twice."""
    zalo.troubles += [
        Trouble("500", chat=AN),
        Trouble("429", chat=AN, retry_after=1),
        Trouble("lost", chat=BINH),
    ]
    program = program_on(zalo, tmp_path)
    async with running(program):
        zalo.say(AN, "xin chào")
        zalo.say(BINH, "xin chào")
        await zalo.hears(AN, "trợ lý tự động")
        await zalo.hears(BINH, "trợ lý tự động")
    assert set(rows(tmp_path, "SELECT chat, state FROM outbox")) == {
        (AN, "sent"),
        (BINH, "maybe_sent"),
    }
    assert len(zalo.sent) == 2


async def test_a_collaborator_gets_the_digest_there(zalo: FakeZaloBot, tmp_path: Path) -> None:
    """Asks for the address, stands in the file with it, and is told whom to call."""
    program = program_on(zalo, tmp_path)
    async with running(program):
        zalo.say(BINH, "/id")
        sent = await zalo.hears(BINH, "zalo_bot:")
        address = sent.text.split()[-1]
        (tmp_path / "collaborators.yaml").write_text(
            "collaborators:\n  - id: ctv-01\n    name: Bình\n    on_duty: true\n"
            f"    address: {address}\n",
            "utf-8",
        )
        for said, words in (
            ("gặp cán bộ", "1. Đồng ý"),
            ("đồng ý", "xin tên"),
            ("Cơ sở An", "điện thoại"),
            ("0912345678", "xã, phường nào"),
            ("xã Sông Trầu", "Bỏ qua"),
            ("bỏ qua", "xem lại giúp em"),
            ("gửi phiếu", THANKS),
        ):
            await answered(zalo, said, words)
        await asyncio.to_thread(program.khuyencong, "digest")
        await zalo.hears(BINH, "0912 345 678")
