"""What a single setting must look like.  Each takes a value and gives it back, or raises ValueError
with what would be right.
"""

from __future__ import annotations

import re
from datetime import time
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DEFAULT_ZONE = "Asia/Ho_Chi_Minh"
_TOKEN = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{1,100}", re.ASCII)
_ZALO_TOKEN = re.compile(r"\d{1,30}:[^\s/?#%]{1,300}", re.ASCII)
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}", re.ASCII)
_PRINTABLE = re.compile(r"[\x21-\x7e]{8,4096}", re.ASCII)


def known_zone(name: str) -> str:
    """A timezone that this machine knows."""
    if _has_zone(name):
        return name
    if _has_zone(DEFAULT_ZONE):
        raise ValueError(f"không có múi giờ “{name}”, ví dụ đúng: {DEFAULT_ZONE}")
    raise ValueError(
        f"máy này không có dữ liệu múi giờ nên không đọc được “{name}”; "
        "hãy cài lại gói tzdata: python -m pip install --force-reinstall tzdata"
    )


def _has_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder, an unreadable file
        return False
    return True


def server(url: str) -> str:
    """The address of a mail server."""
    try:
        parts = urlsplit(url)
        is_whole = bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_whole = False
    if not is_whole:  # without the value: it holds a password
        raise ValueError(
            "cần dạng smtp://tên:mật-khẩu@máy:587; ký tự lạ trong mật khẩu viết như %40, %2F, %5B"
        )
    return url


def api(url: str) -> str:
    """The address of an API of Telegram's shape."""
    if not url.startswith(("http://", "https://")) or not url.endswith("/bot"):
        raise ValueError("cần một địa chỉ http(s) kết thúc bằng /bot")
    return url


def token(token: str) -> str:
    """A token of BotFather."""
    if not _TOKEN.fullmatch(token):  # without the value, here and below: it is a secret
        raise ValueError("token do BotFather cấp có dạng 123456789:chữ-và-số")
    return token


def zalo_api(url: str) -> str:
    """The address of an API of the Zalo Bot Platform."""
    if not url.startswith(("http://", "https://")):
        raise ValueError("cần một địa chỉ http(s), ví dụ: https://bot-api.zaloplatforms.com")
    return url


def zalo_token(token: str) -> str:
    """A token of the Zalo Bot Creator."""
    if not _ZALO_TOKEN.fullmatch(token):
        raise ValueError("token của Zalo Bot Creator có dạng 123456789:chữ-và-số")
    return token


def secret(secret: str) -> str:
    """What a webhook is told and tells."""
    if not _SECRET.fullmatch(secret):
        raise ValueError("chỉ gồm chữ không dấu, số, _ và -, dài từ 16 đến 256 ký tự")
    return secret


def header(secret: str) -> str:
    """Travels in a header or is part of a sum."""
    if not _PRINTABLE.fullmatch(secret):
        raise ValueError("chỉ gồm chữ không dấu, số và dấu, không có khoảng trắng; chép lại cho đủ")
    return secret


def base(url: str) -> str:
    """The address of one of Zalo's APIs, without a slash at its end."""
    if not url.startswith(("http://", "https://")):
        raise ValueError("cần một địa chỉ http(s), ví dụ https://openapi.zalo.me")
    return url.rstrip("/")


def local(at: time) -> time:
    """A time of day without a timezone."""
    if at.tzinfo is not None:
        raise ValueError("chỉ ghi giờ và phút, ví dụ 07:00; múi giờ đặt ở timezone")
    return at


def listed(value: object) -> object:
    """A list as it is written in a variable of the environment: separated by commas."""
    return value.split(",") if isinstance(value, str) else value
