"""Where what people read comes from."""

from __future__ import annotations

from bot.knowledge.piece import Id, Piece, Text


class Citation(Piece):
    """Where an answer comes from."""

    document: Id
    """Key of a document in the registry."""
    at: Text | None = None
    """The place in it, as people write it: `Điều 4 khoản 3`."""
