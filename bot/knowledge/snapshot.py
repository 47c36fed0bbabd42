"""Everything the bot knows at one moment.  Built as a whole, swapped as a whole, never changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.knowledge.center import Center, MenuItem
from bot.knowledge.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.knowledge.document import Document
    from bot.knowledge.entry import Aspect, Entry, Topic
    from bot.knowledge.form import Consent, Form
    from bot.knowledge.places import Places
    from bot.knowledge.sentences import DigestWording, Sentences
    from bot.knowledge.words import Command


def _nothing() -> Mapping[str, object]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Knowledge:
    """One snapshot.  Mappings are read-only and keep the order of the files."""

    entries: Mapping[str, Entry]
    sentences: Sentences
    commands: Mapping[str, Command]
    digest: DigestWording
    places: Places
    center: Center = field(default_factory=Center)
    words: Words = field(default_factory=Words)
    topics: Mapping[str, Topic] = field(default_factory=_nothing)  # type: ignore[assignment]
    aspects: Mapping[str, Aspect] = field(default_factory=_nothing)  # type: ignore[assignment]
    documents: Mapping[str, Document] = field(default_factory=_nothing)  # type: ignore[assignment]
    forms: Mapping[str, Form] = field(default_factory=_nothing)  # type: ignore[assignment]
    consents: Mapping[str, Consent] = field(default_factory=_nothing)  # type: ignore[assignment]
    menu: tuple[MenuItem, ...] = ()
    out_of_scope: tuple[str, ...] = ()
    """Questions that must not be answered; the threshold is derived from them."""
    places_in_files: Mapping[str, str] = field(default_factory=_nothing)  # type: ignore[assignment]
    """Where each id was written, `file:line:col`, for messages of later checks."""
