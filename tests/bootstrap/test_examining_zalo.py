from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer

from bot.bootstrap.examining_zalo import examine_zalo
from bot.bootstrap.finding import Finding
from bot.channels.zalo_oa.observing import REFUSED, UPDATE
from bot.channels.zalo_oa.renewal import Owner, pair_of
from bot.config import Settings, load_settings
from bot.ports import KeptTokens
from bot.rehearsal.fakes.zalo_oa import APP_ID, APP_SECRET, OA_ID, OA_SECRET, FakeZalo
from bot.storage.database import open_store
from bot.web.app import create_app
from tests.channels.zalo_oa.test_webhook import Desk
from tests.web.fakes import CENTER
from tests.web.fakes import Desk as Page

NOW = datetime.now(UTC)


@pytest.fixture
async def zalo() -> AsyncIterator[FakeZalo]:
    """Zalo, where nobody has written yet."""
    async with FakeZalo() as fake:
        yield fake


@pytest.fixture
async def public_url() -> AsyncIterator[str]:
    """The bot is running there."""
    app = create_app(Page().doors(), lambda: CENTER)
    app.add_routes(Desk().webhook().routes())
    async with TestServer(app) as server:
        yield f"http://{server.host}:{server.port}"


@pytest.fixture
def settings(zalo: FakeZalo, public_url: str, tmp_path: Path) -> Settings:
    """Complete."""
    return load_settings(None, {
        "KHUYENCONG_DATABASE__URL": f"sqlite:///{tmp_path}/bot.db",
        "KHUYENCONG_WEB__PUBLIC_URL": public_url,
        "KHUYENCONG_ZALO_OA__APP_ID": APP_ID,
        "KHUYENCONG_ZALO_OA__APP_SECRET": APP_SECRET,
        "KHUYENCONG_ZALO_OA__OA_SECRET": OA_SECRET,
        "KHUYENCONG_ZALO_OA__OA_ID": OA_ID,
        "KHUYENCONG_ZALO_OA__API_BASE": zalo.url,
        "KHUYENCONG_ZALO_OA__OAUTH_BASE": zalo.url,
    })  # fmt: skip


def signed_in(settings: Settings, zalo: FakeZalo, at: datetime = NOW, trouble: str = "") -> None:
    """With a pair that was bought then."""
    store = open_store(settings.database.url)
    with store.transaction() as kept:
        pair = pair_of(zalo.tokens.pair(), at)
        kept.tokens.put(Owner(APP_ID).name, KeptTokens(pair, "", trouble))
    store.close()


def noticed(settings: Settings, name: str, text: str, at: datetime = NOW) -> None:
    """By the running bot."""
    store = open_store(settings.database.url)
    with store.transaction() as kept:
        kept.notices.put(name, text, at)
    store.close()


async def found(how: Settings) -> list[Finding]:
    """As `khuyencong doctor` sees it; every fault has a way to mend it, none a secret."""
    findings = await asyncio.to_thread(lambda: list(examine_zalo(how)))
    assert all(finding.mend for finding in findings if finding.level != "ok")
    for secret in (APP_SECRET, OA_SECRET, "access-", "refresh-"):
        assert secret not in str(findings)
    return findings


async def wrong(how: Settings) -> list[str]:
    """What is not well."""
    return [one.what for one in await found(how) if one.level != "ok"]


async def test_all_is_well(settings: Settings, zalo: FakeZalo) -> None:
    """Apart from an address that is not https, here."""
    signed_in(settings, zalo)
    noticed(settings, UPDATE, "body 0")
    findings = await found(settings)
    assert [one.what for one in findings if one.level != "ok"] == [
        f"Zalo OA: {settings.web.public_url}/zalo/oa không phải https"
    ]
    told = "\n".join(one.what for one in findings)
    for words in ("còn 89 ngày", "gói Growth", "500/500", "chữ ký theo giờ trong nội dung",
                  "webhook trả lời"):  # fmt: skip
        assert words in told
    assert [one.level for one in await found(Settings())] == ["ok"]


async def test_nobody_has_signed_in(settings: Settings) -> None:
    """Nor has anything come."""
    told = await wrong(settings)
    assert "chưa đăng nhập" in told[0]
    assert "chưa nhận được tin nào" in told[-1]


@pytest.mark.parametrize(
    ("days", "trouble", "words"),
    [
        (0, "-14014", "refresh token không dùng được nữa (-14014)"),
        (80, "", "refresh token còn 9 ngày"),
        (2, "", "access token hết hạn lúc"),
    ],
)
async def test_tokens_that_end(
    settings: Settings, zalo: FakeZalo, days: int, trouble: str, words: str
) -> None:
    """Stopped, soon too old, not renewed."""
    signed_in(settings, zalo, NOW - timedelta(days=days), trouble)
    assert words in "\n".join(await wrong(settings))


@pytest.mark.parametrize(("code", "words"), [(-224, "gói"), (-221, "xác thực"), (-216, "token")])
async def test_an_account_that_zalo_refuses(
    settings: Settings, zalo: FakeZalo, code: int, words: str
) -> None:
    """In words."""
    signed_in(settings, zalo)
    zalo.switches.account_code = code
    assert any(words in one and str(code) in one for one in await wrong(settings))


async def test_another_account_and_no_quota(settings: Settings, zalo: FakeZalo) -> None:
    """What is configured is not what was signed in to."""
    signed_in(settings, zalo)
    zalo.switches.quota = 0
    changed = settings.zalo_oa.model_copy(update={"oa_id": "99999", "can_send_counted": True})
    told = "\n".join(await wrong(settings.model_copy(update={"zalo_oa": changed})))
    assert f"zalo_oa.oa_id là 99999, đang đăng nhập OA {OA_ID}" in told
    assert "còn 0/500" in told


async def test_a_webhook_that_nothing_reaches(settings: Settings, zalo: FakeZalo) -> None:
    """The address is wrong, the secret is missing or the other one, our clock is behind."""
    signed_in(settings, zalo)
    noticed(settings, UPDATE, "header -300", NOW - timedelta(minutes=1))
    noticed(settings, REFUSED, "chữ ký sai")
    changed = {
        "zalo_oa": settings.zalo_oa.model_copy(update={"oa_secret": None}),
        "web": settings.web.model_copy(update={"public_url": "http://127.0.0.1:9"}),
    }
    told = "\n".join(await wrong(settings.model_copy(update=changed)))
    for words in ("chưa có zalo_oa.oa_secret", "gọi thử", "-300 giây", "chữ ký sai"):
        assert words in told


async def test_our_clock_is_behind_zalos(settings: Settings, zalo: FakeZalo) -> None:
    """As Zalo's answers tell."""
    signed_in(settings, zalo)
    zalo.switches.clock_ahead = 600
    assert re.search("đồng hồ máy lệch -(599|600) giây", "\n".join(await wrong(settings)))


async def test_a_file_that_is_not_there(settings: Settings, zalo: FakeZalo) -> None:
    """Or bears another name."""
    signed_in(settings, zalo)
    changed = settings.zalo_oa.model_copy(update={"verification_file": Path("verifier.html")})
    told = await wrong(settings.model_copy(update={"zalo_oa": changed}))
    assert "verifier.html" in told[0]
