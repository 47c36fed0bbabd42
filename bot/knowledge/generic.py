"""What every knowledge base needs and few write themselves: taken from the shipped knowledge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.node import MappingNode, text_at
from bot.knowledge.references import COMMAND_IDS
from bot.knowledge.sections import KEYED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.knowledge.mistake import Mistake
    from bot.knowledge.node import Mark
    from bot.knowledge.sections import Sections

COMPLETED = ("sentences", "digest", "event_wording", "eligibility_wording")
"""Sections that are completed key by key."""


def lacking(sections: Sections) -> Iterator[str]:
    """The generic sections that are not there as a whole."""
    for name in COMPLETED:
        written = sections.mappings.get(name)
        if written is None or set(KEYED[name].model_fields) - set(written.keys):
            yield name
    if COMMAND_IDS - sections.ids("commands"):
        yield "commands"
    if not sections.lists["aspects"]:
        yield "aspects"
    if sections.words is None:
        yield "words"


def complete(sections: Sections, base: Sections) -> None:
    """Take from the base what is not there: sentences and commands one by one."""
    for name in COMPLETED:
        if name in base.mappings:
            own = sections.mappings.setdefault(name, MappingNode(base.mappings[name].mark))
            add_missing_keys(own, base.mappings[name])
    known = sections.ids("commands")
    spare = (node for node in base.lists["commands"] if text_at(node, "id") not in known)
    sections.lists["commands"] += spare
    sections.lists["aspects"] = sections.lists["aspects"] or base.lists["aspects"]
    sections.words = sections.words or base.words


def add_missing_keys(own: MappingNode, base: MappingNode) -> None:
    """Every key of the base that is not there yet."""
    for key, value in base.values.items():
        if key not in own.keys:
            own.put(key, base.keys[key], value)


def check_presence(sections: Sections, start: Mark) -> Iterator[Mistake]:
    """The sections without which the bot cannot speak; told at the folder itself."""
    if not sections.lists["entries"]:
        yield start.mistake('chưa có câu trả lời nào; hãy thêm phần "entries:" vào một tệp')
    for name in COMPLETED:
        if name not in sections.mappings:
            yield start.mistake(f'thiếu phần "{name}:"; hãy chép từ bộ dữ liệu mẫu')
    commands = sorted(COMMAND_IDS - sections.ids("commands"))
    if commands:
        why = f'phần "commands:" thiếu lệnh {", ".join(commands)}; hãy chép từ bộ dữ liệu mẫu'
        yield start.mistake(why)
