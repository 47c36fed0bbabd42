from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.errors import StoreBusyError
from bot.message import Reply
from bot.services.pace import Rate
from bot.web.app import create_app
from bot.web.chat import address_of
from bot.web.limits import Limits
from tests.web.fakes import CENTER, MENU, Desk

if TYPE_CHECKING:
    from aiohttp import ClientResponse

QUICK = Limits(poll_seconds=0.1, reread_seconds=0.05)
ID = "abcdef0123456789"


@dataclass
class Visitor:
    """Somebody with a browser."""

    client: TestClient[Any, Any]
    token: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    async def start(self) -> Visitor:
        """Begin a chat."""
        response = await self.client.post("/chat/start")
        self.token = (await response.json())["token"]
        self.headers = {"Authorization": f"Bearer {self.token}"}
        return self

    async def say(self, text: object, **more: object) -> ClientResponse:
        """Send a message."""
        body = {"id": ID, "text": text} | more
        return await self.client.post("/chat/messages", json=body, headers=self.headers)

    async def get(self, path: str) -> ClientResponse:
        """Look something up."""
        return await self.client.get(path, headers=self.headers)


Come = Callable[..., Awaitable[Visitor]]


@pytest.fixture
def come(aiohttp_client: Any, desk: Desk) -> Come:
    """Somebody opens the chat page of a server with these limits."""

    async def enter(limits: Limits = QUICK, **settings: Any) -> Visitor:
        app = create_app(desk.doors(), lambda: CENTER, limits=limits, **settings)
        return await Visitor(await aiohttp_client(app)).start()

    return enter


async def error_of(response: ClientResponse) -> str:
    """The sentence of a refusal."""
    assert response.content_type == "application/json"
    told = await response.json()
    assert list(told) == ["error"]
    return str(told["error"])


async def test_an_empty_chat_begins_with_the_welcome(come: Come) -> None:
    """Nothing was said, nothing was kept; the page gets the greeting and its buttons."""
    an = await come()
    shown = await (await an.get("/chat/history")).json()
    assert shown["lines"] == []
    assert shown["cursor"] == 0
    assert shown["welcome"]["buttons"][0] == {"title": MENU[0].title, "target": MENU[0].target}


async def test_a_message_is_accepted_and_answered(come: Come, desk: Desk) -> None:
    """202 comes after the commit; the reply has an id, its text, its buttons and its time."""
    an = await come()
    assert (await an.say("mua máy")).status == 202
    [reply] = (await (await an.get("/chat/replies?after=0")).json())["replies"]
    assert reply["text"] == "Anh/chị nói: mua máy"
    assert reply["id"] == 1
    assert len(reply["buttons"]) == 2
    assert reply["at"].endswith("+00:00")
    assert desk.inbox[0].sent_at.tzinfo is not None


async def test_the_history_holds_both_sides_in_order(come: Come) -> None:
    """After a reload the page sees what was said and where to go on."""
    an = await come()
    await an.say("mua máy")
    shown = await (await an.get("/chat/history")).json()
    assert [(line["who"], line["text"]) for line in shown["lines"]] == [
        ("person", "mua máy"),
        ("bot", "Anh/chị nói: mua máy"),
    ]
    assert shown["cursor"] == 1
    assert "welcome" not in shown


async def test_a_pressed_button_says_what_it_means(come: Come, desk: Desk) -> None:
    """The target travels beside the title that the person saw."""
    an = await come()
    await an.say("Hội chợ", target="fair.booth")
    assert (desk.inbox[0].text, desk.inbox[0].target) == ("Hội chợ", "fair.booth")


async def test_a_repeat_is_accepted_once(come: Come, desk: Desk) -> None:
    """The same id again is answered with 202 again, but it is one message."""
    an = await come()
    assert [(await an.say("alo")).status for _ in range(3)] == [202, 202, 202]
    assert len(desk.inbox) == len(desk.outbox) == 1


