"""The files put together, section by section, before anything is checked piece by piece."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.knowledge.center import Center
from bot.knowledge.event_wording import EventWording
from bot.knowledge.node import MappingNode, SequenceNode, is_empty, text_at
from bot.knowledge.piece import Piece
from bot.knowledge.sentences import DigestWording, Sentences
from bot.knowledge.suggestion import suggest
from bot.knowledge.workdays import WorkingDays

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.knowledge.mistake import Mistake
    from bot.knowledge.more_phrasings import Given
    from bot.knowledge.node import Node

LISTS = (
    "entries", "topics", "aspects", "documents", "forms", "consents", "commands", "menu", "places",
    "split_communes", "out_of_scope", "events", "facts", "requirements", "programs",
)  # fmt: skip
"""Sections that are lists: all files' lists are one list, in the order of the files."""
KEYED: Mapping[str, type[Piece]] = {
    "sentences": Sentences,
    "digest": DigestWording,
    "center": Center,
    "working_days": WorkingDays,
    "event_wording": EventWording,
}
"""Sections of single settings: each key stands in one file only."""
WORDS = ("abbreviations", "synonyms", "filler", "insults")
"""The lists of the lexicon."""
NAMES = (*LISTS, *KEYED, "words", "phrasings")


@dataclass(slots=True)
class Sections:
    """All that was written, by section."""

    lists: dict[str, list[Node]] = field(default_factory=lambda: {name: [] for name in LISTS})
    mappings: dict[str, MappingNode] = field(default_factory=dict)
    words: MappingNode | None = None
    phrasings: list[Given] = field(default_factory=list)
    """Those that stand apart from their entries."""

    def ids(self, name: str) -> set[str]:
        """The ids of a list section, of refused pieces too."""
        return {key for node in self.lists[name] if (key := text_at(node, "id"))}


class Gathering:
    """Puts files together and notes what does not go together."""

    def __init__(self) -> None:
        self.sections = Sections()
        self.mistakes: list[Mistake] = []

    def add(self, root: MappingNode) -> None:
        """Add one file."""
        for name, node in root.values.items():
            if name not in NAMES:
                hint = suggest(name, NAMES) or f"; chỉ có: {', '.join(NAMES)}"
                self.mistakes.append(root.keys[name].mistake(f'không có phần "{name}"{hint}'))
            elif not is_empty(node):
                self._add_section(name, node)

    def _add_section(self, name: str, node: Node) -> None:
        if name in LISTS:
            self._add_items(self.sections.lists[name], name, node)
        elif not isinstance(node, MappingNode):
            why = f'"{name}" gồm các mục có tên; hãy xuống dòng và viết:   tên: nội dung'
            self.mistakes.append(node.mark.mistake(why))
        elif name == "words":
            self._add_words(node)
        elif name == "phrasings":
            self.sections.phrasings += (
                (key, node.keys[key], value) for key, value in node.values.items()
            )
        else:
            self._merge(self.sections.mappings.setdefault(name, MappingNode(node.mark)), node)

    def _add_items(self, items: list[Node], name: str, node: Node) -> None:
        if isinstance(node, SequenceNode):
            items += node.items
            return
        why = f'"{name}" là danh sách; hãy xuống dòng và viết:   - nội dung'
        self.mistakes.append(node.mark.mistake(why))

    def _add_words(self, node: MappingNode) -> None:
        words = self.sections.words = self.sections.words or MappingNode(node.mark)
        for key, value in node.values.items():
            if is_empty(value):
                continue
            if key not in words.keys:
                unread = SequenceNode(value.mark) if key in WORDS else value
                words.put(key, node.keys[key], unread)
            known = words.values[key]
            if key in WORDS and isinstance(known, SequenceNode):
                self._add_items(known.items, key, value)

    def _merge(self, merged: MappingNode, node: MappingNode) -> None:
        for key, value in node.values.items():
            if key in merged.keys:
                why = f'mục "{key}" đã có ở {merged.keys[key]}; hãy xóa một trong hai'
                self.mistakes.append(node.keys[key].mistake(why))
            else:
                merged.put(key, node.keys[key], value)


def gather(roots: Iterable[MappingNode]) -> Gathering:
    """Put files together."""
    gathering = Gathering()
    for root in roots:
        gathering.add(root)
    return gathering
