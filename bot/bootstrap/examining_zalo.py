"""Asks Zalo's Official Account how things stand and says how to mend what is wrong."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.bootstrap.answering import local_now
from bot.bootstrap.finding import Finding
from bot.bootstrap.zalo_place import owner_of, place_of
from bot.channels.zalo_oa.checkup import check_up, probe, webhook_url
from bot.channels.zalo_oa.faults import meaning_of
from bot.channels.zalo_oa.observing import REFUSED, UNSIGNED, UPDATE
from bot.channels.zalo_oa.renewal import current
from bot.channels.zalo_oa.verification import is_usable
from bot.errors import KhuyencongError
from bot.storage.database import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.channels.zalo_oa.checkup import Checkup
    from bot.config import Settings
    from bot.ports import KeptTokens

GUIDE = "Từng bước: docs/zalo.md"
LOGIN = "Chạy: khuyencong zalo login"
SECRETS = (
    "Điền zalo_oa.oa_secret: Khoá bí mật của OA, ở trang Webhook của ứng dụng, chỉ hiện sau khi đã "
    "lưu địa chỉ webhook. Chưa có thì bot bỏ qua mọi tin từ Zalo."
)
EVENTS = (
    "Trên developers.zalo.me, trang Webhook: lưu địa chỉ này, bật từng sự kiện (mặc định đều tắt), "
    "xem OA đã cấp quyền cho ứng dụng chưa. Rồi nhắn thử cho OA."
)
BAD_SIGNATURE = (
    "Xem lại zalo_oa.oa_secret (khoá của OA, không phải app_secret), zalo_oa.app_id, và proxy phía "
    "trước không được sửa nội dung. Đặt lại khoá ở Zalo thì khoá cũ mất hiệu lực ngay."
)
RUN = "Bot có đang chạy không? khuyencong run tự đổi token trước khi hết hạn."
LEFT_SOON = "Bot phải chạy để đổi token; nếu quá hạn thì đăng nhập lại: khuyencong zalo login"
CLOCK = "Chỉnh đồng hồ máy (NTP): thời gian được trả lời người hỏi tính theo giờ."
PACKAGE = "Xem gói, xác thực và quyền của OA trên oa.zalo.me; bảng mã lỗi ở docs/zalo.md."
REACH = "Mở thử địa chỉ này từ bên ngoài: tên miền, chứng chỉ https, và proxy chuyển /zalo/ về bot."
NO_QUOTA = "Chỉ cần khi can_send_counted: true. Mua thêm, hoặc để false: bot giữ tin, báo gọi điện."
VARIANTS = {"header": "header", "body": "nội dung"}
SOON, SKEWED, LONG_AGO = timedelta(days=14), 120.0, timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is remembered of Zalo."""

    tokens: KeptTokens | None
    notices: dict[str, tuple[str, datetime]]


def examine_zalo(settings: Settings) -> Iterator[Finding]:
    """Settings, tokens, the account, the webhook."""
    zalo = settings.zalo_oa
    if zalo.verification_file is not None and not is_usable(zalo.verification_file):
        what = f"Zalo OA: không dùng được tệp xác thực {zalo.verification_file}"
        yield Finding("error", what, "Đặt đúng tệp zalo_verifier….html đã tải, giữ nguyên tên.")
    if not zalo.is_connected:
        yield Finding("ok", "Zalo OA: không dùng", GUIDE)
        return
    try:
        kept = _read(settings)
    except KhuyencongError as error:
        yield Finding("error", f"Zalo OA: không đọc được token ({error})", "Xem cơ sở dữ liệu.")
        return
    yield from _tokens(settings, kept)
    yield from _webhook(settings, kept)


def _read(settings: Settings) -> Kept:
    store = open_store(settings.database.url)
    try:
        tokens = current(store, owner_of(settings), local_now(settings))
        with store.transaction() as kept:
            found = {name: kept.notices.get(name) for name in (UPDATE, REFUSED, UNSIGNED)}
    finally:
        store.close()
    return Kept(tokens, {name: one for name, one in found.items() if one is not None})


