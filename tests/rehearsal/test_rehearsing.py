"""A whole rehearsal: the page's server, the fakes, and the real program in a process of its own."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from bot.bootstrap.answering import shipped_knowledge
from bot.rehearsal.rehearsing import staged
from tests.rehearsal.person import Person

pytestmark = pytest.mark.asyncio(loop_scope="module")

TOP = Path(__file__).parents[2]
CHANNELS = ("zalo_oa", "telegram", "zalo_bot")
THANKS = "Em đã ghi nhận"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def person() -> AsyncIterator[Person]:
    """At a stage that was set up once for all stories."""
    async with staged(shipped_knowledge()) as (url, _), aiohttp.ClientSession() as http:
        yield Person(http, url)


async def test_an_owner_is_answered_on_every_channel(person: Person) -> None:
    """What they wrote and what they read stand in the transcript, with buttons where there are."""
    for channel in CHANNELS:
        await person.say(channel, "xuong em muon mua may thi dc ho tro bao nhieu")
    for channel in CHANNELS:
        line = await person.reads(channel, "300 triệu")
        assert "<i>" not in line["text"]
        assert bool(line["options"]) == (channel != "zalo_bot")
    said = [line["channel"] for line in (await person.news())["lines"] if line["who"] == "person"]
    assert said == [*CHANNELS]


@pytest.mark.parametrize("channel", CHANNELS)
async def test_what_cannot_be_read(person: Person, channel: str) -> None:
    """After Updates that are strange a picture is answered: please write."""
    await person.act("switch", id=f"{channel}.strange", on=True)
    await person.act("picture", channel=channel, role="owner")
    await person.reads(channel, "gõ")


@pytest.mark.parametrize("channel", CHANNELS)
async def test_half_an_emoji(person: Person, channel: str) -> None:
    """Is answered, and whoever writes next is answered as well."""
    await person.say(channel, "xin chào \ud83d")
    await person.reads(channel, "trợ lý tự động")
    await person.say(channel, "thợ giỏi là gì")
    await person.reads(channel, "thợ giỏi")


@pytest.mark.parametrize("channel", ["zalo_oa", "telegram"])
async def test_a_button_is_tapped(person: Person, channel: str) -> None:
    """As on the platform: it comes to the bot and is answered."""
    await person.say(channel, "menu")
    line = await person.reads(channel, "việc nào")
    title = "Hội chợ, triển lãm"
    await person.act("press", line=line["id"], title=title)
    await person.reads(channel, "gian hàng")
    assert await person.status("press", line=line["id"], title="Không có nút này") == 400


@pytest.mark.parametrize(
    ("switch", "channel", "outcome"),
    [
        ("zalo_oa.429", "zalo_oa", "429, Retry-After 1"),
        ("telegram.500", "telegram", "500"),
        ("zalo_bot.200", "zalo_bot", "200"),
    ],
)
async def test_a_platform_that_fails_and_recovers(
    person: Person, switch: str, channel: str, outcome: str
) -> None:
    """While the switch is on nothing arrives; when it is off the answer does."""
    await person.act("switch", id=switch, on=True)
    assert (await person.news())["on"] == [switch]
    await person.say(channel, "xin chào")
    shown = "bot nhận" if outcome == "200" else outcome
    await person.sees(channel, shown)
    assert (await person.lines(channel))[-1]["who"] == "person"
    await person.act("switch", id=switch, on=False)
    await person.reads(channel, "trợ lý tự động")


async def test_a_token_that_expires_is_renewed(person: Person) -> None:
    """It happens once and is over; the owner notices nothing."""
    await person.act("switch", id="zalo_oa.expired", on=True)
    assert (await person.news())["on"] == []
    await person.say("zalo_oa", "thợ giỏi là gì")
    await person.reads("zalo_oa", "thợ giỏi")
    bought = [one for one in (await person.news())["notes"] if one["what"] == "bot đổi token"]
    assert {one["outcome"] for one in bought} == {"được"}


async def test_a_collaborator_gets_the_lead(person: Person) -> None:
    """From the owner's form, with a shared number, to the digest, on the channel they chose."""
    for said in ("gặp cán bộ", "đồng ý", "Cơ sở An"):
        await person.say("telegram", said)
    line = await person.reads("telegram", "Số điện thoại để")
    assert line["contact"]
    await person.act("share", channel="telegram", role="owner", text="0912345678")
    for said in ("xã Sông Trầu", "bỏ qua", "gửi phiếu"):
        await person.say("telegram", said)
    await person.reads("telegram", THANKS)
    await person.act("receive", channel="zalo_bot")
    await person.act("digest")
    await person.reads("zalo_bot", "0912 345 678", role="collaborator")


