"""YAML without its surprises: every scalar stays the text that was typed, and whatever could mean
two things is a mistake with its place.  For the knowledge and for the file of collaborators.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

import yaml

from bot.knowledge import yaml_wording as wording
from bot.knowledge.node import MappingNode, Mark, ScalarNode, SequenceNode
from bot.knowledge.yaml_text import decode, refuse_characters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.knowledge.mistake import Mistake
    from bot.knowledge.node import Node

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 20
NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
"""Plain scalars that stand for nothing at all."""


@dataclass(slots=True)
class Parsed:
    """What a file says, and everything that is wrong with how it says it."""

    root: MappingNode
    """What could be read; empty when that is nothing."""
    mistakes: list[Mistake] = field(default_factory=list)
    is_whole: bool = True
    """False: reading stopped early, so what is missing from the root proves nothing."""


class _StopError(Exception):
    """The parser cannot go on."""


def parse(data: bytes, file: str) -> Parsed:
    """Read one file.  Never raises: what is wrong is in `mistakes`."""
    start = Mark(file, 1, 1)
    if len(data) > MAX_BYTES:
        return Parsed(MappingNode(start), [start.mistake(wording.TOO_LARGE)], is_whole=False)
    text, mistakes = decode(data, file)
    mistakes += refuse_characters(text, file)
    if mistakes:
        return Parsed(MappingNode(start), mistakes, is_whole=False)
    return _Builder(text, file).build()


class _Builder:
    """Builds the tree from the parser's events.

    Events, not `yaml.compose()`: a composed tree no longer shows an anchor that nobody uses, nor
    whether a tag was typed or guessed, and it follows aliases before one can refuse them.
    """

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.lines = text.splitlines()
        self.events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=yaml.CSafeLoader))
        self.parsed = Parsed(MappingNode(Mark(file, 1, 1)))

    def build(self) -> Parsed:
        try:
            self._document()
        except _StopError:
            self.parsed.is_whole = False
        except yaml.YAMLError as error:
            self.parsed.is_whole = False
            self._add_syntax_mistake(error)
        return self.parsed

    def _add_syntax_mistake(self, error: yaml.YAMLError) -> None:
        mistake = wording.syntax_mistake(error, self.file, self.lines)
        # A star that began an alias was already told; the parser then stumbles over its rest.
        if all(known.line != mistake.line for known in self.parsed.mistakes):
            self.parsed.mistakes.append(mistake)

    def _document(self) -> None:
        next(self.events)  # the stream starts
        if isinstance(next(self.events), yaml.StreamEndEvent):
            self._stop(Mark(self.file, 1, 1), wording.EMPTY_FILE)
        event = next(self.events)
        mark = self._mark(event)
        if isinstance(event, yaml.ScalarEvent):
            list(self.events)  # a text on top is mostly a slip further down: let the parser find it
        if not isinstance(event, yaml.MappingStartEvent):
            self._stop(mark, wording.NO_MAPPING)
        self._refuse_extras(event, mark)
        self.parsed.root = MappingNode(mark)
        self._fill(self.parsed.root, depth=1)
        next(self.events)  # the document ends
        event = next(self.events)
        if isinstance(event, yaml.DocumentStartEvent):
            self._stop(self._mark(event), wording.SECOND_DOCUMENT)

    def _node(self, event: yaml.Event, mark: Mark, depth: int) -> Node:
        self._refuse_extras(event, mark)
        if isinstance(event, yaml.AliasEvent):
            return ScalarNode(mark, f"*{event.anchor}")
        if isinstance(event, yaml.ScalarEvent):
            is_nothing = is_plain(event) and event.value in NOTHING
            text = None if is_nothing else composed(event.value)
            return ScalarNode(mark, text, is_block=event.style == "|")
        if depth >= MAX_DEPTH:
            self._stop(mark, wording.TOO_DEEP.format(limit=MAX_DEPTH))
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(mark, depth + 1)
        return self._fill(MappingNode(mark), depth + 1)

    def _sequence(self, mark: Mark, depth: int) -> SequenceNode:
        node = SequenceNode(mark)
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            node.items.append(self._node(event, self._mark(event), depth))
        return node

    def _fill(self, node: MappingNode, depth: int) -> MappingNode:
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._node(event, self._mark(event), depth)
            following = next(self.events)
            value = self._node(following, self._mark(following), depth)
            self._put(node, key, value)
        return node

    def _put(self, node: MappingNode, key: Node, value: Node) -> None:
        name = key.text if isinstance(key, ScalarNode) else None
        if not name:
            self._refuse(key.mark, wording.NO_KEY)
        elif name == "<<":
            self._refuse(key.mark, wording.MERGE)
        elif name in node.keys:
            line = node.keys[name].line
            self._refuse(key.mark, wording.DUPLICATE.format(key=name, line=line))
        else:
            node.put(name, key.mark, value)

    def _refuse_extras(self, event: yaml.Event, mark: Mark) -> None:
        """Anchors, aliases and tags."""
        if isinstance(event, yaml.AliasEvent):
            self._refuse(mark, wording.ALIAS.format(name=event.anchor, better=self._quoted(mark)))
            return
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor is not None:
            self._refuse(mark, wording.ANCHOR.format(name=anchor, better=self._quoted(mark)))
        if tag is not None:
            self._refuse(mark, wording.TAG.format(tag=tag, better=self._quoted(mark)))

    def _refuse(self, mark: Mark, why: str) -> None:
        self.parsed.mistakes.append(mark.mistake(why))

    def _stop(self, mark: Mark, why: str) -> NoReturn:
        self._refuse(mark, why)
        raise _StopError

    def _quoted(self, mark: Mark) -> str:
        return wording.quoted_line(self.lines[mark.line - 1], mark.column)

    def _mark(self, event: yaml.Event) -> Mark:
        start = event.start_mark
        return Mark(self.file, start.line + 1, start.column + 1) if start else self.parsed.root.mark


def is_plain(event: yaml.ScalarEvent) -> bool:
    """True for a scalar without quotes."""
    return bool(event.implicit[0])


def composed(text: str) -> str:
    """The text with each accent joined to its letter (NFC), so that equal words are equal."""
    return unicodedata.normalize("NFC", text)