def _tokens(settings: Settings, kept: Kept) -> Iterator[Finding]:
    now = local_now(settings)
    if kept.tokens is None:
        yield Finding("error", "Zalo OA: chưa đăng nhập", LOGIN)
        return
    pair, trouble = kept.tokens.pair, kept.tokens.trouble
    if trouble:
        yield Finding("error", f"Zalo OA: refresh token không dùng được nữa ({trouble})", LOGIN)
    else:
        yield _life(pair.refresh_expires_at - now)
    if not pair.access:
        yield Finding("warning", "Zalo OA: chưa đổi refresh token lần đầu", RUN)
    elif pair.expires_at <= now:
        expired = f"{pair.expires_at.astimezone(settings.zone):%H:%M %d/%m/%Y}"
        yield Finding("error", f"Zalo OA: access token hết hạn lúc {expired}", RUN)
    else:
        found = asyncio.run(check_up(place_of(settings), pair.access))
        yield from _account(settings, found)


def _life(left: timedelta) -> Finding:
    what = f"Zalo OA: refresh token còn {max(left.days, 0)} ngày"
    return Finding("warning", what, LEFT_SOON) if left < SOON else Finding("ok", what)


def _account(settings: Settings, found: Checkup) -> Iterator[Finding]:
    if found.failure:
        mend = RUN if meaning_of(found.code).act == "renew" else PACKAGE
        if not found.code:
            mend = "Máy này có ra được internet tới openapi.zalo.me không?"
        yield Finding("error", f"Zalo OA: không hỏi được: {found.failure}", mend)
        return
    package = f", gói {found.package}" if found.package else ""
    yield Finding("ok", f"Zalo OA: token đúng, OA {found.name} ({found.account}){package}")
    wanted = settings.zalo_oa.oa_id
    if wanted and found.account and wanted != found.account:
        what = f"Zalo OA: zalo_oa.oa_id là {wanted}, đang đăng nhập OA {found.account}"
        yield Finding("error", what, "Sửa zalo_oa.oa_id, hoặc đăng nhập lại đúng OA.")
    if found.quota:
        is_needed = settings.zalo_oa.can_send_counted and found.quota.startswith("0/")
        what = f"Zalo OA: hạn mức tin sau 48 giờ còn {found.quota}"
        yield Finding("warning", what, NO_QUOTA) if is_needed else Finding("ok", what)
    if found.skew is not None and abs(found.skew) > SKEWED:
        yield Finding("warning", f"Zalo OA: đồng hồ máy lệch {found.skew:.0f} giây", CLOCK)


def _webhook(settings: Settings, kept: Kept) -> Iterator[Finding]:
    if settings.zalo_oa.oa_secret is None:
        yield Finding("warning", "Zalo OA: chưa có zalo_oa.oa_secret", SECRETS)
    yield from _place(settings)
    yield _last(settings, kept)
    refused, update = kept.notices.get(REFUSED), kept.notices.get(UPDATE)
    if refused and (update is None or refused[1] > update[1]):
        at = f"{refused[1].astimezone(settings.zone):%H:%M %d/%m/%Y}"
        yield Finding("error", f"Zalo OA: tin gần nhất có chữ ký sai, lúc {at}", BAD_SIGNATURE)


def _place(settings: Settings) -> Iterator[Finding]:
    """Where Zalo posts to is known to its console alone; whether we are there can be tried."""
    if settings.web.public_url is None:
        what = "Zalo OA: chưa có web.public_url nên không rõ địa chỉ webhook"
        yield Finding("warning", what, "Đặt web.public_url là địa chỉ https nhìn từ bên ngoài.")
        return
    url = webhook_url(settings.web.public_url)
    if not url.startswith("https://"):
        yield Finding("warning", f"Zalo OA: {url} không phải https", "Zalo chỉ gửi tới https.")
    why = asyncio.run(probe(place_of(settings), url))
    if why:
        yield Finding("warning", f"Zalo OA: gọi thử {url} không được ({why})", f"{RUN} {REACH}")
    else:
        yield Finding("ok", f"Zalo OA: webhook trả lời ở {url}")


def _last(settings: Settings, kept: Kept) -> Finding:
    update = kept.notices.get(UPDATE)
    if update is None:
        return Finding("warning", "Zalo OA: chưa nhận được tin nào từ Zalo", EVENTS)
    text, seen_at = update
    variant, _, skew = text.partition(" ")
    at = f"{seen_at.astimezone(settings.zone):%H:%M %d/%m/%Y}"
    what = f"Zalo OA: tin gần nhất lúc {at}, chữ ký theo giờ trong {VARIANTS.get(variant, variant)}"
    if skew:
        what += f", tới sau {skew} giây"
    if local_now(settings) - seen_at > LONG_AGO:
        return Finding("warning", what, EVENTS)
    if skew and float(skew) < -SKEWED:
        return Finding("warning", what, CLOCK)
    return Finding("ok", what)
