"""Asks Telegram how things stand, for `khuyencong doctor`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.client import Client
from bot.channels.telegram.faults import reason_of
from bot.channels.telegram.webhook import PATH

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Checkup:
    """What Telegram told."""

    username: str = ""
    webhook: str = ""
    """Where Telegram posts Updates; empty: nowhere, they are fetched."""
    waiting: int = 0
    """Updates that nobody has taken yet."""
    last_error: str = ""
    last_error_at: datetime | None = None
    is_token_wrong: bool = False
    failure: str = ""
    """Why nothing could be told."""
    webhook_failure: str = ""
    """Why it could not be told where Updates go."""


async def check_up(token: str, base_url: str) -> Checkup:
    """Never raises."""
    async with Client(token, base_url) as client:
        try:
            me = await client.bot.get_me()
        except InvalidToken:
            return Checkup(is_token_wrong=True)
        except TelegramError as error:
            return Checkup(failure=reason_of(error, token))
        username = me.username or ""
        try:
            webhook = await client.bot.get_webhook_info()
        except TelegramError as error:
            return Checkup(username, webhook_failure=reason_of(error, token))
    return Checkup(
        username,
        webhook.url,
        webhook.pending_update_count,
        webhook.last_error_message or "",
        webhook.last_error_date,
    )


def webhook_url(public_url: str) -> str:
    """Where Telegram is to post."""
    return public_url.rstrip("/") + PATH
