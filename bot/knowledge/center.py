"""Who we speak for.  Settings of the administrators, because names and addresses change."""

from __future__ import annotations

from pydantic import Field

from bot.knowledge.piece import Piece, Text


class Center(Piece):
    """The Centre.  What is not known stays empty and is said to be unknown."""

    name: Text = "Trung tâm"
    short_name: Text = "Trung tâm"
    """For titles on small screens."""
    parent: Text | None = None
    address: Text | None = None
    telephone: Text | None = None
    email: Text | None = None
    website: Text | None = None
    hours: Text | None = None
    zalo: Text | None = None
    retention_months: int = Field(default=12, ge=1, le=120)
    """How long a lead is kept after its last change."""
    closing_soon_days: int = Field(default=7, ge=1, le=60)


class MenuItem(Piece):
    """A line of the menu."""

    title: Text
    go: Text
    """An entry, a form, or a command."""
