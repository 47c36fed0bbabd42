"""Asks the knowledge its own test questions, the way people will ask it."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from bot.knowledge.mistake import Mistake
from bot.services.ask import ask

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.dialogue.understanding import Understanding
    from bot.knowledge.entry import Entry, Trial
    from bot.services.ask import Asked


def verify(understanding: Understanding, now: datetime) -> Iterator[Mistake | None]:
    """One result per in-file test: None when it passes."""
    for entry in understanding.knowledge.entries.values():
        for number, trial in enumerate(entry.tests):
            where = understanding.knowledge.written_at[f"{entry.id}#tests.{number}"]
            yield _tried(understanding, entry, trial, now, where)


def _tried(
    understanding: Understanding, entry: Entry, trial: Trial, now: datetime, where: str
) -> Mistake | None:
    moment = now if trial.on is None else datetime.combine(trial.on, time(9), now.tzinfo)
    asked = next(ask(understanding, [trial.ask], moment, is_dialogue=False))
    is_reached = asked.turn.entry == entry.id
    if is_reached == trial.reach:
        return None
    file, line, column = where.rsplit(":", 2)
    return Mistake(file, int(line), int(column), _why(entry, trial, asked))


def _why(entry: Entry, trial: Trial, asked: Asked) -> str:
    nearest = ", ".join(f"{match.entry} {match.score:.2f}" for match in asked.matches[:3])
    wish = "phải" if trial.reach else "không được"
    return (
        f"câu thử “{trial.ask}” {wish} đến “{entry.id}”, nhưng bot trả lời kiểu "
        f"“{asked.turn.kind}” {asked.turn.entry or ''} (gần nhất: {nearest}); "
        "thêm một cách hỏi giống câu này vào ask, hoặc sửa câu thử"
    )
