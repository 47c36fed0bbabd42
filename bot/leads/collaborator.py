"""Collaborators: the people leads are given to, each with an area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.message import Address


@dataclass(frozen=True, slots=True)
class Collaborator:
    """Somebody who calls people back."""

    id: str
    name: str
    address: Address | None = None
    """Where digests go; None: printed and exported only."""
    units: frozenset[str] = frozenset()
    """Codes of the units of today that the area consists of."""
    is_on_duty: bool = False
    """Receives what belongs to nobody's area."""
