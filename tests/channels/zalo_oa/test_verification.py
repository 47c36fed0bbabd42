from __future__ import annotations

from pathlib import Path

import aiohttp
from aiohttp.test_utils import TestServer

from bot.channels.zalo_oa.verification import META, verification_routes
from bot.web.app import create_app
from tests.web.fakes import CENTER, Desk


async def test_zalo_finds_its_file_and_its_tag(tmp_path: Path) -> None:
    """The one at the root under its own name, the other on the home page."""
    file = tmp_path / "zalo_verifierABC_d-9.html"
    file.write_text("của Zalo", "utf-8")
    app = create_app(Desk().doors(), lambda: CENTER, site_tags={META: 'mã"9'})
    app.add_routes(verification_routes(file))
    async with TestServer(app) as server, aiohttp.ClientSession() as http:
        async with http.get(server.make_url("/zalo_verifierABC_d-9.html")) as answer:
            assert (answer.status, await answer.text()) == (200, "của Zalo")
            assert answer.content_type == "text/html"
        async with http.get(server.make_url("/")) as answer:
            page = await answer.text()
    tag = '<meta name="zalo-platform-site-verification" content="mã&quot;9">'
    assert tag in page.partition("</head>")[0]


def test_another_file_is_not_served(tmp_path: Path) -> None:
    """Whatever somebody wrote into the settings."""
    secret = tmp_path / "config.yaml"
    secret.write_text("bí mật", "utf-8")
    for file in (None, secret, tmp_path / "zalo_verifierABC.html", tmp_path):
        assert verification_routes(file) == []
