"""From nodes to checked pieces that still know where they were written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from bot.knowledge.fault import fault_of
from bot.knowledge.node import SequenceNode, locate, locate_key, plain
from bot.knowledge.piece import Text
from bot.knowledge.schema_wording import EXPLANATIONS, explain_other

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic_core import ErrorDetails

    from bot.knowledge.mistake import Mistake
    from bot.knowledge.node import MappingNode, Mark, Node, Path

P = TypeVar("P")
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Placed(Generic[P]):
    """A piece and the node it was made from."""

    piece: P
    node: Node

    def mark(self, *path: str | int) -> Mark:
        """Where a part of it stands."""
        return locate(self.node, path)


def read_pieces(model: type[M], nodes: Iterable[Node], mistakes: list[Mistake]) -> list[Placed[M]]:
    """The good pieces; what is wrong with the others is added to the mistakes."""
    adapter = TypeAdapter(model)
    read = (read_one(adapter, node, model, mistakes) for node in nodes)
    return [placed for placed in read if placed]


def read_texts(nodes: Iterable[Node], mistakes: list[Mistake]) -> list[Placed[str]]:
    """The same for a list of bare texts."""
    adapter: TypeAdapter[str] = TypeAdapter(Text)
    read = (read_one(adapter, node, None, mistakes) for node in nodes)
    return [placed for placed in read if placed]


def read_section(
    model: type[M], node: MappingNode | None, mistakes: list[Mistake]
) -> Placed[M] | None:
    """The same for a section that is one piece; None when it was not written, or refused."""
    return read_one(TypeAdapter(model), node, model, mistakes) if node else None


def read_one(
    adapter: TypeAdapter[P], node: Node, model: type[BaseModel] | None, mistakes: list[Mistake]
) -> Placed[P] | None:
    """One piece; None when it was refused."""
    try:
        return Placed(adapter.validate_python(plain(node)), node)
    except ValidationError as error:
        told = [each for each in error.errors(include_url=False) if not is_echo(each, node)]
        mistakes += [mistake_of(each, node, model) for each in told]
        return None


def is_echo(error: ErrorDetails, node: Node) -> bool:
    """True when a list is called too short only because its items were refused."""
    found = fault_of(error, node, None).node
    return error["type"] == "too_short" and isinstance(found, SequenceNode) and bool(found.items)


def mistake_of(error: ErrorDetails, node: Node, model: type[BaseModel] | None) -> Mistake:
    """One complaint at its place."""
    path: Path = error["loc"]
    is_about_key = error["type"] in {"missing", "extra_forbidden"}
    mark = locate_key(node, path) if is_about_key else locate(node, path)
    explain = EXPLANATIONS.get(error["type"], explain_other)
    return mark.mistake(explain(fault_of(error, node, model)))
