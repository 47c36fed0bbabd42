"""Asks Telegram how things stand and says how to mend what is wrong."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.bootstrap.examining_traffic import examine_clock, examine_last
from bot.bootstrap.finding import Finding
from bot.channels.telegram.checkup import check_up, webhook_url
from bot.channels.telegram.reading import NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.channels.telegram.checkup import Checkup
    from bot.config import Settings

GUIDE = "Từng bước: docs/telegram.md"
ASK_BOTFATHER = (
    "Lấy lại token: nhắn /token cho BotFather, ghi vào telegram.token hoặc vào tệp của "
    "KHUYENCONG_TELEGRAM__TOKEN_FILE."
)
NO_WAY_OUT = (
    "Máy này có ra được internet tới Telegram không? Nếu đi qua proxy thì đặt biến HTTPS_PROXY."
)
NOT_HTTPS = (
    "Telegram chỉ gửi tới địa chỉ https; sửa web.public_url, hoặc để telegram.mode: polling."
)
SET_AGAIN = "Chạy (lại) khuyencong run: bot tự đặt webhook theo web.public_url."
ELSEWHERE = (
    "khuyencong run sẽ gỡ webhook đó để tự hỏi tin; nếu chương trình khác đang dùng bot này, "
    "hãy tạo bot riêng bằng BotFather."
)
CANNOT_POST = (
    "Mở thử web.public_url từ một máy bên ngoài; chứng chỉ https phải còn hạn, "
    "cổng phải là 443, 80, 88 hoặc 8443."
)
DOES_NOT_FIT = (
    "Bot từ chối vì chuỗi bí mật không khớp: chạy lại khuyencong run để bot báo Telegram chuỗi "
    "đang dùng. Hai bot chung một token thì dừng một."
)
NOT_TOLD = (
    "Chạy lại lệnh này sau ít phút. Nếu telegram.base_url là máy chủ riêng thì máy ấy có thể không "
    "biết lệnh getWebhookInfo."
)
TRY = "Chạy khuyencong run, mở t.me/{}, bấm Start, gửi một câu rồi chạy lại lệnh này."
RUN = "Bot có đang chạy không? Chạy: khuyencong run. Telegram giữ tin 24 giờ."


def examine_telegram(settings: Settings) -> Iterator[Finding]:
    """The token, then the way Updates come in."""
    token = settings.telegram.token
    if token is None:
        yield Finding("ok", "Telegram: không dùng", GUIDE)
        return
    found = asyncio.run(check_up(token, settings.telegram.base_url))
    if found.is_token_wrong:
        yield Finding("error", "Telegram: token không được chấp nhận", ASK_BOTFATHER)
    elif found.failure:
        yield Finding("error", f"Telegram: không hỏi được ({found.failure})", NO_WAY_OUT)
    else:
        yield Finding("ok", f"Telegram: token đúng, bot là @{found.username}")
        yield from _incoming(settings, found)
        yield from examine_last(settings, NAME, "Telegram", TRY.format(found.username))
        yield from examine_clock("Telegram", settings.telegram.base_url)


def _incoming(settings: Settings, found: Checkup) -> Iterator[Finding]:
    if found.webhook_failure:
        what = f"Telegram: không hỏi được webhook ({found.webhook_failure})"
        yield Finding("warning", what, NOT_TOLD)
    elif settings.telegram.mode == "webhook":
        yield from _webhook(settings.web.public_url or "", found)
    elif found.webhook:
        yield Finding("warning", f"Telegram: tin đang được gửi tới {found.webhook}", ELSEWHERE)
    if found.waiting:
        yield Finding("warning", f"Telegram: {found.waiting} tin đang chờ bot lấy", RUN)


def _webhook(public_url: str, found: Checkup) -> Iterator[Finding]:
    wanted = webhook_url(public_url)
    if not wanted.startswith("https://"):
        yield Finding("error", f"Telegram: webhook {wanted} không phải https", NOT_HTTPS)
    elif found.webhook != wanted:
        actual = found.webhook or "chưa đặt"
        yield Finding("error", f"Telegram: webhook là {actual}, phải là {wanted}", SET_AGAIN)
    else:
        yield Finding("ok", f"Telegram: webhook ở {wanted}")
    if found.last_error:
        at = f"{found.last_error_at:%H:%M %d/%m/%Y} UTC" if found.last_error_at else "gần đây"
        what = f"Telegram: lỗi khi gửi tới webhook lúc {at}: {found.last_error}"
        yield Finding("warning", what, DOES_NOT_FIT if "403" in found.last_error else CANNOT_POST)
