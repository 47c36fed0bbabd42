from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import BrowserContext, Page, Route, WebError, expect

from bot.message import Button, Reply
from bot.web.app import create_app
from bot.web.chat import address_of
from bot.web.limits import Limits
from tests.browser import open_browser
from tests.web.fakes import CENTER, Desk

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.timeout(300),  # Chromium may have to be installed first
]

FORBID_STORAGE = """
    Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no"); } });
"""
SIZE = "(node) => [node.offsetWidth, node.offsetHeight]"
LINKS = {
    "Gọi 0251 3822 232.": ["tel:02513822232"],
    "ĐT: 0912.345.678, 0251.3822232": ["tel:0912345678", "tel:02513822232"],
    "(+84 912 345 678)": ["tel:+84912345678"],
    "Tổng đài 1900 1234": ["tel:19001234"],
    "Xem https://vbpl.vn/a?b=1&c=(2).": ["https://vbpl.vn/a?b=1&c=(2)"],
    "(https://vbpl.vn/a), http://b.vn…": ["https://vbpl.vn/a", "http://b.vn/"],
    "https://a.vn/0912345678": ["https://a.vn/0912345678"],
    "từ 01-01-2026 08:00 đến 02/02/2026, 300.000.000 đồng": [],
    "mã 10912345678, số 28/2018/TT-BTC, MST3600123456": [],
    "javascript:alert(1) ftp://a.vn mailto:a@b.vn": [],
}
COMPOSE = """async (texts) => {
  const { compose } = await import(document.querySelector('[href$="text.js"]').href);
  return texts.map((text) => {
    const made = compose(text);
    return [made.textContent, [...made.querySelectorAll("a")].map((link) => link.href)];
  });
}"""
# The relative luminance and the ratio are those of WCAG 2.
CONTRAST = """
(selectors) => {
  const curve = (value) => value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => numbers(color).slice(0, 3)
    .reduce((sum, value, index) => sum + curve(value / 255) * [0.2126, 0.7152, 0.0722][index], 0);
  const ground = (node) => {
    const color = getComputedStyle(node).backgroundColor;
    return numbers(color)[3] === 0 ? ground(node.parentElement) : color;
  };
  return selectors.map((selector) => {
    const node = document.querySelector(selector);
    const two = [light(getComputedStyle(node).color), light(ground(node))].sort((a, b) => b - a);
    return [selector, (two[0] + 0.05) / (two[1] + 0.05)];
  });
}
"""


@dataclass
class House:
    """A server that can be stopped and started again at the same place."""

    app_port: int = 0
    desk: Desk = field(default_factory=Desk)
    runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """Where the page is."""
        return f"http://127.0.0.1:{self.app_port}/"

    async def start(self) -> None:
        """Open, at the same port as before."""
        limits = Limits(reread_seconds=0.2)
        await self.serve(create_app(self.desk.doors(), lambda: CENTER, limits=limits))

    async def serve(self, app: web.Application) -> None:
        """Open with any application."""
        self.runner = web.AppRunner(app)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", self.app_port).start()
        self.app_port = self.runner.addresses[0][1]

    async def stop(self) -> None:
        """Close."""
        assert self.runner
        await self.runner.cleanup()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def phone() -> AsyncIterator[BrowserContext]:
    """One browser for all stories: each has its own server, so nothing is remembered between."""
    async with open_browser() as browser:
        yield await browser.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN")


@pytest_asyncio.fixture(loop_scope="module")
async def house() -> AsyncIterator[House]:
    """A server with a desk nobody has talked to."""
    built = House()
    await built.start()
    yield built
    await built.stop()


@pytest_asyncio.fixture(loop_scope="module")
async def context(phone: BrowserContext) -> AsyncIterator[BrowserContext]:
    """The phone of this story.  No story may leave an error in a page."""
    errors: list[str] = []

    def note(fault: WebError) -> None:
        errors.append(str(fault.error))

    phone.on("weberror", note)
    yield phone
    for page in phone.pages:
        await page.close()
    phone.remove_listener("weberror", note)
    assert errors == []


@pytest_asyncio.fixture(loop_scope="module")
async def page(context: BrowserContext, house: House) -> Page:
    """The chat page, greeted."""
    opened = await context.new_page()
    await opened.goto(house.url)
    await expect(opened.locator(".buttons button")).to_have_count(2)
    return opened


async def say(page: Page, text: str) -> None:
    """Type and press Enter."""
    await page.get_by_label("Câu hỏi của anh/chị").fill(text)
    await page.keyboard.press("Enter")


