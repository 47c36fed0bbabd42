"""Puts a rehearsal together and takes it apart again."""

from __future__ import annotations

import socket
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from aiohttp import web

from bot.bootstrap.stopping import stop_signal
from bot.rehearsal.bot_process import BotProcess
from bot.rehearsal.desks import TelegramDesk, ZaloBotDesk, ZaloOaDesk
from bot.rehearsal.fakes import telegram, zalo_bot, zalo_oa
from bot.rehearsal.misbehavior import ALL
from bot.rehearsal.page import StagePage
from bot.rehearsal.rehearsal import Rehearsal
from bot.rehearsal.stage import Stage
from bot.rehearsal.switches import Platforms, Switchboard

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

HOST = "127.0.0.1"
HURRY = 0.02
"""Zalo's waits between repeats, times their real length: after two minutes it gives up."""
BEGINNING = "Đang khởi động bot và các nền tảng giả…"
BEGUN = "Trang diễn tập: {}   (dừng bằng Ctrl-C)"
OVER = "Đã hết diễn tập, mọi thứ đã xoá."


@asynccontextmanager
async def staged(knowledge: Path, port: int = 0) -> AsyncIterator[tuple[str, Rehearsal]]:
    """The address of the page, for as long as the block lasts.

    Raises DidNotStartError; OSError where the port is taken.
    """
    async with AsyncExitStack() as stack:
        temporary = TemporaryDirectory(prefix="khuyencong-dien-tap-", ignore_cleanup_errors=True)
        folder = Path(stack.enter_context(temporary))
        stage = Stage()
        platforms = await _open_platforms(stage, stack)
        web_port = _free_port()
        process = BotProcess(folder, settings_for(platforms, knowledge, web_port), stage.watch)
        board = Switchboard(platforms, ALL)
        url = f"http://{HOST}:{web_port}"
        rehearsal = Rehearsal(stage, platforms, board, process, folder, url)
        rehearsal.receive_on(rehearsal.receives_on)
        page = await _open_page(rehearsal, port, stack)
        stack.push_async_callback(process.stop)
        await process.start()
        await rehearsal.register()
        yield page, rehearsal


async def rehearse(knowledge: Path, port: int, announce: Callable[[str], object]) -> None:
    """Until SIGTERM or SIGINT."""
    stopped = stop_signal()
    announce(BEGINNING)
    async with staged(knowledge, port) as (url, _):
        announce(BEGUN.format(url))
        await stopped.wait()
    announce(OVER)


def settings_for(platforms: Platforms, knowledge: Path, port: int) -> dict[str, str]:
    """The bot, connected to the fakes by nothing but their addresses."""
    zalo = platforms.zalo_oa
    return {
        "KNOWLEDGE__DIR": str(knowledge.absolute()),
        "WEB__PORT": str(port),
        "WEB__PUBLIC_URL": f"http://{HOST}:{port}",
        "DIGEST__DAILY": "false",
        "TELEGRAM__TOKEN": telegram.TOKEN,
        "TELEGRAM__BASE_URL": platforms.telegram.base_url,
        "ZALO_BOT__TOKEN": zalo_bot.TOKEN,
        "ZALO_BOT__BASE_URL": platforms.zalo_bot.base_url,
        "ZALO_OA__APP_ID": zalo_oa.APP_ID,
        "ZALO_OA__APP_SECRET": zalo_oa.APP_SECRET,
        "ZALO_OA__OA_SECRET": zalo_oa.OA_SECRET,
        "ZALO_OA__OA_ID": zalo_oa.OA_ID,
        "ZALO_OA__REFRESH_TOKEN": zalo.tokens.pair()["refresh_token"],
        "ZALO_OA__API_BASE": zalo.url,
        "ZALO_OA__OAUTH_BASE": zalo.url,
        "ZALO_OA__BUSINESS_BASE": zalo.url,
    }


async def _open_platforms(stage: Stage, stack: AsyncExitStack) -> Platforms:
    platforms = Platforms(
        await stack.enter_async_context(telegram.FakeTelegram(watch=stage.watch)),
        await stack.enter_async_context(zalo_oa.FakeZalo(watch=stage.watch)),
        await stack.enter_async_context(zalo_bot.FakeZaloBot(watch=stage.watch)),
    )
    platforms.zalo_oa.switches.pace = HURRY
    stage.open(
        {
            "zalo_oa": ZaloOaDesk(platforms.zalo_oa),
            "telegram": TelegramDesk(platforms.telegram),
            "zalo_bot": ZaloBotDesk(platforms.zalo_bot),
        }
    )
    return platforms


async def _open_page(rehearsal: Rehearsal, port: int, stack: AsyncExitStack) -> str:
    runner = web.AppRunner(StagePage(rehearsal).app(), access_log=None, shutdown_timeout=1)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    await web.TCPSite(runner, HOST, port).start()
    return f"http://{HOST}:{runner.addresses[0][1]}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
