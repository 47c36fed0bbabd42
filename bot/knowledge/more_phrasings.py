"""Phrasings that stand apart from their entries, so that files with answers stay short.

`phrasings:` has the id of an entry as a key, and below its `|` a way to ask on each line.  A text
and no list: there are thousands of them, so nobody should have to think of dashes and quotes, and
they are read in a fifth of the time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.node import MappingNode, Mark, ScalarNode, SequenceNode, is_empty, text_at
from bot.knowledge.suggestion import suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.knowledge.mistake import Mistake
    from bot.knowledge.node import Node

Given = tuple[str, "Mark", "Node"]
"""The id of an entry, where it stands, and what was written under it."""


def spread(given: Iterable[Given], entries: Iterable[Node]) -> Iterator[Mistake]:
    """Add the phrasings to those of their entries.  What is no text below a `|` is told."""
    by_id = {text_at(entry, "id"): entry for entry in entries}
    for name, mark, node in given:
        entry = by_id.get(name)
        if is_empty(node):
            continue
        if not (isinstance(node, ScalarNode) and node.is_block):
            why = f'cách hỏi của "{name}" viết mỗi dòng một câu, dưới dấu |; hãy viết: {name}: |'
            yield node.mark.mistake(why)
            continue
        lines = list(_lines(node))
        yield from _check_lines(lines)
        if isinstance(entry, MappingNode):
            _extend(entry, mark, lines)


def _lines(block: ScalarNode) -> Iterator[ScalarNode]:
    mark = block.mark
    for number, line in enumerate((block.text or "").split("\n"), mark.line + 1):
        if line.strip():
            yield ScalarNode(Mark(mark.file, number, 1), line.strip())


def _check_lines(lines: Iterable[ScalarNode]) -> Iterator[Mistake]:
    """A dash from a list, a note: below a `|` they would be asked like the rest."""
    for line in lines:
        if (line.text or "").startswith(("- ", "# ")):
            why = (
                "dưới dấu | mỗi dòng là một cách hỏi: hãy bỏ gạch đầu dòng, và viết ghi chú ở trên"
            )
            yield line.mark.mistake(why)


def _extend(entry: MappingNode, mark: Mark, items: Iterable[Node]) -> None:
    own = entry.values.get("ask")
    if own is None or is_empty(own):
        own = SequenceNode(mark)
        entry.put("ask", mark, own)
    if isinstance(own, SequenceNode):  # else it is refused where entries are read
        own.items.extend(items)


def check_owners(given: Iterable[Given], known: set[str]) -> Iterator[Mistake]:
    """Every phrasing has an entry."""
    for name, mark, _ in given:
        if name not in known:
            hint = suggest(name, known) or "; hãy thêm mục đó hoặc xóa các dòng này"
            yield mark.mistake(f'không có mục nào mang mã "{name}"{hint}')