async def test_a_question_is_answered(page: Page, house: House) -> None:
    """Enter sends, Shift+Enter begins a line; the typing sign stands until the reply comes."""
    box = page.get_by_label("Câu hỏi của anh/chị")
    await box.fill("dòng một")
    await box.press("Shift+Enter")
    await box.press_sequentially("dòng hai")
    await box.press("Enter")
    await expect(page.locator(".bot .bubble").last).to_contain_text("Anh/chị nói: dòng một")
    await expect(page.get_by_text("Trợ lý đang trả lời")).to_have_count(0)
    await expect(box).to_have_value("")
    assert house.desk.inbox[0].text == "dòng một\ndòng hai"
    await say(page, "im lặng")
    await expect(page.get_by_text("Trợ lý đang trả lời")).to_be_visible()
    await expect(page.locator(".buttons")).to_have_count(0)


async def test_a_button_speaks_for_the_person(page: Page, house: House) -> None:
    """Its title becomes the person's line, the old buttons go, the answer is laid out."""
    await page.get_by_role("button", name="Hội chợ").click()
    await expect(page.locator(".person .bubble")).to_contain_text("Hội chợ")
    answer = page.locator(".bot .bubble").last
    await expect(answer.locator("li")).to_have_text(["một", "hai"])
    await expect(answer.locator(".source")).to_have_text("Nguồn: Thông tư 28/2018/TT-BTC")
    await expect(page.get_by_role("button", name="Hội chợ")).to_have_count(0)
    assert house.desk.inbox[0].target == "fair.booth"


async def test_a_code_on_a_poster_asks_once(context: BrowserContext, house: House) -> None:
    """What it names is asked for when the page opens, and not again when it is reloaded."""
    page = await context.new_page()
    await page.goto(f"{house.url}?muc=fair__booth--cho-dau-moi")
    answer = page.locator(".bot .bubble").last
    await expect(answer).to_contain_text("Mục link.fair__booth--cho-dau-moi")
    await page.reload()
    await expect(answer).to_contain_text("Mục link.fair__booth--cho-dau-moi")
    assert [one.target for one in house.desk.inbox] == ["link.fair__booth--cho-dau-moi"]
    await page.goto(f"{house.url}?muc=<script>")
    await expect(answer).to_be_visible()
    assert len(house.desk.inbox) == 1


async def test_a_link_opens_and_sends_nothing(page: Page, house: House) -> None:
    """It looks like the other buttons, and stands among them."""
    await say(page, "lịch")
    link = page.locator(".buttons a")
    await expect(link).to_have_attribute("href", "https://a.vn/lich/mau.ics")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")
    await expect(page.locator(".buttons :is(a, button)")).to_have_count(3)
    border = "(node) => getComputedStyle(node).borderRadius"
    other = await page.locator(".buttons button").first.evaluate(border)
    assert await link.evaluate(border) == other
    assert len(house.desk.inbox) == 1


async def test_a_reload_shows_the_history(page: Page) -> None:
    """Everything is there again, with the buttons of the last reply only."""
    await say(page, "mot")
    await say(page, "hai")
    await expect(page.locator(".bot .bubble")).to_have_count(3)
    await page.reload()
    await expect(page.locator(".line .bubble")).to_contain_text(
        ["mot", "Anh/chị nói: mot", "hai", "Anh/chị nói: hai"]
    )
    await expect(page.locator(".buttons")).to_have_count(1)
    await say(page, "ba")
    await expect(page.locator(".bot .bubble").last).to_contain_text("Anh/chị nói: ba")


async def test_a_message_waits_for_the_server(page: Page, house: House) -> None:
    """The server was down: the message is kept, survives a second one, and is sent once."""
    await house.stop()
    await say(page, "còn đó không")
    await expect(page.locator(".person .fate")).to_have_text("Chưa gửi được, đang thử lại…")
    await expect(page.locator("#state")).to_have_text("Mất kết nối, đang nối lại…")
    await house.start()
    await expect(page.locator(".bot .bubble").last).to_contain_text("Anh/chị nói: còn đó không")
    await expect(page.locator("#state")).to_have_text("Đang trực tuyến")
    await expect(page.locator(".fate").filter(has_text="Chưa gửi")).to_have_count(0)
    assert [message.text for message in house.desk.inbox] == ["còn đó không"]


async def test_a_message_typed_offline_survives_a_reload(
    page: Page, context: BrowserContext, house: House
) -> None:
    """It lies in the browser until the connection is back, then it stands in the history once."""
    await context.set_offline(offline=True)
    await say(page, "gửi sau")
    await expect(page.locator(".person .fate")).to_have_text("Chưa gửi được, đang thử lại…")
    await page.close()
    await context.set_offline(offline=False)
    again = await context.new_page()
    await again.goto(house.url)
    await expect(again.locator(".bot .bubble")).to_have_count(1)
    await expect(again.locator(".person .bubble")).to_have_count(1)
    assert len(house.desk.inbox) == 1