async def test_the_id_of_one_page_does_not_silence_another(come: Come, desk: Desk) -> None:
    """An and Bình happen to use the same id: both are heard."""
    an = await come()
    binh = await Visitor(an.client).start()
    await an.say("em là An")
    await binh.say("em là Bình")
    assert len(desk.inbox) == 2


async def test_nobody_reads_a_stranger_s_chat(come: Come) -> None:
    """The history belongs to the token."""
    an = await come()
    await an.say("chuyện riêng")
    binh = await Visitor(an.client).start()
    assert (await (await binh.get("/chat/history")).json())["lines"] == []


async def test_the_store_never_sees_the_token(come: Come, desk: Desk) -> None:
    """The Address is a hash of it, and tokens are long and never the same."""
    an = await come()
    binh = await Visitor(an.client).start()
    await an.say("alo")
    assert desk.inbox[0].address == address_of(an.token)
    assert an.token not in repr(desk.inbox)
    assert an.token != binh.token
    assert len(an.token) == 32


async def test_a_waiting_page_is_woken(come: Come, desk: Desk) -> None:
    """The long poll answers when the Reply is sent, not when its time is up."""
    an = await come(Limits(poll_seconds=20, reread_seconds=20))
    poll = asyncio.create_task(an.get("/chat/replies?after=0"))
    await desk.listened.wait()
    await desk.say(address_of(an.token), Reply("Dạ"))
    replies = (await (await asyncio.wait_for(poll, 5)).json())["replies"]
    assert [reply["text"] for reply in replies] == ["Dạ"]


async def test_a_page_that_was_not_woken_looks_by_itself(come: Come, desk: Desk) -> None:
    """Another process sent the Reply; the waiting poll finds its row."""
    an = await come(Limits(poll_seconds=20, reread_seconds=0.02))
    poll = asyncio.create_task(an.get("/chat/replies?after=0"))
    await desk.listened.wait()
    desk.channel = type(desk.channel)()
    await desk.say(address_of(an.token), Reply("Dạ"))
    assert len((await (await asyncio.wait_for(poll, 5)).json())["replies"]) == 1


async def test_a_reply_sent_twice_shows_once(come: Come, desk: Desk) -> None:
    """A repeat of a row that the page has wakes it, but there is nothing new to tell."""
    an = await come()
    await an.say("alo")
    poll = asyncio.create_task(an.get("/chat/replies?after=1"))
    await asyncio.wait_for(desk.listened.wait(), 5)
    await desk.channel.send(desk.outbox[0])
    assert (await (await poll).json())["replies"] == []


async def test_a_poll_ends_when_its_time_is_up(come: Come) -> None:
    """Nothing came: an empty answer, and the page asks again."""
    an = await come()
    assert await (await an.get("/chat/replies?after=0")).json() == {"replies": []}


async def test_only_so_many_polls_may_wait(come: Come, desk: Desk) -> None:
    """One more is asked to come back."""
    an = await come(Limits(polls=1, poll_seconds=1))
    poll = asyncio.create_task(an.get("/chat/replies?after=0"))
    await desk.listened.wait()
    refused = await an.get("/chat/replies?after=0")
    assert refused.status == 503
    assert refused.headers["Retry-After"] == "2"
    await poll


