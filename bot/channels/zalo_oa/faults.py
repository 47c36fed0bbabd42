"""What Zalo's refusals mean for a delivery: act, try again, renew the token, give up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.errors import DeliveryError
from bot.services.hold import HELD

Act = Literal["later", "renew", "closed", "gone", "night", "account", "bug"]

NIGHT_ENDS = time(6)
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
"""Zalo's own clock, wherever we are."""
A_MINUTE, A_QUARTER, HOURS = 60.0, 900.0, 6 * 3600.0
REASON_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Meaning:
    """One of Zalo's codes."""

    act: Act
    reason: str
    """For an administrator."""
    wait: float | None = None
    """Seconds; None: as after any failure."""


_CODES: dict[int, Meaning] = {
    -32: Meaning("later", "gọi quá nhanh", A_MINUTE),
    -200: Meaning("later", "Zalo gửi không được"),
    -218: Meaning("later", "người này đã nhận đủ số tin", HOURS),
    -234: Meaning("night", "loại tin này không gửi từ 22 giờ đến 6 giờ"),
    -213: Meaning("gone", "người này không còn quan tâm OA"),
    -217: Meaning("gone", "người này chặn lời mời"),
    -222: Meaning("gone", "tài khoản bị khoá hoặc lâu không dùng"),
    -227: Meaning("gone", "tài khoản bị khoá hoặc quá 45 ngày không dùng"),
    -244: Meaning("gone", "người này từ chối loại tin này"),
    -204: Meaning("account", "OA đã bị xoá hoặc khoá", A_QUARTER),
    -205: Meaning("account", "OA không tồn tại", A_QUARTER),
    -207: Meaning("account", "OA chưa đăng ký bên thứ ba", A_QUARTER),
    -208: Meaning("account", "OA chưa có khoá bí mật", A_QUARTER),
    -209: Meaning("account", "ứng dụng chưa được kích hoạt", A_QUARTER),
    -211: Meaning("account", "hết hạn mức gửi", HOURS),
    -212: Meaning("account", "OA hoặc ứng dụng chưa đăng ký API này", A_QUARTER),
    -215: Meaning("account", "sai app_id", A_QUARTER),
    -219: Meaning("account", "ứng dụng bị gỡ hoặc bị khoá", A_QUARTER),
    -221: Meaning("account", "OA chưa xác thực", A_QUARTER),
    -223: Meaning("account", "OA chưa cấp quyền này cho ứng dụng", A_QUARTER),
    -224: Meaning("account", "gói của OA không có OpenAPI, cần nâng gói", A_QUARTER),
    -235: Meaning("account", "API không dành cho loại OA này", A_QUARTER),
    -242: Meaning("account", "sai appsecret_proof: hãy tắt mục này của ứng dụng", A_QUARTER),
    -248: Meaning("account", "vi phạm chính sách của Zalo", HOURS),
    -320: Meaning("account", "ứng dụng chưa liên kết Zalo Business Account", A_QUARTER),
    -321: Meaning("account", "Zalo Business Account hết tiền", HOURS),
    -201: Meaning("bug", "tham số không hợp lệ"),
    -210: Meaning("bug", "tham số quá giới hạn"),
    -233: Meaning("bug", "loại tin không được hỗ trợ"),
    -240: Meaning("bug", "API phiên bản cũ đã đóng"),
}
for _code in (-216, -220, -124, 216, 401, -401):
    _CODES[_code] = Meaning("renew", "access token hết hạn hoặc bị thu hồi")
for _code in (-230, -232, -305, -311):
    _CODES[_code] = Meaning("closed", "người này lâu không nhắn cho OA")
_UNKNOWN = Meaning("bug", "lỗi chưa biết")


class RefusedError(Exception):
    """Zalo answered that it will not; nothing was sent."""

    def __init__(self, code: int, text: str = "", wait: float | None = None) -> None:
        super().__init__(f"Zalo {code}")
        self.code = code
        self.text = text[:REASON_LENGTH]
        self.wait = wait
        """Seconds that Zalo named."""


class UnreachableError(Exception):
    """Nothing can have arrived; the text names the kind of failure and no more."""


class UnclearError(Exception):
    """It may have arrived: no answer came, or one that cannot be read."""


def meaning_of(code: int) -> Meaning:
    """What to do about a code."""
    return _CODES.get(code, _UNKNOWN)


def reason_of(error: RefusedError) -> str:
    """For an administrator to read."""
    said = f" ({error.text})" if meaning_of(error.code) is _UNKNOWN and error.text else ""
    return f"Zalo {error.code}: {meaning_of(error.code).reason}{said}"


def fault_of(error: RefusedError, now: datetime) -> DeliveryError:
    """Whether to try again, and when."""
    meaning, reason = meaning_of(error.code), reason_of(error)
    match meaning.act:
        case "closed":
            return DeliveryError(HELD, permanent=True)
        case "gone":
            return DeliveryError(reason, permanent=True, unreachable=True)
        case "bug":
            return DeliveryError(reason, permanent=True)
        case "night":
            return DeliveryError(reason, retry_after=until_morning(now))
        case _:
            return DeliveryError(reason, retry_after=error.wait or meaning.wait)


def until_morning(now: datetime) -> float:
    """Seconds until Zalo sends again what it does not send at night."""
    here = now.astimezone(VIETNAM)
    morning = datetime.combine(here.date(), NIGHT_ENDS, VIETNAM)
    if morning <= here:
        morning += timedelta(days=1)
    return (morning - here).total_seconds()
