from __future__ import annotations

import string
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.channels.zalo_oa.client import Client
from bot.channels.zalo_oa.faults import RefusedError
from bot.channels.zalo_oa.login import PATH, Attempt, LoginError, challenge_of, login_routes
from bot.rehearsal.fakes.zalo_oa import APP_ID, OA_ID, FakeZalo
from tests.fakes import NOON

CALLBACK = "https://bot.example.org/zalo/login"


async def agreed(zalo: FakeZalo, attempt: Attempt) -> str:
    """The administrator opens the page and agrees; where the browser is sent."""
    async with (
        aiohttp.ClientSession() as http,
        http.get(attempt.url(zalo.url, APP_ID), allow_redirects=False) as answer,
    ):
        return answer.headers["Location"]


def test_the_challenge_is_zalos() -> None:
    """A vector that was computed elsewhere."""
    challenge = "ZFn66e5pRTQPjki_oSCUVQ4cxtfhRp9r7IbCpyzu-YE"
    assert challenge_of("AbCdEfGhIjKlMnOpQrStUvWxYz0123456789aBcDeFg") == challenge


def test_each_attempt_is_another() -> None:
    """And shows nothing of what proves it."""
    one, other = Attempt(CALLBACK), Attempt(CALLBACK)
    assert one.verifier != other.verifier
    assert len(one.verifier) == 43
    assert set(one.verifier) <= set(string.ascii_letters + string.digits)
    assert one.verifier not in repr(one) + one.url("https://x", "1")


async def test_from_the_page_to_the_tokens(zalo: FakeZalo, client: Client) -> None:
    """The code buys once."""
    zalo.tokens.callback = CALLBACK
    attempt = Attempt(CALLBACK)
    code, account = attempt.read(await agreed(zalo, attempt))
    assert account == OA_ID
    pair = await attempt.finish(client, code, NOON)
    assert zalo.tokens.is_good(pair.access)
    assert pair.refresh in zalo.tokens.refreshes
    with pytest.raises(RefusedError, match="-118"):
        await attempt.finish(client, code, NOON)


async def test_only_who_began_it_can_finish_it(zalo: FakeZalo, client: Client) -> None:
    """Neither the address of another attempt, nor its code."""
    zalo.tokens.callback = CALLBACK
    mine, other = Attempt(CALLBACK), Attempt(CALLBACK)
    sent_to = await agreed(zalo, mine)
    with pytest.raises(LoginError, match="không phải của lần đăng nhập này"):
        other.read(sent_to)
    code, _ = mine.read(sent_to)
    with pytest.raises(RefusedError):
        await other.finish(client, code, NOON)


async def test_a_callback_that_was_not_registered(zalo: FakeZalo) -> None:
    """Zalo says so in an address, which tells what to mend."""
    zalo.tokens.callback = CALLBACK + "/"
    attempt = Attempt(CALLBACK)
    with pytest.raises(LoginError, match="callback"):
        attempt.read(await agreed(zalo, attempt))


@pytest.mark.parametrize("address", ["", "xong rồi", CALLBACK, f"{CALLBACK}?code=abc"])
def test_what_is_no_such_address(address: str) -> None:
    """Half of it, or something else."""
    with pytest.raises(LoginError):
        Attempt(CALLBACK).read(address)


async def test_the_browser_is_told_what_to_do() -> None:
    """Where it ends up; nothing of the address is on the page."""
    app = web.Application()
    app.add_routes(login_routes())
    async with (
        TestServer(app) as server,
        aiohttp.ClientSession() as http,
        http.get(server.make_url(PATH), params={"code": "abc"}) as answer,
    ):
        text = await answer.text()
    assert "khuyencong zalo login" in text
    assert "abc" not in text


def test_what_is_asked_of_zalo() -> None:
    """The app, where to come back to, and a challenge."""
    asked = parse_qs(urlsplit(Attempt(CALLBACK).url("https://x", APP_ID)).query)
    assert asked["app_id"] == [APP_ID]
    assert asked["redirect_uri"] == [CALLBACK]
    assert set(asked) == {"app_id", "redirect_uri", "code_challenge", "state"}
