"""`khuyencong rehearse`: the bot on a stage, before it meets anybody."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from bot.bootstrap.answering import knowledge_dir
from bot.cli.listening import reason_of
from bot.config import load_settings
from bot.rehearsal.rehearsing import rehearse


@click.command()
@click.option(
    "--knowledge",
    "directory",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Thư mục kiến thức; mặc định như khi chạy thật.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8090,
    show_default=True,
    help="Cổng của trang diễn tập; 0: cổng nào còn trống.",
)
@click.pass_obj
def command(config: Path | None, directory: Path | None, port: int) -> None:
    """Diễn tập trên máy này: bot thật, Zalo và Telegram giả. Không gửi gì ra ngoài."""
    knowledge = directory or knowledge_dir(load_settings(config))
    try:
        asyncio.run(rehearse(knowledge, port, click.echo))
    except OSError as error:
        click.echo(f"Không mở được cổng {port}: {reason_of(error)}. Thử: --port 0", err=True)
        raise SystemExit(1) from None
