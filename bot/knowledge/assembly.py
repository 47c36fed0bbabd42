"""From the bytes of all files to one snapshot, or to all their mistakes at once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.errors import KnowledgeError
from bot.knowledge.advice import advise
from bot.knowledge.building import build, wording_of
from bot.knowledge.contradictions import (
    check_aspects,
    check_moments,
    check_phrasings,
    check_slashes,
    check_validity,
)
from bot.knowledge.generic import check_presence, complete, lacking
from bot.knowledge.material import read_material
from bot.knowledge.more_phrasings import check_owners, spread
from bot.knowledge.node import Mark
from bot.knowledge.placeholders import check_placeholders
from bot.knowledge.references import check_ids, check_references
from bot.knowledge.rule_checks import check_conditions, check_programs
from bot.knowledge.sections import gather
from bot.knowledge.strict_yaml import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bot.knowledge.material import Material
    from bot.knowledge.mistake import Mistake
    from bot.knowledge.sections import Sections
    from bot.knowledge.snapshot import Knowledge


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of a knowledge base as they were found."""

    name: str
    """Its path as it was given; mistakes about the whole are told there."""
    files: Mapping[str, bytes]
    """By path, in the order in which they are read."""
    mistakes: tuple[Mistake, ...] = ()
    """Files that could not be read or were left out."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A snapshot that may be served.  Equal when the files are equal."""

    fingerprint: str
    """Of everything that was read."""
    knowledge: Knowledge = field(compare=False)
    warnings: tuple[Mistake, ...] = field(compare=False)


@dataclass(slots=True)
class Reading:
    """Sections of some files, with what is wrong so far."""

    sections: Sections
    mistakes: list[Mistake]
    is_whole: bool


def assemble(folder: Folder, base: Callable[[], Folder] | None = None) -> Loaded:
    """Read and check everything.  Raises KnowledgeError with every mistake of every file."""
    reading, shipped = read(folder), None
    sections, mistakes = reading.sections, reading.mistakes
    if base and any(lacking(sections)):
        shipped = base()
        mistakes += fill_up(sections, shipped)
    mistakes += spread(sections.phrasings, sections.lists["entries"])
    material = read_material(sections, mistakes)
    told = {mistake.place for mistake in mistakes}  # one cause is told once
    compared = compare(material, sections, is_whole=reading.is_whole)
    mistakes += [mistake for mistake in compared if mistake.place not in told]
    if reading.is_whole:
        mistakes += check_presence(sections, Mark(folder.name, 1, 1))
    errors = sorted({mistake for mistake in mistakes if not mistake.is_warning})
    wording = wording_of(material)
    if errors or not wording:
        raise KnowledgeError(errors)
    knowledge = build(material, wording)
    warnings = tuple(sorted({*mistakes, *advise(material)}))
    return Loaded(fingerprint(folder, shipped), knowledge, warnings)


def read(folder: Folder) -> Reading:
    """Parse all files and put their sections together."""
    parsed = [parse(data, file) for file, data in folder.files.items()]
    gathering = gather(each.root for each in parsed)
    syntax = [mistake for each in parsed for mistake in each.mistakes]
    unread = any(not mistake.is_warning for mistake in folder.mistakes)
    is_whole = not unread and all(each.is_whole for each in parsed)
    return Reading(gathering.sections, [*folder.mistakes, *syntax, *gathering.mistakes], is_whole)


def fill_up(sections: Sections, shipped: Folder) -> list[Mistake]:
    """Add the generic sections of the shipped knowledge; what is wrong with its files."""
    reading = read(shipped)
    complete(sections, reading.sections)
    return reading.mistakes


def compare(material: Material, sections: Sections, *, is_whole: bool) -> Iterator[Mistake]:
    """What only shows when everything is seen together, refused pieces too."""
    yield from check_ids(sections)
    yield from check_aspects(sections.lists["entries"])
    yield from check_phrasings(sections.lists["entries"])
    yield from check_slashes(material.entries)
    yield from check_validity(material.entries)
    yield from check_moments(material.events)
    yield from check_programs(material)
    yield from check_placeholders(sections)
    if is_whole:  # else what seems unknown may stand in the part that could not be read
        yield from check_references(sections)
        yield from check_owners(sections.phrasings, sections.ids("entries"))
        yield from check_conditions(sections)


def fingerprint(folder: Folder, shipped: Folder | None) -> str:
    """A digest of the names and contents of the files."""
    digest = hashlib.sha256()
    for each in (folder, shipped) if shipped else (folder,):
        for file, data in each.files.items():
            digest.update(f"{file}\0{len(data)}\0".encode(errors="backslashreplace"))
            digest.update(data)
    return digest.hexdigest()
