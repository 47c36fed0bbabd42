"""Checks that whatever a piece names exists, and that no name is given twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from bot.knowledge.node import locate, text_at, texts_at
from bot.knowledge.suggestion import suggest
from bot.knowledge.words import CommandId

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.knowledge.mistake import Mistake
    from bot.knowledge.node import Mark, Node
    from bot.knowledge.sections import Sections

COMMAND_IDS = frozenset(get_args(CommandId))
KEYS = {
    "entries": "id", "topics": "id", "aspects": "id", "documents": "id", "forms": "id",
    "consents": "id", "commands": "id", "places": "code", "events": "id",
    "facts": "id", "requirements": "id", "programs": "id",
}  # fmt: skip
"""Sections whose pieces have a name of their own, and the key it stands under."""

GOALS = ("entries", "forms", "commands")
GOAL = "mục, biểu mẫu hay lệnh"
HINT_YEAR = "2027"
"""An event is one of a year; its id may say which."""
REFERENCES = (
    ("entries", ("sources", "document"), "văn bản", ("documents",)),
    ("entries", ("topic",), "chủ đề", ("topics",)),
    ("entries", ("aspect",), "khía cạnh", ("aspects",)),
    ("entries", ("next",), GOAL, GOALS),
    ("topics", ("within",), "chủ đề", ("topics",)),
    ("aspects", ("near",), "khía cạnh", ("aspects",)),
    ("menu", ("go",), GOAL, GOALS),
    ("forms", ("consent",), "lời đồng ý", ("consents",)),
    ("documents", ("amended_by",), "văn bản", ("documents",)),
    ("documents", ("replaced_by",), "văn bản", ("documents",)),
    ("entries", ("events", "topics"), "chủ đề", ("topics",)),
    ("events", ("topic",), "chủ đề", ("topics",)),
    ("events", ("form",), "biểu mẫu", ("forms",)),
    ("events", ("sources", "document"), "văn bản", ("documents",)),
    ("requirements", ("sources", "document"), "văn bản", ("documents",)),
    ("requirements", ("about",), "câu hỏi", ("facts",)),
    ("programs", ("entry",), "mục", ("entries",)),
    ("programs", ("papers",), "mục", ("entries",)),
    ("programs", ("form",), "biểu mẫu", ("forms",)),
    ("programs", ("common",), "điều kiện chung", ("requirements",)),
    ("programs", ("requires", "sources", "document"), "văn bản", ("documents",)),
    ("programs", ("requires", "about"), "câu hỏi", ("facts",)),
    ("programs", ("outcome", "sources", "document"), "văn bản", ("documents",)),
    ("split_communes", ("units",), "đơn vị hành chính", ("places",)),
)
"""Where something is named: section, path in its pieces, its kind, sections that may have it."""


def check_ids(sections: Sections) -> Iterator[Mistake]:
    """No id twice in a section; an entry cannot be mistaken for a form or a command."""
    for section, key in KEYS.items():
        yield from check_unique(sections.lists[section], key)
    for node in sections.lists["entries"]:
        written = text_at(node, "id") or ""
        mark = locate(node, ("id",))
        if written.startswith("form."):
            why = f'mã "{written}" dành cho biểu mẫu; hãy bỏ "form." ở đầu'
            yield mark.mistake(f"{why}: id: {written.removeprefix('form.') or 'ten-khac'}")
        if written in COMMAND_IDS:
            why = f'mã "{written}" là tên một lệnh của bot; hãy đặt tên khác'
            yield mark.mistake(f"{why}: id: {written}.overview")
    others = known_ids(sections, GOALS)
    for node in sections.lists["events"]:
        written = text_at(node, "id") or ""
        if written in others:
            why = f'mã "{written}" đã là mã của một mục, biểu mẫu hay lệnh; hãy viết'
            yield locate(node, ("id",)).mistake(f"{why}: id: {written}-{HINT_YEAR}")
    others |= known_ids(sections, ("events",))
    for node in sections.lists["programs"]:
        written = text_at(node, "id") or ""
        if written in others:
            why = f'mã "{written}" đã là mã của một mục, sự kiện, biểu mẫu hay lệnh; hãy viết'
            yield locate(node, ("id",)).mistake(f"{why}: id: program.{written}")


def check_unique(nodes: list[Node], key: str) -> Iterator[Mistake]:
    """The same key twice."""
    seen: dict[str, Mark] = {}
    for node in nodes:
        mark, written = locate(node, (key,)), text_at(node, key)
        if written in seen:
            yield mark.mistake(f'mã "{written}" đã dùng ở {seen[written]}; hãy đặt mã khác')
        elif written:
            seen[written] = mark


def check_references(sections: Sections) -> Iterator[Mistake]:
    """Everything that is named exists."""
    for section, path, kind, targets in REFERENCES:
        known = known_ids(sections, targets)
        for node in sections.lists[section]:
            for mark, name in texts_at(node, path):
                if name not in known:
                    hint = suggest(name, known) or "; hãy thêm vào hoặc xóa dòng này"
                    yield mark.mistake(f'không có {kind} nào mang mã "{name}"{hint}')


def known_ids(sections: Sections, targets: Iterable[str]) -> set[str]:
    """The ids in these sections, of refused pieces too, and every command there can be."""
    known = set(COMMAND_IDS) if "commands" in targets else set()
    for section in targets:
        nodes = sections.lists[section]
        known |= {name for node in nodes if (name := text_at(node, KEYS[section]))}
    return known
