"""Asks the Zalo Bot Platform how things stand and says how to mend what is wrong."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.bootstrap.answering import local_now
from bot.bootstrap.examining_traffic import ask_store, examine_clock, examine_last
from bot.bootstrap.finding import Finding
from bot.channels.zalo_bot.checkup import check_up
from bot.channels.zalo_bot.reading import NAME
from bot.channels.zalo_bot.webhook import webhook_url
from bot.errors import KhuyencongError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.channels.zalo_bot.checkup import Checkup
    from bot.config import Settings

GUIDE = "Từng bước: docs/zalo-bot.md"
ASK_ZALO = (
    "Lấy lại token trong mini app Zalo Bot Creator, ghi vào zalo_bot.token hoặc vào tệp của "
    "KHUYENCONG_ZALO_BOT__TOKEN_FILE."
)
NO_WAY_OUT = (
    "Máy này có ra được internet tới Zalo không? Nếu đi qua proxy thì đặt biến HTTPS_PROXY. "
    "Xem lại zalo_bot.base_url."
)
NOT_HTTPS = "Zalo chỉ gửi tới địa chỉ https; sửa web.public_url, hoặc để zalo_bot.mode: polling."
SET_AGAIN = "Chạy (lại) khuyencong run: bot tự đặt webhook theo web.public_url."
ELSEWHERE = (
    "khuyencong run sẽ gỡ webhook đó để tự hỏi tin; nếu chương trình khác đang dùng bot này, "
    "hãy tạo bot riêng."
)
CANNOT_POST = (
    "Bot có đang chạy không? Mở thử web.public_url từ một máy bên ngoài; chứng chỉ https phải còn "
    "hạn, proxy phải chuyển /zalo/ về cổng của bot và không chuyển hướng."
)
TRY = "Chạy khuyencong run, nhắn cho bot một câu trên Zalo rồi chạy lại lệnh này."
MONTHLY, NEARLY = 3000, 2700
"""Messages that the free plan lets a bot send in a month."""
MORE = (
    "Hết hạn mức thì Zalo từ chối đến đầu tháng sau. Nâng gói, hoặc phục vụ bằng Zalo Official "
    "Account."
)
FREE_PLAN = (
    "Gói miễn phí: tối đa 50 người, 3.000 tin gửi mỗi tháng; hợp cho cộng tác viên và chạy thử. "
    "Phục vụ rộng rãi thì dùng Zalo Official Account."
)


def examine_zalo_bot(settings: Settings) -> Iterator[Finding]:
    """The token, then the way Updates come in."""
    token = settings.zalo_bot.token
    if token is None:
        yield Finding("ok", "Zalo Bot: không dùng", GUIDE)
        return
    found = asyncio.run(check_up(token, settings.zalo_bot.base_url))
    if found.is_token_wrong:
        yield Finding("error", "Zalo Bot: token không được chấp nhận", ASK_ZALO)
    elif found.failure:
        yield Finding("error", f"Zalo Bot: không hỏi được ({found.failure})", NO_WAY_OUT)
    else:
        is_free = found.plan.upper() == "BASIC"
        what = f"Zalo Bot: token đúng, bot là {found.name}"
        yield Finding("ok", what, FREE_PLAN if is_free else "")
        yield from _incoming(settings, found)
        yield from _quota(settings) if is_free else ()
        yield from examine_last(settings, NAME, "Zalo Bot", TRY)
        yield from examine_clock("Zalo Bot", settings.zalo_bot.base_url)


def _incoming(settings: Settings, found: Checkup) -> Iterator[Finding]:
    if settings.zalo_bot.mode == "webhook":
        yield from _webhook(settings.web.public_url or "", found)
    elif found.webhook:
        yield Finding("warning", f"Zalo Bot: tin đang được gửi tới {found.webhook}", ELSEWHERE)


def _webhook(public_url: str, found: Checkup) -> Iterator[Finding]:
    wanted = webhook_url(public_url)
    if not wanted.startswith("https://"):
        yield Finding("error", f"Zalo Bot: webhook {wanted} không phải https", NOT_HTTPS)
    elif found.webhook != wanted:
        actual = found.webhook or "chưa đặt"
        yield Finding("error", f"Zalo Bot: webhook là {actual}, phải là {wanted}", SET_AGAIN)
    else:
        yield Finding("ok", f"Zalo Bot: webhook ở {wanted}")
    if found.outcome and found.outcome != "webhook.ok":
        what = f"Zalo Bot: Zalo gọi thử webhook thì gặp {found.outcome}"
        yield Finding("warning", what, CANNOT_POST)


def _quota(settings: Settings) -> Iterator[Finding]:
    """Zalo does not tell, so what we sent is counted; long Replies go in several messages."""
    now = local_now(settings)
    since = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    try:
        sent = ask_store(settings, lambda kept: kept.outbox.count_sent(NAME, since))
    except KhuyencongError:  # told already
        return
    what = f"Zalo Bot: tháng này đã gửi ít nhất {sent}/{MONTHLY} tin"
    yield Finding("warning", what, MORE) if sent >= NEARLY else Finding("ok", what)
