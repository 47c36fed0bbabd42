"""Knowledge understood as the program does it: what one test has learned, no other learns again."""

from __future__ import annotations

from bot.bootstrap.answering import load_knowledge, shipped_knowledge
from bot.bootstrap.preparing import cache_dir, prepare
from bot.config import Settings
from bot.dialogue.understanding import Understanding
from bot.knowledge.snapshot import Knowledge


def understood(knowledge: Knowledge) -> Understanding:
    """From the cache of all tests; an edit that changes no phrasing is ready at once."""
    return prepare(knowledge, cache_dir(Settings()))


def understand_shipped() -> Understanding:
    """The knowledge as it is shipped."""
    return understood(load_knowledge(shipped_knowledge()).knowledge)
