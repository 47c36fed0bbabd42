"""One complaint of pydantic about what was written, with all that helps to explain it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from bot.knowledge.node import ScalarNode, find

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

    from bot.knowledge.node import Node, Path

Model = type[BaseModel]


@dataclass(frozen=True, slots=True)
class Fault:
    """One complaint, with all that helps to explain it."""

    path: Path
    node: Node | None
    """What was written there, if anything."""
    around: Model | None
    """The piece that the last step of the path belongs to."""
    inside: Model | None
    """The piece that should stand there, if it should be one."""
    context: Mapping[str, Any]
    """The numbers and names that pydantic gives along."""

    @property
    def name(self) -> str:
        """The key, as the administrator knows it."""
        return next((step for step in reversed(self.path) if isinstance(step, str)), "")

    @property
    def text(self) -> str:
        """The text that was written; empty when it is none."""
        return (self.node.text or "") if isinstance(self.node, ScalarNode) else ""

    @property
    def is_item(self) -> bool:
        """True for an item of a list."""
        return not self.path or isinstance(self.path[-1], int)

    def corrected(self, value: str) -> str:
        """The line as it should be."""
        return f"- {value}" if self.is_item else f"{self.name}: {value}"


def fault_of(error: ErrorDetails, root: Node, model: Model | None) -> Fault:
    """The complaint about a piece that was written at the root."""
    path = error["loc"]
    around, inside = model_at(model, path[:-1]), model_at(model, path)
    return Fault(path, find(root, path), around, inside, error.get("ctx", {}))


def model_at(model: Model | None, path: Path) -> Model | None:
    """The piece that stands at the path inside a piece."""
    for step in path:
        if model is not None and isinstance(step, str):
            known = fields_of(model).get(step)
            model = piece_in(known.annotation) if known else None
    return model


def fields_of(model: Model) -> dict[str, FieldInfo]:
    """The fields under the keys that they are written with."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def piece_in(annotation: Any) -> Model | None:  # noqa: ANN401 - any type expression
    """The piece inside of `tuple[Piece, ...]`, `Piece | None` and the like."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (piece_in(part) for part in get_args(annotation))
    return next((piece for piece in found if piece), None)