async def test_the_server_stops_at_once(desk: Desk) -> None:
    """Waiting polls are answered, so stopping does not wait for their time to be up."""
    server = TestServer(create_app(desk.doors(), lambda: CENTER))
    client = TestClient(server)
    await client.start_server()
    an = await Visitor(client).start()
    poll = asyncio.create_task(an.get("/chat/replies?after=0"))
    await desk.listened.wait()
    began = time.monotonic()
    await server.close()
    assert time.monotonic() - began < 2
    assert (await poll).status == 200
    await client.close()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b'"alo"', 400),
        (b'{"id": "abcdef0123456789"}', 400),
        (b'{"id": "abcdef0123456789", "text": 5}', 400),
        (b'{"id": "abcdef0123456789", "text": "alo", "who": "bot"}', 400),
        (b'{"id": "ngan", "text": "alo"}', 400),
        (b'{"id": "../../../../etc", "text": "alo"}', 400),
        (b'{"id": "abcdef0123456789", "text": "\\ud800"}', 400),
        (b'{"id": "abcdef0123456789", "text": "a\\u0000b"}', 400),
        (b'{"id": "abcdef0123456789", "text": "alo", "target": ""}', 400),
        (b'{"id": "abcdef0123456789", "text": "\xff"}', 400),
        (b'{"id": "abcdef0123456789", "text": " \\n "}', 422),
        (b'{"id": "abcdef0123456789", "text": "' + b"a" * 2001 + b'"}', 422),
        (b"[" * 16_000, 400),
        (b" " * 20_000, 413),
    ],
)
async def test_what_is_no_message_is_refused(
    come: Come, desk: Desk, body: bytes, status: int
) -> None:
    """Each mistake gets its status and a sentence; nothing reaches the inbox."""
    an = await come()
    headers = an.headers | {"Content-Type": "application/json"}
    response = await an.client.post("/chat/messages", data=body, headers=headers)
    assert response.status == status
    assert await error_of(response)
    assert desk.inbox == []


async def test_two_thousand_letters_are_heard(come: Come, desk: Desk) -> None:
    """The limit counts letters, however many bytes they take."""
    an = await come()
    assert (await an.say("ồ" * 2000)).status == 202


async def test_only_json_is_taken(come: Come) -> None:
    """A form of another website cannot post here."""
    an = await come()
    response = await an.client.post("/chat/messages", data={"text": "alo"}, headers=an.headers)
    assert response.status == 415
    assert await error_of(response)


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer ngắn", "Basic " + "a" * 32])
async def test_without_a_token_there_is_no_chat(come: Come, given: str) -> None:
    """Whoever has none, or one that we never make, is told to load the page again."""
    an = await come()
    an.headers = {"Authorization": given}
    for response in (await an.get("/chat/history"), await an.get("/chat/replies?after=0")):
        assert response.status == 401
        assert "tải lại trang" in await error_of(response)
    assert (await an.say("alo")).status == 401


@pytest.mark.parametrize("after", ["", "-1", "x", "1.5", "٣", "9" * 30])
async def test_a_cursor_is_a_number(come: Come, after: str) -> None:
    """Anything else is refused."""
    an = await come()
    assert (await an.get(f"/chat/replies?after={after}")).status == 400


async def test_one_chat_may_not_flood(come: Come, desk: Desk) -> None:
    """After a burst the page is told how long to wait; another chat goes on."""
    an = await come(Limits(messages=Rate(burst=2, per_second=0.1)))
    statuses = [(await an.say("alo", id=f"{ID}{n}")).status for n in range(3)]
    assert statuses == [202, 202, 429]
    refused = await an.say("alo")
    assert int(refused.headers["Retry-After"]) in {9, 10}
    assert await error_of(refused)
    assert len(desk.inbox) == 2
    assert (await (await Visitor(an.client).start()).say("alo")).status == 202


async def test_one_visitor_may_not_start_chats_without_end(come: Come) -> None:
    """New chats are counted by IP address."""
    an = await come(Limits(starts=Rate(burst=1, per_second=0.1)))
    assert (await an.client.post("/chat/start")).status == 429


async def test_one_visitor_may_not_hammer(come: Come) -> None:
    """Made-up tokens do not help: all requests of an IP address are counted."""
    an = await come(Limits(requests=Rate(burst=2, per_second=0.1)))
    await an.get("/chat/history")
    an.headers = {"Authorization": "Bearer " + "x" * 32}
    assert (await an.get("/chat/history")).status == 429


async def test_a_busy_store_asks_to_come_back(come: Come, desk: Desk) -> None:
    """Nothing was written: 503 with Retry-After, so the page tries again."""
    an = await come()
    desk.fault = StoreBusyError("bận")
    refused = await an.say("alo")
    assert refused.status == 503
    assert refused.headers["Retry-After"] == "2"
    assert "thử lại" in await error_of(refused)
    assert (await an.get("/chat/replies?after=0")).status == 503


