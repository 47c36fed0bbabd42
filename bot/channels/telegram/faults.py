"""What an error of python-telegram-bot means for a delivery."""

from __future__ import annotations

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.errors import DeliveryError

NEVER_LEFT = {"ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol"}
"""Errors of the HTTP client after which Telegram cannot have received anything."""
NOBODY_KNOWS = ("bad gateway", "gateway time")
"""502 and 504: a gateway speaks for a server whose answer it did not get.  Any other status is the
server's own word that it did not do what was asked.
"""
NOBODY_THERE = ("chat not found", "user is deactivated", "chat_id is empty")
REASON_LENGTH = 200


def fault_of(error: TelegramError, token: str) -> Exception:
    """A DeliveryError that says whether to try again, or TimeoutError: it may have arrived."""
    reason = reason_of(error, token)
    if isinstance(error, RetryAfter):
        return DeliveryError(reason, retry_after=seconds_of(error))
    if isinstance(error, ChatMigrated):
        moved = f"nhóm đã chuyển sang mã telegram:{error.new_chat_id}"
        return DeliveryError(moved, permanent=True)
    if isinstance(error, Forbidden | BadRequest):
        is_gone = isinstance(error, Forbidden) or any(
            words in reason.lower() for words in NOBODY_THERE
        )
        return DeliveryError(reason, permanent=True, unreachable=is_gone)
    if isinstance(error, InvalidToken | Conflict) or _did_not_arrive(error):
        # A token can be mended: our account is refused, not the message.
        return DeliveryError(reason)
    return TimeoutError(reason)


def reason_of(error: TelegramError, token: str) -> str:
    """For an administrator to read; the token may stand in the address that was called."""
    return f"{type(error).__name__}: {error.message}".replace(token, "…")[:REASON_LENGTH]


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram asks us to wait."""
    wait = error.retry_after
    return float(wait) if isinstance(wait, int | float) else wait.total_seconds()


def _did_not_arrive(error: TelegramError) -> bool:
    """It never left, or Telegram answered that it failed.  An answer that was cut off, or did not
    come in time, says nothing; nor does a gateway's.
    """
    if not isinstance(error, NetworkError) or error.message.lower().startswith(NOBODY_KNOWS):
        return False
    cause = error.__cause__
    is_status = cause is None or isinstance(cause, TelegramError)
    return is_status or type(cause).__name__ in NEVER_LEFT
