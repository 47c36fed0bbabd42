"""`khuyencong zalo login` against a Zalo on loopback, as an administrator types it."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.channels.zalo_oa.renewal import Owner
from bot.rehearsal.fakes.zalo_oa import APP_ID, APP_SECRET, OA_ID, FakeZalo
from bot.storage.database import open_store
from tests.stories.program import TOP

CALLBACK = "https://bot.example.org/zalo/login"


@pytest.fixture
async def zalo() -> AsyncIterator[FakeZalo]:
    """Zalo, to which the callback was told."""
    async with FakeZalo() as fake:
        fake.tokens.callback = CALLBACK
        yield fake


async def login(
    zalo: FakeZalo, folder: Path, oa_id: str = OA_ID, secret: str = APP_SECRET, **more: str
) -> tuple[int, str]:
    """Start it, agree in the browser, paste the address; its exit code and what it said."""
    settings = {
        "PYTHONPATH": str(TOP),
        "KHUYENCONG_ZALO_OA__APP_ID": APP_ID,
        "KHUYENCONG_ZALO_OA__APP_SECRET": secret,
        "KHUYENCONG_ZALO_OA__OA_ID": oa_id,
        "KHUYENCONG_ZALO_OA__API_BASE": zalo.url,
        "KHUYENCONG_ZALO_OA__OAUTH_BASE": zalo.url,
        "KHUYENCONG_WEB__PUBLIC_URL": "https://bot.example.org/",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "zalo", "login",
        cwd=folder, env=os.environ | settings | more,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    said = ""
    while not (shown := re.search(r"http://\S+/v4/oa/permission\S+", said)):
        line = await process.stdout.readline()
        assert line, said
        said += line.decode()
    async with (
        aiohttp.ClientSession() as http,
        http.get(shown[0], allow_redirects=False) as answer,
    ):
        process.stdin.write(answer.headers["Location"].encode() + b"\n")
    rest, _ = await process.communicate()
    return process.returncode or 0, said + rest.decode()


async def test_from_the_address_to_the_tokens(zalo: FakeZalo, tmp_path: Path) -> None:
    """They are in the database, and nowhere on the screen."""
    code, said = await login(zalo, tmp_path)
    assert code == 0, said
    assert CALLBACK in said
    assert f"Đã đăng nhập OA {OA_ID}" in said
    store = open_store(f"sqlite:///{tmp_path}/data/khuyencong.db")
    with store.transaction() as kept:
        found = kept.tokens.get(Owner(APP_ID).name)
    store.close()
    assert found is not None
    assert zalo.tokens.is_good(found.pair.access)
    for secret in (found.pair.access, found.pair.refresh, APP_SECRET):
        assert secret not in said


async def test_the_wrong_secret(zalo: FakeZalo, tmp_path: Path) -> None:
    """That of the account, say; the other is not shown."""
    code, said = await login(zalo, tmp_path, secret="oaSecretForTests")  # noqa: S106 - opens nothing
    assert code == 1
    assert "app_secret" in said
    assert "oaSecretForTests" not in said


async def test_another_account_than_the_configured(zalo: FakeZalo, tmp_path: Path) -> None:
    """It is signed in, and said."""
    code, said = await login(zalo, tmp_path, oa_id="99999")
    assert code == 0
    assert "zalo_oa.oa_id là 99999" in said


async def test_what_has_to_be_there_first(tmp_path: Path) -> None:
    """Said before anything is opened."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "zalo", "login",
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(TOP)},
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    _, said = await process.communicate()
    assert process.returncode == 1
    assert "zalo_oa.app_id" in said.decode()
