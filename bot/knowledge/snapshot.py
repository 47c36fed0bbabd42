"""Everything the bot knows at one moment.  Built as a whole, swapped as a whole, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.knowledge.center import Center, MenuItem
    from bot.knowledge.document import Document
    from bot.knowledge.entry import Aspect, Entry, Topic
    from bot.knowledge.event import Event
    from bot.knowledge.event_wording import EventWording
    from bot.knowledge.fact import Fact
    from bot.knowledge.form import Consent, Form
    from bot.knowledge.places import Places
    from bot.knowledge.program import Program, SharedRequirement
    from bot.knowledge.sentences import DigestWording, Sentences
    from bot.knowledge.words import Command, Words
    from bot.knowledge.workdays import WorkingDays


@dataclass(frozen=True, slots=True)
class Knowledge:
    """One snapshot.  Mappings are read-only and keep the order of the files."""

    entries: Mapping[str, Entry]
    sentences: Sentences
    commands: Mapping[str, Command]
    digest: DigestWording
    event_wording: EventWording
    places: Places
    center: Center
    words: Words
    topics: Mapping[str, Topic]
    aspects: Mapping[str, Aspect]
    documents: Mapping[str, Document]
    forms: Mapping[str, Form]
    consents: Mapping[str, Consent]
    menu: tuple[MenuItem, ...]
    out_of_scope: tuple[str, ...]
    """Questions that must not be answered; the threshold is derived from them."""
    events: Mapping[str, Event]
    """Drafts too: who tells of events leaves them out."""
    facts: Mapping[str, Fact]
    """What is asked to find out whether somebody is eligible."""
    requirements: Mapping[str, SharedRequirement]
    """Those that programs share."""
    programs: Mapping[str, Program]
    """Drafts too: who tells of programs leaves them out."""
    working_days: WorkingDays
    written_at: Mapping[str, str]
    """Where each id was written, `file:line:col`, for messages of later checks."""