async def test_a_lost_acknowledgement_doubles_nothing(page: Page, house: House) -> None:
    """The server had the message but the page was not told: it sends again, with the same id."""
    lost: list[str] = []

    async def lose_first(route: Route) -> None:
        if lost:
            await route.fallback()
            return
        lost.append("one")
        await route.fetch()
        await route.abort()

    await page.route("**/chat/messages", lose_first)
    await say(page, "một lần thôi")
    await expect(page.locator(".person .fate")).to_have_text("")
    await expect(page.locator(".bot .bubble").last).to_contain_text("một lần thôi")
    assert len(house.desk.inbox) == len(house.desk.outbox) == 1


async def test_an_unacknowledged_message_survives_a_reload(
    page: Page, context: BrowserContext, house: House
) -> None:
    """The server had it, the page was closed untold: the history shows it once."""

    async def lose(route: Route) -> None:
        await route.fetch()
        await route.abort()

    await page.route("**/chat/messages", lose)
    await say(page, "đóng trang")
    await expect(page.locator(".person .fate")).to_have_text("Chưa gửi được, đang thử lại…")
    await page.unroute_all(behavior="ignoreErrors")
    await page.close()
    again = await context.new_page()
    await again.goto(house.url)
    await expect(again.locator(".line .bubble")).to_contain_text(["đóng trang", "đóng trang"])
    assert len(house.desk.inbox) == 1


async def test_a_reply_may_overtake_the_acknowledgement(page: Page) -> None:
    """The answer is there before the page learns that its message arrived: nothing keeps typing."""

    async def hold(route: Route) -> None:
        answered = await route.fetch()
        await expect(page.locator(".bot .bubble")).to_have_count(2)
        await route.fulfill(response=answered)

    await page.route("**/chat/messages", hold)
    async with page.expect_response("**/chat/messages"):
        await say(page, "nhanh quá")
    await expect(page.get_by_text("Trợ lý đang trả lời")).to_have_count(0)


async def test_a_refused_message_says_why(page: Page) -> None:
    """What the server will never take is not tried again."""
    refusal = '{"error": "Tin nhắn dài quá."}'
    await page.route("**/chat/messages", lambda route: route.fulfill(status=422, body=refusal))
    await say(page, "dài")
    await expect(page.locator(".person .fate")).to_have_text("Không gửi được. Tin nhắn dài quá.")
    await page.unroute("**/chat/messages")
    await say(page, "ngắn")
    await expect(page.locator(".bot .bubble").last).to_contain_text("Anh/chị nói: ngắn")


async def test_a_phone_of_360_pixels_never_scrolls_sideways(page: Page, house: House) -> None:
    """Long words break, buttons wrap, and everything to press is big enough for a thumb."""
    token = await page.evaluate("localStorage['khuyencong.token']")
    wide = tuple(Button("Bình chọn sản phẩm công nghiệp nông thôn", f"b{n}") for n in range(5))
    await house.desk.say(address_of(token), Reply("https://example.vn/" + "a" * 300, wide))
    await say(page, "x" * 300)
    await expect(page.locator(".bot .bubble")).to_have_count(3)
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
    assert await page.evaluate("log.scrollWidth <= log.clientWidth")
    sizes = await page.get_by_role("button").evaluate_all(f"(nodes) => nodes.map({SIZE})")
    assert min(min(size) for size in sizes) >= 44


async def test_colors_can_be_read(page: Page) -> None:
    """Text stands out by 4.5 to 1 at least, by day and by night."""
    await page.get_by_role("button", name="Hội chợ").click()
    await expect(page.locator(".source")).to_be_visible()
    await page.get_by_label("Tuỳ chọn").click()
    await page.get_by_role("button", name="Xoá trên máy này").click()
    seen = [".bot p", ".person p", ".source", "time", "h1", "header p", "#hint", "#forget-yes"]
    await page.emulate_media(color_scheme="light")
    by_day = await page.evaluate(CONTRAST, seen)
    await page.emulate_media(color_scheme="dark")
    by_night = await page.evaluate(CONTRAST, seen)
    assert [found for found in by_day + by_night if found[1] < 4.5] == []
    assert by_day != by_night


