"""`khuyencong missed`: what was asked in vain, and what was picked when the bot asked back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from bot.bootstrap.remembering import open_records
from bot.cli import json_option

if TYPE_CHECKING:
    from pathlib import Path

    from bot.bootstrap.remembering import Records
    from bot.ports import Missed


@click.command()
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Số câu.")
@json_option
@click.pass_obj
def command(config: Path | None, limit: int, as_json: bool) -> None:
    """Câu hỏi bot chưa trả lời được, và câu người hỏi tự chọn sau khi bot hỏi lại."""
    with open_records(config) as records, records.store.transaction() as transaction:
        missed = transaction.missed.recent(limit)
    for one in missed:
        row = _row(one, records)
        click.echo(json.dumps(row, ensure_ascii=False) if as_json else _text(row))
    if not missed and not as_json:
        click.echo("Chưa có câu nào bot không trả lời được.")


def _row(missed: Missed, records: Records) -> dict[str, object]:
    return {
        "asked_at": missed.asked_at.astimezone(records.settings.zone).isoformat(timespec="minutes"),
        "channel": missed.channel,
        "question": missed.question,
        "best": missed.best,
        "score": round(missed.score, 4),
        "chosen": missed.chosen,
    }


def _text(row: dict[str, object]) -> str:
    if row["chosen"]:
        came = f"đã chọn {row['chosen']}"
    else:
        came = f"gần nhất {row['best'] or 'không có'} ({row['score']:.2f})"
    return f"{row['asked_at']}  {row['question']}  → {came}"
