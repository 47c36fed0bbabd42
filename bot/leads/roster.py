"""Reads the collaborators' file.  It is private, so it lives outside the knowledge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from bot.errors import CollaboratorsError
from bot.knowledge.mistake import Mistake
from bot.knowledge.piece import Id, Piece, Text
from bot.knowledge.strict_yaml import read
from bot.leads.collaborator import Collaborator
from bot.message import Address

if TYPE_CHECKING:
    from bot.knowledge.places import Places


class CollaboratorPiece(Piece):
    """A collaborator as an administrator writes it down."""

    id: Id
    name: Text
    areas: tuple[Text, ...] = ()
    """Units of today, their codes, or former districts: *Phường Trảng Bom*, *26248*, *huyện Trảng
    Bom*."""
    address: Text | None = Field(default=None, pattern=r"^[a-z_]+:.+$")
    """Channel and chat: `email:an@example.org`."""
    on_duty: bool = False
