"""The knowledge as the running program holds it: read, prepared, and comparable with an edit."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

import structlog

from bot.bootstrap.answering import knowledge_dir, load_knowledge
from bot.bootstrap.preparing import cache_dir, prepare
from bot.dialogue.understanding import Understanding

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.knowledge.loader import Loaded

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Mind:
    """A knowledge ready to be asked; equal to another when the files are equal."""

    loaded: Loaded
    understanding: Understanding = field(compare=False)


def make_up_mind(settings: Settings, current: Mind | None = None) -> Mind:
    """Read the knowledge and prepare it, or keep the current one when nothing was edited.
    Raises KnowledgeError with every mistake.
    """
    began = monotonic()
    loaded = load_knowledge(knowledge_dir(settings))
    if current is not None and current.loaded == loaded:
        return current
    log.info("đang chuẩn bị kiến thức", entries=len(loaded.knowledge.entries))
    understanding = prepare(loaded.knowledge, cache_dir(settings))
    log.info("kiến thức đã sẵn sàng", seconds=round(monotonic() - began, 1))
    return Mind(loaded, understanding)
