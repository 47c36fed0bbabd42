"""`khuyencong run`: everything that is configured, until it is told to stop."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import click

from bot.bootstrap.logs import configure_logs
from bot.bootstrap.running import serve
from bot.cli.listening import reason_of
from bot.config import load_settings

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.pass_obj
def command(config: Path | None) -> None:
    """Chạy bot: trang trò chuyện, gửi tin, bản tin mỗi sáng. Dừng bằng Ctrl-C."""
    settings = load_settings(config)
    configure_logs(settings.log.level, settings.log.format, sys.stderr)
    try:
        asyncio.run(serve(settings, click.echo))
    except OSError as error:
        where = f"{settings.web.host}:{settings.web.port}"
        why = reason_of(error)
        click.echo(f"Không mở được {where}: {why}. Xem lại web.host, web.port.", err=True)
        raise SystemExit(1) from None
