"""The page of a rehearsal in a browser."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Page, ViewportSize, WebError, expect

from bot.bootstrap.answering import shipped_knowledge
from bot.rehearsal.rehearsing import staged
from tests.browser import open_browser

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.timeout(300),  # Chromium may have to be installed first
]

ASKED = "xuong em muon mua may thi dc ho tro bao nhieu"
DESKTOP, PHONE = ViewportSize(width=1360, height=900), ViewportSize(width=390, height=844)
FITS = "document.documentElement.scrollWidth <= innerWidth"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def page() -> AsyncIterator[Page]:
    """Open at the beginning of a rehearsal.  No story may leave an error in it."""
    errors: list[str] = []

    def note(fault: WebError) -> None:
        errors.append(str(fault.error))

    async with staged(shipped_knowledge()) as (url, _), open_browser() as browser:
        context = await browser.new_context(viewport=DESKTOP, locale="vi-VN")
        context.on("weberror", note)
        opened = await context.new_page()
        opened.on(
            "console", lambda said: errors.append(said.text) if said.type == "error" else None
        )
        await opened.goto(url)
        yield opened
    assert errors == []


async def say(page: Page, column: str, text: str) -> None:
    """Type and press Enter."""
    await page.locator(f"#{column} textarea").fill(text)
    await page.locator(f"#{column} textarea").press("Enter")


async def test_one_person_plays_everybody(page: Page) -> None:
    """Asks on each channel, taps a button, leaves a number, and reads the collaborator's digest."""
    for column in ("zalo_oa", "telegram", "zalo_bot"):
        await say(page, column, ASKED)
        await expect(page.locator(f"#{column} .bot .bubble").last).to_contain_text("300 triệu")
    await expect(page.locator("#zalo_bot .buttons")).to_have_count(0)
    await page.locator("#zalo_oa .buttons button", has_text="Điều kiện").click()
    await expect(page.locator("#zalo_oa .person .bubble").last).to_contain_text("Điều kiện")
    for said in ("gặp cán bộ", "đồng ý", "Cơ sở An"):
        await say(page, "telegram", said)
    share = page.get_by_role("button", name="Chia sẻ số điện thoại")
    await expect(share).to_be_visible()
    await page.locator("#telegram textarea").fill("0912345678")
    await share.click()
    for said in ("xã Sông Trầu", "bỏ qua", "gửi phiếu"):
        await say(page, "telegram", said)
    await expect(page.locator("#telegram .bot .bubble").last).to_contain_text("Em đã ghi nhận")
    await page.get_by_role("button", name="Gửi bản tin ngay").click()
    digest = page.locator("#collaborator .bot .bubble")
    await expect(digest).to_contain_text("0912 345 678", timeout=20_000)
    assert await page.evaluate(FITS)


async def test_a_switch_and_the_log(page: Page) -> None:
    """What is on is seen to be on, what the platform did is told, and off it heals."""
    switch = page.locator("[data-id='telegram.500']")
    await switch.click()
    await expect(switch).to_have_attribute("aria-checked", "true")
    await say(page, "telegram", "menu")
    await expect(page.locator("#diary .telegram.bad .outcome").first).to_have_text("500")
    await switch.click()
    await expect(switch).to_have_attribute("aria-checked", "false")
    await expect(page.locator("#telegram .bot .bubble").last).to_contain_text(
        "việc nào", timeout=20_000
    )


async def test_on_a_phone(page: Page) -> None:
    """Columns become tabs; one that is not seen shows that something came."""
    await page.set_viewport_size(PHONE)
    await page.reload()
    await expect(page.locator("#zalo_oa")).to_be_visible()
    await expect(page.locator("#telegram")).to_be_hidden()
    tab = page.locator("#tabs button", has_text="Telegram")
    await expect(tab).to_have_class("news")
    await tab.click()
    await expect(page.locator("#telegram")).to_be_visible()
    await expect(page.locator("#zalo_oa")).to_be_hidden()
    await say(page, "telegram", "xin chào")
    await expect(page.locator("#telegram .bot .bubble").last).to_contain_text("trợ lý tự động")
    assert await page.evaluate(FITS)


async def test_the_plug_is_pulled(page: Page) -> None:
    """The page says so, and that it runs again."""
    await page.set_viewport_size(DESKTOP)
    await page.get_by_role("button", name="Rút điện bot").click()
    await expect(page.locator("#state")).to_have_text("Bot đang tắt")
    start = page.get_by_role("button", name="Bật lại bot Tin đến")
    await start.click()
    await expect(start).to_have_attribute("aria-disabled", "true")
    await expect(page.locator("#state")).to_have_text("Bot đang chạy", timeout=20_000)
    await expect(start).to_have_attribute("aria-disabled", "false")