async def test_the_keyboard_is_enough(page: Page) -> None:
    """A skip link leads to the question; buttons are reached by Tab, and focus is never lost."""
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Đến ô nhập câu hỏi")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.keyboard.type("bằng phím")
    await page.keyboard.press("Enter")
    await expect(page.locator(".bot .bubble").last).to_contain_text("Anh/chị nói: bằng phím")
    await page.keyboard.press("Shift+Tab")
    await expect(page.get_by_role("button", name="Hội chợ")).to_be_focused()
    await page.keyboard.press("Space")
    await expect(page.locator(".bot .bubble").last).to_contain_text("Mục fair.booth")
    await expect(page.get_by_role("log")).to_be_focused()


async def test_text_stays_text(page: Page) -> None:
    """Whatever anybody writes is shown, never run."""
    evil = (
        '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>javascript:alert(1)'
    )
    await say(page, evil)
    await expect(page.locator(".person .bubble")).to_contain_text(evil)
    await expect(page.locator(".bot .bubble").last).to_contain_text(evil)
    await expect(page.locator("#log img, #log script, #log a")).to_have_count(0)
    await page.reload()
    await expect(page.locator(".bot .bubble").last).to_contain_text(evil)
    assert await page.evaluate("window.hacked") is None


async def test_numbers_and_addresses_can_be_tapped(page: Page) -> None:
    """Telephone numbers and web addresses become links; dates, amounts and codes do not."""
    found = await page.evaluate(COMPOSE, list(LINKS))
    assert found == [[text, links] for text, links in LINKS.items()]


async def test_a_browser_that_remembers_nothing_can_chat(
    context: BrowserContext, house: House
) -> None:
    """Storage is forbidden: the chat works until the page is closed."""
    page = await context.new_page()
    await page.add_init_script(FORBID_STORAGE)
    await page.goto(house.url)
    await say(page, "không nhớ gì")
    await expect(page.locator(".bot .bubble").last).to_contain_text("Anh/chị nói: không nhớ gì")
    await say(page, "vẫn chạy")
    await expect(page.locator(".bot .bubble").last).to_contain_text("Anh/chị nói: vẫn chạy")


async def test_a_shared_phone_can_be_cleared(page: Page) -> None:
    """After a second press this phone begins a new chat; the size of the letters is kept."""
    await say(page, "riêng tư")
    await expect(page.locator(".person")).to_have_count(1)
    await page.get_by_label("Tuỳ chọn").click()
    await page.get_by_role("button", name="Cỡ chữ lớn").click()
    await page.get_by_role("button", name="Xoá trên máy này").click()
    await page.get_by_role("button", name="Xoá và bắt đầu lại").click()
    await expect(page.locator(".person")).to_have_count(0)
    await expect(page.locator(".bot .bubble")).to_contain_text("Chào anh/chị")
    assert await page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20px"


async def test_nobody_else_is_asked(context: BrowserContext, house: House) -> None:
    """Every request of the page goes to its own server, and nothing is refused by its policy."""
    page = await context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda told: complaints.append(told.text))
    await page.goto(house.url)
    await say(page, "alo")
    await expect(page.locator(".bot .bubble")).to_have_count(2)
    assert {url for url in asked if not url.startswith(house.url)} == set()
    assert complaints == []
    assert await context.cookies() == []


async def test_the_widget_sits_in_another_website(page: Page, house: House) -> None:
    """One line of HTML: a button opens the chat, Escape closes it, and the focus comes back.
    On a phone the chat takes the whole screen.
    """
    neighbor = House()
    html = f'<!doctype html><h1>Trang</h1><script src="{house.url}widget.js" async></script>'

    async def show(_request: web.Request) -> web.Response:
        return web.Response(text=html, content_type="text/html")

    site = web.Application()
    site.add_routes([web.get("/", show)])
    await neighbor.serve(site)
    await page.set_viewport_size({"width": 1280, "height": 740})
    await page.goto(neighbor.url)
    button = page.get_by_role("button", name="Hỏi đáp với trợ lý tự động")
    await button.focus()
    await page.keyboard.press("Enter")
    chat = page.frame_locator("iframe")
    await expect(chat.get_by_label("Câu hỏi của anh/chị")).to_be_focused()
    await page.keyboard.type("từ trang khác")
    await page.keyboard.press("Enter")
    await expect(chat.locator(".bot .bubble").last).to_contain_text("Anh/chị nói: từ trang khác")
    panel = page.get_by_role("dialog")
    assert await panel.evaluate(SIZE) == [400, 636]
    await page.set_viewport_size({"width": 360, "height": 740})
    assert await panel.evaluate(SIZE) == [360, 740]
    await page.keyboard.press("Escape")
    await expect(panel).to_be_hidden()
    await expect(button).to_be_focused()
    await button.click()
    await page.get_by_role("button", name="Đóng khung hỏi đáp").click()
    await expect(panel).to_be_hidden()
    await neighbor.stop()
