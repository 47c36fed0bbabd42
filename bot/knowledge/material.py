"""Every piece that is good by itself, with its place, before the pieces are compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.knowledge.center import Center, MenuItem
from bot.knowledge.document import Document
from bot.knowledge.entry import Aspect, Entry, Topic
from bot.knowledge.event import Event
from bot.knowledge.event_wording import EventWording
from bot.knowledge.fact import Fact
from bot.knowledge.form import Consent, Form
from bot.knowledge.pieces import read_pieces, read_section, read_texts
from bot.knowledge.place import SplitCommune, Unit
from bot.knowledge.program import SharedRequirement, WrittenProgram
from bot.knowledge.sentences import DigestWording, Sentences
from bot.knowledge.words import Command, Words
from bot.knowledge.workdays import WorkingDays

if TYPE_CHECKING:
    from bot.knowledge.mistake import Mistake
    from bot.knowledge.pieces import Placed
    from bot.knowledge.sections import Sections


@dataclass(frozen=True, slots=True)
class Material:
    """Good pieces, in the order of the files.  None: not written, or refused."""

    entries: list[Placed[Entry]]
    topics: list[Placed[Topic]]
    aspects: list[Placed[Aspect]]
    documents: list[Placed[Document]]
    forms: list[Placed[Form]]
    consents: list[Placed[Consent]]
    commands: list[Placed[Command]]
    menu: list[Placed[MenuItem]]
    places: list[Placed[Unit]]
    split_communes: list[Placed[SplitCommune]]
    out_of_scope: list[Placed[str]]
    events: list[Placed[Event]]
    facts: list[Placed[Fact]]
    requirements: list[Placed[SharedRequirement]]
    programs: list[Placed[WrittenProgram]]
    sentences: Placed[Sentences] | None
    digest: Placed[DigestWording] | None
    event_wording: Placed[EventWording] | None
    center: Placed[Center] | None
    words: Placed[Words] | None
    working_days: Placed[WorkingDays] | None


def read_material(sections: Sections, mistakes: list[Mistake]) -> Material:
    """Read every piece; what is wrong is added to the mistakes."""
    lists = sections.lists
    return Material(
        entries=read_pieces(Entry, lists["entries"], mistakes),
        topics=read_pieces(Topic, lists["topics"], mistakes),
        aspects=read_pieces(Aspect, lists["aspects"], mistakes),
        documents=read_pieces(Document, lists["documents"], mistakes),
        forms=read_pieces(Form, lists["forms"], mistakes),
        consents=read_pieces(Consent, lists["consents"], mistakes),
        commands=read_pieces(Command, lists["commands"], mistakes),
        menu=read_pieces(MenuItem, lists["menu"], mistakes),
        places=read_pieces(Unit, lists["places"], mistakes),
        split_communes=read_pieces(SplitCommune, lists["split_communes"], mistakes),
        out_of_scope=read_texts(lists["out_of_scope"], mistakes),
        events=read_pieces(Event, lists["events"], mistakes),
        facts=read_pieces(Fact, lists["facts"], mistakes),
        requirements=read_pieces(SharedRequirement, lists["requirements"], mistakes),
        programs=read_pieces(WrittenProgram, lists["programs"], mistakes),
        sentences=read_section(Sentences, sections.mappings.get("sentences"), mistakes),
        digest=read_section(DigestWording, sections.mappings.get("digest"), mistakes),
        event_wording=read_section(EventWording, sections.mappings.get("event_wording"), mistakes),
        center=read_section(Center, sections.mappings.get("center"), mistakes),
        words=read_section(Words, sections.words, mistakes),
        working_days=read_section(WorkingDays, sections.mappings.get("working_days"), mistakes),
    )
