"""The first authorization: a page of Zalo's where an administrator agrees, and what it comes to."""

from __future__ import annotations

import base64
import hashlib
import secrets
import string
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

from aiohttp import web

from bot.channels.zalo_oa.renewal import pair_of
from bot.errors import KhuyencongError

if TYPE_CHECKING:
    from datetime import datetime

    from bot.channels.zalo_oa.client import Client
    from bot.ports import TokenPair

PATH = "/zalo/login"
LETTERS = string.ascii_letters + string.digits
LENGTH = 43
SHOWN = """<!doctype html>
<html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Đăng nhập Zalo</title>
<h1>Đã có mã của Zalo</h1>
<p>Chép <b>toàn bộ địa chỉ</b> trên thanh địa chỉ của trình duyệt, dán vào cửa sổ đang chạy lệnh
<code>khuyencong zalo login</code> rồi nhấn Enter. Mã chỉ dùng một lần, trong 10 phút.</p>
</html>
"""
REFUSALS = {
    "-14003": "địa chỉ callback không khớp với địa chỉ đã khai trong mục Official Account của ứng "
    "dụng (phải giống từng chữ, kể cả dấu / ở cuối), hoặc tên miền chưa xác thực",
}


class LoginError(KhuyencongError):
    """The authorization did not come about."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One authorization.  Only who began it can finish it."""

    redirect_uri: str
    verifier: str = field(
        default_factory=lambda: "".join(secrets.choice(LETTERS) for _ in range(LENGTH)), repr=False
    )
    state: str = field(default_factory=lambda: secrets.token_urlsafe(16), repr=False)

    def url(self, oauth_base: str, app_id: str) -> str:
        """The page where the administrator chooses the account and agrees."""
        asked = {
            "app_id": app_id,
            "redirect_uri": self.redirect_uri,
            "code_challenge": challenge_of(self.verifier),
            "state": self.state,
        }
        return f"{oauth_base}/v4/oa/permission?{urlencode(asked)}"

    def read(self, address: str) -> tuple[str, str]:
        """The code and the account, from the address to which the browser was sent.
        Raises LoginError.
        """
        said = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        if "error_code" in said:
            why = REFUSALS.get(said["error_code"], "xem docs/zalo.md")
            raise LoginError(f"Zalo từ chối ({said['error_code']}): {why}.")
        if "code" not in said:
            raise LoginError("Địa chỉ này không có mã (code=…). Chép lại cả thanh địa chỉ.")
        if said.get("state") != self.state:
            raise LoginError("Mã này không phải của lần đăng nhập này. Chạy lại từ đầu.")
        return said["code"], said.get("oa_id", "")

    async def finish(self, client: Client, code: str, now: datetime) -> TokenPair:
        """The first pair of tokens.  Raises as `Client.buy`."""
        told = await client.buy(
            {"grant_type": "authorization_code", "code": code, "code_verifier": self.verifier}
        )
        return pair_of(told, now)


def challenge_of(verifier: str) -> str:
    """What Zalo is shown of it beforehand."""
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def login_routes() -> list[web.RouteDef]:
    """Where the browser ends up; the code in the address is worth nothing to anybody else."""

    async def show(_request: web.Request) -> web.Response:
        return web.Response(text=SHOWN, content_type="text/html")

    return [web.get(PATH, show)]
