"""Checks the `{...}` in what people read: each must be something that the program fills in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.knowledge.center import Center
from bot.knowledge.node import texts_at
from bot.knowledge.sections import KEYED
from bot.knowledge.suggestion import suggest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from bot.knowledge.mistake import Mistake
    from bot.knowledge.node import Node
    from bot.knowledge.sections import Sections

BRACES = re.compile(r"\{([^{}]*)\}|[{}]")
DOCUMENTED = re.compile(r"\{(\w+)\}")
CENTER = frozenset(f"center.{name}" for name in Center.model_fields)
"""Usable everywhere."""

FILLED_IN = (
    ("entries", ("answer",)),
    ("entries", ("more",)),
    ("forms", ("done",)),
    ("forms", ("slots", "question")),
    ("forms", ("slots", "hint")),
    ("consents", ("text",)),
    ("consents", ("purpose",)),
)
"""Where people read what the Centre's settings may be put into: section, path in its pieces."""


def check_placeholders(sections: Sections) -> Iterator[Mistake]:
    """Every brace in every text that is filled in."""
    for section, path in FILLED_IN:
        for node in sections.lists[section]:
            yield from check_texts(node, path, CENTER)
    for section, model in KEYED.items():
        written = sections.mappings.get(section)
        for name, info in model.model_fields.items():
            usable = CENTER | set(DOCUMENTED.findall(info.description or ""))
            yield from check_texts(written, (name,), usable) if written else ()


def check_texts(node: Node, path: tuple[str, ...], allowed: Collection[str]) -> Iterator[Mistake]:
    """The texts at the path."""
    for mark, text in texts_at(node, path):
        for found in BRACES.finditer(text):
            if found[1] not in allowed:
                yield mark.mistake(explain(found[0], found[1], allowed))


def explain(written: str, name: str | None, allowed: Collection[str]) -> str:
    """Why it cannot be filled in, and what could."""
    if name is None:
        return f'dấu "{written}" đứng lẻ; ngoặc nhọn chỉ dùng như: {{center.telephone}}'
    known = [f"{{{each}}}" for each in sorted(allowed)]
    hint = suggest(written, known) or f"; ở đây dùng được: {' '.join(known)}"
    return f"không điền được {written}{hint}"
