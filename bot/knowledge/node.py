"""What was written in YAML, still knowing where: for all who must point at a line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.knowledge.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file; lines and columns count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def mistake(self, why: str) -> Mistake:
        """Say that something is wrong here."""
        return Mistake(self.file, self.line, self.column, why)

    def warning(self, why: str) -> Mistake:
        """Say that something should be better here."""
        return Mistake(self.file, self.line, self.column, why, is_warning=True)


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A text; None where nothing (or `null`, `~`) was written."""

    mark: Mark
    text: str | None
    is_block: bool = False
    """Written below a `|`, line by line."""


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list."""

    mark: Mark
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Keys with their values, in the order of the file."""

    mark: Mark
    values: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Mark] = field(default_factory=dict)
    """Where each key stands."""

    def put(self, key: str, mark: Mark, value: Node) -> None:
        """Add or replace a pair."""
        self.keys[key] = mark
        self.values[key] = value


Node = ScalarNode | SequenceNode | MappingNode
Path = tuple[str | int, ...]


def is_empty(node: Node | None) -> bool:
    """True where nothing was written."""
    return node is None or (isinstance(node, ScalarNode) and node.text is None)


def plain(node: Node) -> object:
    """The bare value.  A key without a value counts as not written, so its default applies."""
    match node:
        case ScalarNode(text=text):
            return text
        case SequenceNode(items=items):
            return [plain(item) for item in items]
        case MappingNode(values=values):
            return {key: plain(value) for key, value in values.items() if not is_empty(value)}


def child(node: Node, step: str | int) -> Node | None:
    """One step down; None where there is nothing."""
    if isinstance(node, MappingNode):
        return node.values.get(str(step))
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def find(node: Node, path: Sequence[str | int]) -> Node | None:
    """What stands at the path; None where there is nothing."""
    found: Node | None = node
    for step in path:
        found = child(found, step) if found is not None else None
    return found


def locate(node: Node, path: Sequence[str | int]) -> Mark:
    """Where the value at the path stands, or else the nearest thing around it."""
    for step in path:
        below = child(node, step)
        if below is None:
            break
        node = below
    return node.mark


def locate_key(node: Node, path: Sequence[str | int]) -> Mark:
    """Where the last key of the path stands, or else the mapping that should have it."""
    parent = find(node, path[:-1])
    if isinstance(parent, MappingNode) and str(path[-1]) in parent.keys:
        return parent.keys[str(path[-1])]
    return locate(node, path)


def text_at(node: Node, *path: str | int) -> str | None:
    """The text at the path without spaces around it; None where there is none."""
    found = find(node, path)
    return found.text.strip() if isinstance(found, ScalarNode) and found.text else None


def texts_at(node: Node, path: Sequence[str]) -> Iterator[tuple[Mark, str]]:
    """Every text at the path, with its place; lists on the way are searched item by item."""
    if isinstance(node, SequenceNode):
        for item in node.items:
            yield from texts_at(item, path)
    elif path:
        below = child(node, path[0])
        if below is not None:
            yield from texts_at(below, path[1:])
    elif isinstance(node, ScalarNode) and node.text:
        yield node.mark, node.text.strip()
