"""The registry of documents that answers rest on, and how far each may be trusted today."""

from __future__ import annotations

from typing import Literal

from bot.knowledge.piece import Day, Id, Piece, Text

Basis = Literal["current", "outdated", "summary", "plan", "history", "unknown"]


class Document(Piece):
    """A decree, circular, decision, plan or page."""

    id: Id
    name: Text
    """As it is cited: `Nghị định 45/2012/NĐ-CP`."""
    title: Text
    """What it is about."""
    issuer: Text | None = None
    issued: Day | None = None
    in_force: Day | None = None
    until: Day | None = None
    """The last day it was in force."""
    amended_by: tuple[Id, ...] = ()
    replaced_by: tuple[Id, ...] = ()
    basis: Basis
    """What the answers were written from.
    `current`: the text in force.  `outdated`: a text older than a known amendment.
    `summary`: only a summary was read.  `plan`: a plan, never a result.
    `history`: no longer in force.  `unknown`: nobody has checked.
    All but `current` make every answer that cites it say so."""
    year: int | None = None
    """The year that the text read is of, said beside its name."""
    link: Text | None = None
    note: Text | None = None
    """For administrators only."""
