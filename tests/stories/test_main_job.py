"""The main job, played in a browser against the real program."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser import open_browser
from tests.stories.program import Program

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

SHOTS = os.environ.get("STORY_SHOTS")
"""A folder: screenshots of the story go there."""

COLLABORATORS = """collaborators:
  - id: ctv-trang-bom
    name: Bình
    areas: [huyện Trảng Bom]
    address: email:binh@example.org
  - id: truc-ban
    name: Chi
    on_duty: true
"""


async def shoot(page: Page, name: str) -> None:
    if SHOTS:
        await page.screenshot(path=Path(SHOTS) / f"{name}.png")


async def ask(page: Page, text: str) -> None:
    """Type a message and wait for what comes back."""
    bubbles = page.locator("#log .bot")
    before = await bubbles.count()
    await page.get_by_role("textbox").fill(text)
    await page.get_by_role("textbox").press("Enter")
    await expect(bubbles).not_to_have_count(before)


async def play(page: Page, url: str) -> None:
    """An owner asks, follows up, presses a button, registers, reloads."""
    log = page.get_by_role("log")
    await page.goto(url)
    await expect(log).to_contain_text("trợ lý tự động")
    await shoot(page, "1-welcome")
    await ask(page, "xuong em muon mua may thi dc ho tro bao nhieu")
    await expect(log).to_contain_text("Thông tư 28/2018/TT-BTC")
    await shoot(page, "2-answer")
    await ask(page, "cần giấy tờ gì")
    await expect(log).to_contain_text("Cam kết chưa được ngân sách hỗ trợ")
    await page.get_by_role("button", name="Đăng ký cần hỗ trợ").click()
    await expect(log).to_contain_text("Quyền của anh/chị")
    await shoot(page, "3-consent")
    await page.get_by_role("button", name="Đồng ý", exact=True).click()
    await expect(log).to_contain_text("tên người liên hệ")
    await ask(page, "An")
    await ask(page, "Cơ sở mộc An")
    await ask(page, "091234567")
    await expect(log).to_contain_text("Số này chưa đúng")
    await ask(page, "0912 345 678")
    await ask(page, "xã Sông Trầu")
    await page.get_by_role("button", name="Mua máy móc, thiết bị").click()
    await expect(log).to_contain_text("Anh/chị xem lại giúp em")
    await shoot(page, "4-review")
    await page.get_by_role("button", name="Gửi phiếu").click()
    await expect(log).to_contain_text("Em đã ghi nhận nhu cầu hỗ trợ")
    await page.reload()
    await expect(log).to_contain_text("xuong em muon mua may")
    await expect(log).to_contain_text("Em đã ghi nhận nhu cầu hỗ trợ")
    await shoot(page, "5-after-reload")


@pytest.mark.parametrize(("name", "width", "height"), [("phone", 360, 740), ("desktop", 1280, 800)])
async def test_from_the_first_question_to_the_digest(
    tmp_path: Path, name: str, width: int, height: int
) -> None:
    """A badly typed question becomes a sourced answer, a lead, and a line in the right digest."""
    (tmp_path / "collaborators.yaml").write_text(COLLABORATORS, "utf-8")
    with Program(tmp_path) as program:
        async with open_browser() as browser:
            page = await browser.new_page(viewport={"width": width, "height": height})
            await play(page, program.url)
        [lead] = [json.loads(line) for line in program.khuyencong("leads", "--json").splitlines()]
        assert lead["phone"] == "+84912345678"
        assert lead["unit"] == "26248"
        assert lead["collaborator"] == "ctv-trang-bom"
        [told] = [
            json.loads(line)
            for line in program.khuyencong("digest", "--dry-run", "--json").splitlines()
        ]
    assert told["collaborator"] == "ctv-trang-bom"
    assert "0912 345 678" in told["text"]
    assert "xã Sông Trầu (nay là Phường Trảng Bom)" in told["text"]
    assert "cần giấy tờ gì" in told["text"]
