"""The shipped knowledge with the example event in it, live or changed, for stories about events."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bot.bootstrap.answering import shipped_knowledge
from bot.dialogue.understanding import Understanding
from bot.knowledge.assembly import Folder, assemble
from bot.knowledge.loader import read_folder
from tests.shipped import understood

EXAMPLE = Path(__file__).parents[2] / "docs" / "su-kien-mau.yaml"
FAIR = "event.hoi-cho-mau-2030"


@cache
def with_fair(*changes: tuple[str, str]) -> Understanding:
    """The example fair live, with some of its lines replaced."""
    text = EXAMPLE.read_text("utf-8")
    for old, new in (("status: draft", "status: live"), *changes):
        assert old in text
        text = text.replace(old, new)
    shipped = read_folder(shipped_knowledge())
    files = {**shipped.files, "su-kien-mau.yaml": text.encode()}
    return understood(assemble(Folder(shipped.name, files)).knowledge)
