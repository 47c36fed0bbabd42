"""The first words with Telegram: who we are, how Updates come, which commands there are."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog
from telegram import BotCommand
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram.commands import COMMANDS
from bot.channels.telegram.faults import seconds_of
from bot.channels.telegram.reading import Myself
from bot.services.trace import trace

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from telegram import Bot

FIRST_WAIT = 1.0
LONGEST_WAIT = 60.0
WRONG_TOKEN = "Telegram không nhận telegram.token; lấy token đúng từ BotFather"  # noqa: S105

log = structlog.get_logger()


class Waits:
    """How long to wait after failures in a row: twice as long each time, up to a limit, or as
    long as Telegram asks.
    """

    def __init__(self, first: float = FIRST_WAIT) -> None:
        self._first = first
        self._next = first

    def after(self, error: Exception) -> float:
        """Seconds."""
        wait, self._next = self._next, min(self._next * 2, LONGEST_WAIT)
        return seconds_of(error) if isinstance(error, RetryAfter) else wait

    def reset(self) -> None:
        """It went well."""
        self._next = self._first


async def connect(bot: Bot, switch: Callable[[], Awaitable[object]]) -> Myself:
    """Try until Telegram knows us; `switch` chooses between polling and webhook."""
    waits = Waits()
    while True:
        try:
            me = await bot.get_me()
            await switch()
            await _show_commands(bot)
        except TelegramError as error:
            wait = waits.after(error)
            what = WRONG_TOKEN if isinstance(error, InvalidToken) else "chưa nối được Telegram"
            log.warning(what, error=type(error).__name__, seconds=wait)
            await asyncio.sleep(wait)
        except Exception as error:  # noqa: BLE001 - the other channels go on, whatever it answers
            trace("không đọc được câu trả lời của Telegram", error)
            await asyncio.sleep(waits.after(error))
        else:
            log.info("đã nối Telegram", bot=me.username)
            return Myself(me.id, me.username or "")


async def _show_commands(bot: Bot) -> None:
    """Whoever knows a command can type it: without the menu the bot works all the same."""
    menu = [BotCommand(command.name, command.title) for command in COMMANDS]
    try:
        await bot.set_my_commands(menu)
    except TelegramError as error:
        log.warning("chưa đặt được danh mục lệnh trên Telegram", error=type(error).__name__)
