"""`khuyencong chat`: the same conversation in the terminal, on the same path as every channel."""

from __future__ import annotations

import asyncio
import getpass
import uuid
from typing import TYPE_CHECKING

import click

from bot.bootstrap.talking import Terminal, open_terminal
from bot.message import Address

if TYPE_CHECKING:
    from pathlib import Path

PROMPT = "> "
LEAVE = {"/thoat", "/exit", "/quit"}


@click.command()
@click.option("--as", "who", default=None, help="Tên cuộc trò chuyện (mặc định: tên đăng nhập).")
@click.option("--at", metavar="ISO", help="Trò chuyện như đang ở thời điểm này; không lưu lại gì.")
@click.pass_obj
def command(config: Path | None, who: str | None, at: str | None) -> None:
    """Trò chuyện trong cửa sổ lệnh. Gõ chữ, hoặc số của nút; /thoat để ra."""
    address = Address("console", who or getpass.getuser())
    with open_terminal(config, click.echo, at) as terminal:
        asyncio.run(_talk(terminal, address))


async def _talk(terminal: Terminal, address: Address) -> None:
    await terminal.say(address, str(uuid.uuid4()), "", target="greeting")
    while True:
        try:
            text = await asyncio.to_thread(input, PROMPT)
        except (EOFError, KeyboardInterrupt):
            return
        if text.strip() in LEAVE:
            return
        await terminal.say(address, str(uuid.uuid4()), text)
