"""Wires what it takes to answer a question: settings, knowledge, understanding, the time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.bootstrap.preparing import cache_dir, prepare
from bot.config import Settings, load_settings
from bot.errors import ConfigError
from bot.knowledge.loader import Loaded, load

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.dialogue.understanding import Understanding

_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class LocalClock:
    """What time it is where people read it."""

    zone: ZoneInfo

    def now(self) -> datetime:
        """The time with a timezone."""
        return datetime.now(self.zone)


def shipped_knowledge() -> Path:
    """The knowledge that came with the program: inside the wheel, or beside it in a checkout."""
    inside = _PACKAGE / "shipped" / "knowledge"
    return inside if inside.is_dir() else _PACKAGE.parent / "knowledge"


def knowledge_dir(settings: Settings) -> Path:
    """Where the knowledge is read from.  Raises ConfigError when there is no such folder."""
    directory = settings.knowledge.dir or shipped_knowledge()
    if not directory.is_dir():
        raise ConfigError(f"knowledge.dir: không có thư mục {directory}.")
    return directory


def load_knowledge(directory: Path) -> Loaded:
    """The knowledge of a folder; what it lacks of the bot's own words is taken from the shipped.

    Raises KnowledgeError with every mistake of every file.
    """
    return load(directory, base=shipped_knowledge())


def open_understanding(
    config: Path | None, directory: Path | None = None
) -> tuple[Settings, Understanding]:
    """Settings and knowledge, ready to be asked."""
    settings = load_settings(config)
    loaded = load_knowledge(directory or knowledge_dir(settings))
    return settings, prepare(loaded.knowledge, cache_dir(settings))


def local_now(settings: Settings, at: str | None = None) -> datetime:
    """The time now, or the moment given as ISO; without a timezone it is local."""
    if at is None:
        return LocalClock(settings.zone).now()
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        raise ConfigError(f"--at {at}: cần dạng 2026-12-01 hoặc 2026-12-01T09:00.") from None
    return (
        moment.astimezone(settings.zone) if moment.tzinfo else moment.replace(tzinfo=settings.zone)
    )
