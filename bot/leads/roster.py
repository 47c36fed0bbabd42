"""Reads the collaborators' file.  It is private, so it lives outside the knowledge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from bot.errors import CollaboratorsError
from bot.knowledge.piece import Id, Piece, Text
from bot.knowledge.pieces import Placed, read_section
from bot.knowledge.strict_yaml import parse
from bot.leads.collaborator import Collaborator
from bot.message import Address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.knowledge.mistake import Mistake
    from bot.knowledge.places import Places

UNKNOWN_AREA = (
    "không có xã, phường hay đơn vị cấp huyện cũ nào tên “{area}”; "
    "viết như “Phường Trảng Bom”, “26248” hoặc “huyện Trảng Bom”"
)
TWICE = "mã “{id}” đã dùng ở dòng {line}; mỗi người một mã riêng"
NOBODY_ON_DUTY = (
    "chưa ai có on_duty: true nên phiếu ngoài mọi địa bàn không có người nhận; "
    "thêm on_duty: true cho một người"
)


class Member(Piece):
    """A collaborator as an administrator writes it down."""

    id: Id
    name: Text
    areas: tuple[Text, ...] = ()
    """Units of today, their codes, or former districts."""
    address: str | None = Field(
        default=None, pattern=r"^((email|web|zalo_bot):\S+|telegram:-?\d+)$"
    )
    """Channel and chat: `email:an@example.org`."""
    on_duty: bool = False


class Members(Piece):
    """The whole file."""

    collaborators: tuple[Member, ...] = Field(min_length=1)


def read_roster(data: bytes, file: str, places: Places) -> tuple[Collaborator, ...]:
    """The collaborators, in the order of the file.

    Raises CollaboratorsError with every mistake: unknown areas, the same id twice, nobody on duty.
    """
    parsed = parse(data, file)
    mistakes = list(parsed.mistakes)
    placed = read_section(Members, parsed.root, mistakes)
    if placed is not None:
        mistakes += _contradictions(placed, places)
    if mistakes or placed is None:
        raise CollaboratorsError(sorted(mistakes))
    return tuple(_collaborator(member, places) for member in placed.piece.collaborators)


def _contradictions(placed: Placed[Members], places: Places) -> Iterator[Mistake]:
    seen: dict[str, int] = {}
    for index, member in enumerate(placed.piece.collaborators):
        mark = placed.mark("collaborators", index, "id")
        if member.id in seen:
            yield mark.mistake(TWICE.format(id=member.id, line=seen[member.id]))
        seen.setdefault(member.id, mark.line)
        for number, area in enumerate(member.areas):
            if not places.units_of(area):
                where = placed.mark("collaborators", index, "areas", number)
                yield where.mistake(UNKNOWN_AREA.format(area=area))
    if not any(member.on_duty for member in placed.piece.collaborators):
        yield placed.mark("collaborators").mistake(NOBODY_ON_DUTY)


def _collaborator(member: Member, places: Places) -> Collaborator:
    units = frozenset(unit.code for area in member.areas for unit in places.units_of(area))
    address = Address.parse(member.address) if member.address else None
    return Collaborator(member.id, member.name, address, units, member.on_duty)