async def test_our_own_fault_is_admitted_without_details(come: Come, desk: Desk) -> None:
    """500 says that something broke, not what."""
    an = await come()
    desk.fault = RuntimeError("mật khẩu của kho")
    refused = await an.say("alo")
    assert refused.status == 500
    assert "mật khẩu" not in await error_of(refused)


async def test_the_page_bears_the_centre_s_name(come: Come) -> None:
    """Escaped, whatever characters the name has."""
    an = await come()
    text = await (await an.client.get("/")).text()
    assert "<h1>Trung tâm &lt;b&gt;&quot;Khuyến công&quot;&lt;/b&gt; &amp; bạn</h1>" in text
    assert "<title>Hỏi đáp – Khuyến công &lt;i&gt;</title>" in text
    assert '<html lang="vi">' in text


async def test_the_page_allows_only_itself(come: Come) -> None:
    """No foreign script, style, picture or address; no cookie; no word about our versions."""
    an = await come(embed_origins=("https://sct.example", "https://www.example"))
    response = await an.client.get("/")
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert policy.endswith("frame-ancestors 'self' https://sct.example https://www.example")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in response.headers
    assert "Server" not in response.headers


@pytest.mark.parametrize(("origins", "end"), [(("*",), "'self' *"), ((), "'none'")])
async def test_who_may_embed_is_a_setting(come: Come, origins: tuple[str, ...], end: str) -> None:
    """Everybody by default, nobody when the list is empty."""
    an = await come(embed_origins=origins)
    policy = (await an.client.get("/")).headers["Content-Security-Policy"]
    assert policy.endswith(f"frame-ancestors {end}")


async def test_answers_are_not_kept_and_not_framed(come: Come) -> None:
    """What is personal stays out of caches, and other websites cannot read or frame it."""
    an = await come()
    response = await an.get("/chat/history")
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "Access-Control-Allow-Origin" not in response.headers


async def test_files_are_fetched_once(come: Come) -> None:
    """The page names its files with their version; they may be kept, and asked for by ETag."""
    an = await come()
    page = await (await an.client.get("/")).text()
    path = page.split('rel="stylesheet" href="')[1].split('"')[0]
    first = await an.client.get("/" + path)
    assert first.content_type == "text/css"
    assert "immutable" in first.headers["Cache-Control"]
    tag = {"If-None-Match": first.headers["ETag"]}
    assert (await an.client.get("/" + path, headers=tag)).status == 304
    old = await an.client.get("/static/ngayxua/chat.css", headers={"If-None-Match": 'W/"x"'})
    assert (old.status, old.headers["Cache-Control"]) == (200, "no-cache")


async def test_the_widget_may_be_loaded_by_others(come: Come) -> None:
    """It is the one file that is meant for foreign pages."""
    an = await come()
    response = await an.client.get("/widget.js")
    assert response.content_type == "text/javascript"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("path", ["/khong-co", "/static/x/..%2fapp.py", "/static/x/index.html"])
async def test_a_mistyped_address_gets_a_small_page(come: Come, path: str) -> None:
    """404, in Vietnamese, with the way back."""
    response = await (await come()).client.get(path)
    assert response.status == 404
    assert "Không tìm thấy trang này" in await response.text()


async def test_unknown_chat_routes_answer_json(come: Come) -> None:
    """Programs get what programs read: also for a wrong method, which names the right one."""
    an = await come()
    assert await error_of(await an.get("/chat/khong-co"))
    wrong = await an.get("/chat/messages")
    assert (wrong.status, wrong.headers["Allow"]) == (405, "POST")
    assert await error_of(wrong)


async def test_health(come: Come, desk: Desk) -> None:
    """Alive as long as it answers; ready when nothing is wrong, and else it says what."""
    an = await come()
    assert (await an.client.get("/healthz")).status == 200
    assert await (await an.client.get("/readyz")).json() == {"ready": True, "problems": []}
    desk.problems.append("Kho dữ liệu không ghi được")
    unready = await an.client.get("/readyz")
    assert unready.status == 503
    assert (await unready.json())["problems"] == ["Kho dữ liệu không ghi được"]
