"""The real program reminds people on Telegram and on the chat page, over kills and edits."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from icalendar import Calendar

from bot.rehearsal.fakes.telegram import FakeTelegram
from tests.stories.program import TOP, Person
from tests.stories.test_telegram import program_on, rows, running

AN = 7
FILE = "su-kien.yaml"
EVENT = """
entries:
  - id: fair.overview
    title: Hội chợ
    ask: [hội chợ]
    answer: Hội chợ có hỗ trợ.
events:
  - id: mau.hoi-cho
    title: Hội chợ mẫu
    kind: fair
    status: {status}
    registration:
      opens: {opens}
      closes: {closes}
"""
CANCELLED = "“Hội chợ mẫu” đã huỷ"
EXTENDED = "“Hội chợ mẫu” được gia hạn"


def write(folder: Path, status: str = "live", days: int = 40) -> None:
    """The event as an administrator writes it: open since yesterday, closing in so many days."""
    today = datetime.now(UTC).date()
    opens, closes = today - timedelta(days=1), today + timedelta(days=days)
    text = EVENT.format(status=status, opens=opens, closes=closes)
    (folder / "kien-thuc" / FILE).write_text(text, "utf-8")


def noon_zone() -> str:
    """A timezone where it is about noon: nobody is reminded at night."""
    ahead = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-ahead:+d}"  # the signs of these names are the other way round


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    """Telegram, to which nobody has written yet."""
    async with FakeTelegram() as fake:
        yield fake


async def test_from_a_poster_to_a_cancellation(telegram: FakeTelegram, tmp_path: Path) -> None:
    """Each change is told once on each channel, by whichever life comes first."""
    (tmp_path / "kien-thuc").mkdir()
    shutil.copy(TOP / "knowledge" / "to-roi-va-nhac.yaml", tmp_path / "kien-thuc")
    write(tmp_path)
    settings = {
        "KHUYENCONG_KNOWLEDGE__DIR": str(tmp_path / "kien-thuc"),
        "KHUYENCONG_TIMEZONE": noon_zone(),
    }
    program = program_on(telegram, tmp_path, **settings)
    async with aiohttp.ClientSession() as http:
        page = Person(program, http)
        async with running(program):
            telegram.say(AN, "/start mau__hoi-cho--cho-dau-moi")
            await telegram.hears(AN, "Hội chợ mẫu: ")
            telegram.press(AN, "🔔 Nhắc tôi")
            await telegram.hears(AN, "Quyền của anh/chị")
            telegram.press(AN, "Đồng ý")
            await telegram.hears(AN, "sẽ nhắc anh/chị")
            await page.begin()
            assert "đang nhận đăng ký" in await page.say("Xin chào", "link.mau__hoi-cho")
            await page.say("nhắc tôi")
            assert "sẽ nhắc anh/chị" in await page.say("đồng ý")
            await telegram.until(lambda: not telegram.updates)
            program.kill()
        write(tmp_path, days=50)
        async with running(program):
            told = await telegram.hears(AN, EXTENDED)
            assert "Ngừng nhắc" in told.buttons
            [after] = await page.read()
            assert EXTENDED in after
            program.kill()
        write(tmp_path, "cancelled", days=50)
        async with running(program):
            await telegram.hears(AN, CANCELLED)
            assert CANCELLED in (await page.read())[0]
            entries = await calendar(http, program.url)
            assert entries == [("CANCELLED", "2")] * 2
            telegram.say(AN, "ngung nhac")
            await telegram.hears(AN, "đã tắt mọi lời nhắc")
            assert await page.say("xoá hết dữ liệu", "delete_data")
            assert "đã xoá xong" in await page.say("Xoá hết", "step.erase")
    texts = [one.text for one in telegram.sent]
    assert [sum(words in text for text in texts) for words in (EXTENDED, CANCELLED)] == [1, 1]
    assert rows(tmp_path, "SELECT * FROM subscriptions") == []
    assert {channel for [channel] in rows(tmp_path, "SELECT channel FROM reminders")} == {
        "telegram"
    }


async def calendar(http: aiohttp.ClientSession, url: str) -> list[tuple[str, str]]:
    """State and number of the entries of the calendar that people subscribe to."""
    async with http.get(f"{url}/lich/tat-ca.ics") as answer:
        assert answer.status == 200
        read = Calendar.from_ical(await answer.read())
    assert isinstance(read, Calendar)
    return [(str(one["status"]), str(one["sequence"])) for one in read.events]
