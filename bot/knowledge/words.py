"""How people type: what short forms mean, which words say the same, which say nothing."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bot.knowledge.piece import Piece, Text


class Abbreviation(Piece):
    """A short form and what it may stand for."""

    short: tuple[Text, ...] = Field(min_length=1)
    means: tuple[Text, ...] = Field(min_length=1)
    """One meaning: always expanded.  Several: all are tried, best first."""


class Words(Piece):
    """The lexicon."""

    abbreviations: tuple[Abbreviation, ...] = ()
    synonyms: tuple[tuple[Text, ...], ...] = ()
    """Groups of words that mean the same here; the first is the one that answers use."""
    filler: tuple[Text, ...] = ()
    """Courtesy and particles that carry no meaning for the search: *ạ*, *nhé*, *ad ơi*."""
    insults: tuple[Text, ...] = ()
    """What people say in anger, answered with a soothing word."""


CommandId = Literal[
    "greeting", "help", "menu", "person", "thanks", "goodbye", "more",
    "back", "cancel", "yes", "no", "skip", "show_data", "delete_data",
    "remind", "stop_reminders",
]  # fmt: skip


class Command(Piece):
    """Something people tell the bot to do, and the words for it."""

    id: CommandId
    title: Text
    """As a button."""
    ask: tuple[Text, ...] = Field(min_length=1)
