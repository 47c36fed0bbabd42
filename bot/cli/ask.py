"""`khuyencong ask`: one answer, or a file of them, without writing anything down."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.bootstrap.answering import local_now, open_understanding
from bot.cli import json_option
from bot.services.ask import ask

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.dialogue.understanding import Understanding
    from bot.services.ask import Asked


@click.command()
@click.argument("question", required=False)
@click.option(
    "--file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Tệp câu hỏi, mỗi dòng một câu.",
)
@click.option("--dialogue", is_flag=True, help="Các dòng là một cuộc trò chuyện; dòng trống: mới.")
@json_option
@click.option(
    "--at", metavar="ISO", help="Trả lời như đang ở thời điểm này, ví dụ 2026-12-01T09:00."
)
@click.option(
    "--knowledge",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Thư mục kiến thức khác.",
)
@click.option("--top", default=5, type=click.IntRange(1, 100), help="Số câu gần nhất được kể ra.")
@click.option("--explain", is_flag=True, help="Giải thích vì sao bot chọn câu trả lời này.")
@click.pass_obj
def command(
    config: Path | None,
    question: str | None,
    file: Path | None,
    dialogue: bool,
    as_json: bool,
    at: str | None,
    knowledge: Path | None,
    top: int,
    explain: bool,
) -> None:
    """Hỏi một câu (hoặc cả tệp) và xem bot trả lời gì. Không ghi gì vào cơ sở dữ liệu."""
    has_question = bool((question or "").strip())
    if has_question == (file is not None):
        raise click.UsageError("Cần một câu hỏi, hoặc --file TỆP.")
    settings, understanding = open_understanding(config, knowledge)
    understanding = replace(understanding, top=top)
    now = local_now(settings, at)
    asked = ask(understanding, _questions(question, file), now, is_dialogue=dialogue)
    for one in asked:
        if as_json:
            click.echo(json.dumps(one.as_json(), ensure_ascii=False))
        else:
            _show(one, is_first=question is not None)
        if explain:
            _explain(one, understanding, now, as_json=as_json)


def _questions(question: str | None, file: Path | None) -> Iterator[str]:
    if file is None:
        yield question or ""
        return
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise click.ClickException(f"{file}: tệp không phải UTF-8.") from None
    is_terminal = sys.stderr.isatty()
    is_shown = is_terminal and not sys.stdout.isatty()
    with click.progressbar(lines, label="Đang hỏi", file=sys.stderr, hidden=not is_shown) as bar:
        yield from bar


def _show(asked: Asked, *, is_first: bool) -> None:
    if not is_first:
        click.secho(f"> {asked.question}", bold=True)
    click.echo(asked.text)
    for number, button in enumerate(asked.turn.conversation.offered, 1):
        click.echo(f"  {number}. {button.title}")
    click.echo()


def _explain(asked: Asked, understanding: Understanding, now: datetime, *, as_json: bool) -> None:
    limits = understanding.limits
    lines = [
        f"lúc: {now.isoformat(timespec='minutes')}",
        f"ngưỡng trả lời {limits.threshold:.2f}, gợi ý từ {limits.floor:.2f}",
        f"coi là sát nhau khi cách không quá {limits.margin:.2f}",
        *(f"{match.score:.3f}  {match.entry}" for match in asked.matches),
        *understanding.matcher.explain(asked.question),
    ]
    for line in lines:
        click.echo(f"# {line}", err=as_json)
