"""What the API refuses, and what that means for a delivery."""

from __future__ import annotations

from bot.errors import DeliveryError

TIMEOUT, TOO_MANY = 408, 429
WRONG_TOKEN = 401
NOT_FOUND = 404
MESSAGE_IS_WRONG = {400, NOT_FOUND, 405, 413, 422}
"""Codes with which the platform itself refuses this message for good.  403 is none of them: its
documents call it an internal error.
"""
NOBODY_KNOWS = {200, 502, 504}
"""Statuses of an answer that cannot be read: whoever wrote it may have passed the message on."""
REASON_LENGTH = 200


class ApiError(Exception):
    """A call did not come to a result.  Its text never holds the token."""

    def __init__(
        self,
        reason: str,
        code: int = 0,
        *,
        retry_after: float | None = None,
        is_unclear: bool = False,
    ) -> None:
        super().__init__(reason)
        self.code = code
        """As the platform says; 0: it was not the platform that spoke."""
        self.retry_after = retry_after
        """Seconds that it asks us to wait, if it does."""
        self.is_unclear = is_unclear
        """True: what was asked may have been done."""


def unclear(reason: str) -> ApiError:
    """Nobody knows whether it was done."""
    return ApiError(reason, is_unclear=True)


def refused(status: int, said: object, retry_after: str, token: str) -> ApiError:
    """From an answer that is no result: JSON of the platform, or whatever somebody else wrote."""
    if not isinstance(said, dict):
        is_unclear = status in NOBODY_KNOWS
        code = status if status in {TIMEOUT, TOO_MANY} else 0
        wait = _seconds(retry_after)
        return ApiError(f"HTTP {status}", code, retry_after=wait, is_unclear=is_unclear)
    code = _number(said.get("error_code") or said.get("errorCode")) or status
    about = said.get("parameters")
    asked = about.get("retry_after") if isinstance(about, dict) else None
    reason = f"{code} {said.get('description') or ''}".replace(token, "…").strip()
    return ApiError(
        reason[:REASON_LENGTH], code, retry_after=_seconds(retry_after if asked is None else asked)
    )


def fault_of(error: ApiError) -> Exception:
    """A DeliveryError that says whether to try again, or TimeoutError: it may have arrived."""
    reason = f"Zalo Bot: {error}"
    if error.is_unclear or error.code == TIMEOUT:
        return TimeoutError(reason)
    if error.code in MESSAGE_IS_WRONG:
        return DeliveryError(reason, permanent=True, unreachable=error.code == NOT_FOUND)
    # A wrong token can be mended: our account is refused, not the message.
    return DeliveryError(reason, retry_after=error.retry_after)


def _number(value: object) -> int:
    return int(str(value)) if str(value).lstrip("-").isdecimal() else 0


def _seconds(value: object) -> float | None:
    """None for no time, and for one that nobody waits."""
    try:
        seconds = float(str(value))
    except (TypeError, ValueError):
        return None
    return seconds if 0 <= seconds < float("inf") else None