async def test_somebody_of_the_centre_answers(person: Person) -> None:
    """In Zalo's own tool: from then on the bot is quiet there."""
    said = "Chào anh, em là cán bộ Trung tâm."
    await person.act("staff", role="owner", text=said)
    await person.say("zalo_oa", "hỗ trợ hội chợ")
    await person.say("telegram", "hỗ trợ hội chợ")
    await person.reads("telegram", "gian hàng")
    [staff, _] = (await person.lines("zalo_oa"))[-2:]
    assert (staff["who"], staff["text"]) == ("staff", said)


async def test_the_power_fails(person: Person) -> None:
    """What was written meanwhile is answered in the next life, once."""
    await person.act("do", id="kill")
    assert not (await person.news())["running"]
    for channel in ("telegram", "zalo_bot"):
        await person.say(channel, "xin chào")
    await person.act("do", id="start")
    for channel in ("telegram", "zalo_bot"):
        await person.reads(channel, "trợ lý tự động")
    await person.act("do", id="webhook")
    assert (await person.news())["running"]


async def test_nothing_is_said_by_nobody(person: Person) -> None:
    """A role that does not exist is refused, and nothing of it stands in the transcript."""
    before = len((await person.news())["lines"])
    for deed in ("say", "share", "picture", "staff"):
        told = {"channel": "telegram", "role": "thief", "text": "chào"}
        assert await person.status(deed, **told) == 400
    assert len((await person.news())["lines"]) == before


async def test_what_makes_no_sense_is_refused(person: Person) -> None:
    """And so is whoever comes through another website."""
    for deed, told in (
        ("say", {"channel": "fax", "role": "owner", "text": "chào"}),
        ("say", {"channel": "telegram", "role": "owner", "text": "  "}),
        ("say", {"channel": "telegram"}),
        ("switch", {"id": "no.such", "on": True}),
        ("receive", {"channel": "fax"}),
        ("do", {"id": "dance"}),
        ("dance", {}),
    ):
        assert await person.status(deed, **told) == 400, (deed, told)
    url = f"{person.url}/stage/digest"
    async with person.http.post(url, data=b"{}", headers={"Content-Type": "text/plain"}) as answer:
        assert answer.status == 415
    async with person.http.get(person.url, headers={"Host": "evil.example:80"}) as answer:
        assert answer.status == 403
    async with person.http.get(person.url) as answer:
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


async def test_the_command_begins_and_ends(tmp_path: Path) -> None:
    """It says where the page is; Ctrl-C ends the bot, too, and leaves nothing behind.  Settings of
    the real bot do not reach it.
    """
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    await asyncio.to_thread(play_the_command, tmp_path, temporary)


def play_the_command(folder: Path, temporary: Path) -> None:
    """In a process of its own, until Ctrl-C."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "rehearse", "--port", "0"],
        cwd=folder,
        env=os.environ | {
            "PYTHONPATH": str(TOP), "TMPDIR": str(temporary),
            "KHUYENCONG_TELEGRAM__BASE_URL": "http://127.0.0.1:9/bot",
        },
        stdout=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    assert process.stdout is not None
    with process.stdout as told:
        assert "khởi động" in told.readline()
        assert "http://127.0.0.1:" in told.readline()
        assert list(temporary.glob("*/data/khuyencong.db"))
        process.send_signal(signal.SIGINT)
        assert "đã xoá" in told.readline()
    assert process.wait(20) == 0
    assert list(temporary.iterdir()) == []
    assert list(folder.iterdir()) == [temporary]
