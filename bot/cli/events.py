"""`khuyencong events`: every event with its state, now or at another moment."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.bootstrap.answering import knowledge_dir, load_knowledge, local_now
from bot.cli import json_option
from bot.config import load_settings
from bot.dialogue.event_card import state_words
from bot.dialogue.event_words import EventWords
from bot.events.listing import in_order
from bot.events.state import state_at

if TYPE_CHECKING:
    from datetime import datetime

    from bot.knowledge.event import Event
    from bot.knowledge.snapshot import Knowledge


@click.command()
@click.option("--at", metavar="ISO", help="Như đang ở thời điểm này, ví dụ 2026-12-01T09:00.")
@click.option(
    "--knowledge",
    "directory",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Thư mục kiến thức khác.",
)
@json_option
@click.pass_obj
def command(config: Path | None, at: str | None, directory: Path | None, as_json: bool) -> None:
    """Mọi sự kiện (hội chợ, bình chọn, lớp học…) và trạng thái: chưa mở, đang mở, hết hạn."""
    settings = load_settings(config)
    now = local_now(settings, at)
    knowledge = load_knowledge(directory or knowledge_dir(settings)).knowledge
    for event in in_order(knowledge.events.values()):
        if as_json:
            click.echo(json.dumps(_row(event, knowledge, now), ensure_ascii=False))
        else:
            click.echo(_line(event, knowledge, now))
    if not knowledge.events and not as_json:
        click.echo("Chưa có sự kiện nào; xem docs/quan-tri.md, mục Sự kiện và ngày.")


def _line(event: Event, knowledge: Knowledge, now: datetime) -> str:
    draft = " [bản nháp, bot chưa nói ra]" if event.status == "draft" else ""
    held = EventWords(knowledge, now).held(event) or "chưa công bố ngày"
    return f"{event.id}: {event.title}: {state_words(event, knowledge, now)} ({held}){draft}"


def _row(event: Event, knowledge: Knowledge, now: datetime) -> dict[str, object]:
    opens, closes = event.registration.opens, event.registration.closes
    return {
        "event": event.id,
        "title": event.title,
        "kind": event.kind,
        "status": event.status,
        "state": state_at(event, now, knowledge.center.closing_soon_days),
        "opens": opens and opens.start.isoformat(timespec="minutes"),
        "closes": closes and closes.end.isoformat(timespec="minutes"),
        "text": state_words(event, knowledge, now),
        "written_at": knowledge.written_at[event.id],
    }
