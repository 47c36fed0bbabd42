"""Wires what it takes to look into what is remembered: the database and who leads belong to."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.bootstrap.answering import LocalClock, clock_at, knowledge_dir, load_knowledge
from bot.config import Settings, load_settings
from bot.errors import ConfigError
from bot.leads.roster import read_roster
from bot.storage.database import missing_file, open_store
from bot.storage.memory import MemoryStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.knowledge.places import Places
    from bot.knowledge.snapshot import Knowledge
    from bot.leads.collaborator import Collaborator
    from bot.ports import Clock, Store


@dataclass(frozen=True, slots=True)
class Records:
    """An open database, with what is needed to read it."""

    settings: Settings
    knowledge: Knowledge
    roster: tuple[Collaborator, ...]
    store: Store
    clock: Clock


@contextmanager
def open_records(config: Path | None, *, creates: bool = False) -> Iterator[Records]:
    """Open the database for a command, and close it afterwards.

    Whoever only looks, in the wrong folder perhaps, is told that there is none instead of being
    shown an empty one.  Raises ConfigError then.
    """
    settings = load_settings(config)
    if not creates and (missing := missing_file(settings.database.url)):
        raise ConfigError(
            f"Chưa có cơ sở dữ liệu ở {missing}. Bot đã chạy ở thư mục khác thì hãy đứng ở đó, "
            "hoặc chỉ đường bằng --config, KHUYENCONG_DATABASE__URL; chưa chạy lần nào thì chạy "
            "khuyencong run trước."
        )
    knowledge = load_knowledge(knowledge_dir(settings)).knowledge
    roster = load_roster(settings.collaborators.file, knowledge.places)
    store = open_store(settings.database.url)
    try:
        yield Records(settings, knowledge, roster, store, LocalClock(settings.zone))
    finally:
        store.close()


@contextmanager
def open_rehearsal(config: Path | None, at: str) -> Iterator[Records]:
    """The same as if it were that moment, with a database that ends with the command."""
    settings = load_settings(config)
    knowledge = load_knowledge(knowledge_dir(settings)).knowledge
    roster = load_roster(settings.collaborators.file, knowledge.places)
    store = MemoryStore()
    try:
        yield Records(settings, knowledge, roster, store, clock_at(settings, at))
    finally:
        store.close()


def load_roster(file: Path, places: Places) -> tuple[Collaborator, ...]:
    """The collaborators; nobody when there is no such file yet.

    Raises CollaboratorsError with every mistake of the file.
    """
    if not file.is_file():
        return ()
    return read_roster(file.read_bytes(), str(file), places)
