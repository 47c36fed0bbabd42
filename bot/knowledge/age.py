"""How old what we know is: what should have been looked at again, what rests on a document that is
no longer in force.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.knowledge.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.knowledge.document import Basis, Document
    from bot.knowledge.entry import Entry
    from bot.knowledge.event import Event
    from bot.knowledge.program import Program, SharedRequirement
    from bot.knowledge.snapshot import Knowledge

    Piece = Entry | Event | Program | SharedRequirement


@dataclass(frozen=True, slots=True)
class Aged:
    """Something that its owner should look at."""

    id: str
    title: str
    owner: str | None
    why: str
    """A Vietnamese sentence."""
    place: str
    """`file:line:col`."""

    @property
    def warning(self) -> Mistake:
        """The same as a line of the check."""
        file, line, column = self.place.rsplit(":", 2)
        return Mistake(file, int(line), int(column), self.why, is_warning=True)


def aged(knowledge: Knowledge, today: date) -> Iterator[Aged]:
    """What is overdue on that day, or cites what has lapsed."""
    for key, piece in _sourced(knowledge):
        if piece.review_by and piece.review_by < today:
            place = knowledge.written_at[key]
            yield Aged(piece.id, piece.title, piece.owner, _overdue(piece), place)
        for number, citation in enumerate(piece.sources):
            document = knowledge.documents[citation.document]
            if has_lapsed(document, knowledge, today) and document.basis != "history":
                place = knowledge.written_at[f"{key}#sources.{number}"]
                why = _lapsed(piece, document, knowledge)
                yield Aged(piece.id, piece.title, piece.owner, why, place)


def _sourced(knowledge: Knowledge) -> Iterator[tuple[str, Piece]]:
    """Everything that has sources, an owner and an age, under the key of where it is written."""
    yield from knowledge.entries.items()
    yield from knowledge.events.items()
    yield from knowledge.programs.items()
    for key, shared in knowledge.requirements.items():
        yield f"requirements#{key}", shared


def _overdue(piece: Piece) -> str:
    owner = f" (người phụ trách: {piece.owner})" if piece.owner else ""
    return (
        f'mục "{piece.id}"{owner} đã quá hạn xem lại {piece.review_by};'
        " hãy kiểm tra nội dung rồi sửa ngày: review_by"
    )


def _lapsed(piece: Piece, document: Document, knowledge: Knowledge) -> str:
    names = [knowledge.documents[key].name for key in document.replaced_by]
    by = f", được thay bằng {', '.join(names)}" if names else ""
    since = f" từ sau ngày {document.until}" if document.until else ""
    return (
        f'mục "{piece.id}" dẫn {document.name} ({document.id}) đã hết hiệu lực{since}{by};'
        " hãy xem lại nội dung, hoặc ghi basis: history cho văn bản"
    )


def citing(knowledge: Knowledge, document: str) -> Iterator[Aged]:
    """Everything that rests on the document."""
    for key, piece in _sourced(knowledge):
        for number, citation in enumerate(piece.sources):
            if citation.document == document:
                place = knowledge.written_at[f"{key}#sources.{number}"]
                at = f", {citation.at}" if citation.at else ""
                why = f'mục "{piece.id}" ({piece.title}) dẫn {document}{at}'
                yield Aged(piece.id, piece.title, piece.owner, why, place)


def basis_on(document: Document, knowledge: Knowledge, today: date) -> Basis:
    """How far the document may be trusted on that day: what has lapsed since is history."""
    if document.basis == "plan" or not has_lapsed(document, knowledge, today):
        return document.basis
    return "history"


def has_lapsed(document: Document, knowledge: Knowledge, today: date) -> bool:
    """Whether it is out of force on that day: over, or replaced by what is in force."""
    if document.until and document.until < today:
        return True
    replacing = (knowledge.documents[key] for key in document.replaced_by)
    return any(other.in_force is None or other.in_force <= today for other in replacing)
