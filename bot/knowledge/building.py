"""From pieces that passed every check to the snapshot that is served."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, TypeVar

from bot.knowledge.center import Center
from bot.knowledge.places import Places
from bot.knowledge.program import resolve
from bot.knowledge.snapshot import Knowledge
from bot.knowledge.words import Words
from bot.knowledge.workdays import WorkingDays

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.knowledge.eligibility_wording import EligibilityWording
    from bot.knowledge.event_wording import EventWording
    from bot.knowledge.material import Material
    from bot.knowledge.node import Mark
    from bot.knowledge.pieces import Placed
    from bot.knowledge.sentences import DigestWording, Sentences


class Identified(Protocol):
    """A piece with a name."""

    @property
    def id(self) -> str:
        """The name."""


P = TypeVar("P")
I = TypeVar("I", bound=Identified)  # noqa: E741 - one letter as its neighbor


@dataclass(frozen=True, slots=True)
class Wording:
    """The bot's own words, without which it cannot speak."""

    sentences: Sentences
    digest: DigestWording
    events: EventWording
    eligibility: EligibilityWording


def wording_of(material: Material) -> Wording | None:
    """The words; None when some were not written, or refused."""
    events, eligibility = material.event_wording, material.eligibility_wording
    if not material.sentences or not material.digest or not events or not eligibility:
        return None
    return Wording(material.sentences.piece, material.digest.piece, events.piece, eligibility.piece)


def build(material: Material, wording: Wording) -> Knowledge:
    """The snapshot."""
    facts, shared = by_id(material.facts), by_id(material.requirements)
    programs = (resolve(placed.piece, shared, facts) for placed in material.programs)
    return Knowledge(
        entries=by_id(material.entries),
        sentences=wording.sentences,
        commands=by_id(material.commands),
        digest=wording.digest,
        event_wording=wording.events,
        eligibility_wording=wording.eligibility,
        places=Places(bare(material.places), bare(material.split_communes)),
        center=material.center.piece if material.center else Center(),
        words=material.words.piece if material.words else Words(),
        topics=by_id(material.topics),
        aspects=by_id(material.aspects),
        documents=by_id(material.documents),
        forms=by_id(material.forms),
        consents=by_id(material.consents),
        menu=bare(material.menu),
        out_of_scope=bare(material.out_of_scope),
        events=by_id(material.events),
        facts=facts,
        requirements=shared,
        programs=MappingProxyType({program.id: program for program in programs}),
        working_days=material.working_days.piece if material.working_days else WorkingDays(),
        written_at=MappingProxyType({key: str(mark) for key, mark in marks(material)}),
    )


def bare(pieces: Sequence[Placed[P]]) -> tuple[P, ...]:
    """The pieces without their places."""
    return tuple(placed.piece for placed in pieces)


def by_id(pieces: Sequence[Placed[I]]) -> Mapping[str, I]:
    """The pieces under their names, in the order of the files."""
    return MappingProxyType({placed.piece.id: placed.piece for placed in pieces})


def marks(material: Material) -> Iterator[tuple[str, Mark]]:
    """Where each id stands; where two kinds of piece share one, entries come last and win.
    The questions that later checks ask have no id: they are `fair.booth#tests.0` and
    `out_of_scope#0`, which no id can be; nor have sources, `fair.booth#sources.0`.
    """
    for kind in (
        material.aspects, material.topics, material.consents, material.documents,
        material.commands, material.forms, material.programs, material.events, material.entries,
    ):  # fmt: skip
        for placed in kind:
            yield placed.piece.id, placed.mark("id")
    for event in material.events:
        for number, _ in enumerate(event.piece.sources):
            yield f"{event.piece.id}#sources.{number}", event.mark("sources", number)
    yield from rule_marks(material)
    for entry in material.entries:
        for number, _ in enumerate(entry.piece.sources):
            yield f"{entry.piece.id}#sources.{number}", entry.mark("sources", number)
        for number, _ in enumerate(entry.piece.tests):
            yield f"{entry.piece.id}#tests.{number}", entry.mark("tests", number)
    for number, question in enumerate(material.out_of_scope):
        yield f"out_of_scope#{number}", question.mark()


def rule_marks(material: Material) -> Iterator[tuple[str, Mark]]:
    """Where rules stand: `facts#owner`, `requirements#place`, `program.fair#requires.0`, and what
    they cite, `program.fair#sources.3`.
    """
    for fact in material.facts:
        yield f"facts#{fact.piece.id}", fact.mark("id")
    for shared in material.requirements:
        yield f"requirements#{shared.piece.id}", shared.mark("id")
        for number, _ in enumerate(shared.piece.sources):
            yield f"requirements#{shared.piece.id}#sources.{number}", shared.mark("sources", number)
    for program in material.programs:
        own = program.piece.requires
        cited: list[tuple[str | int, ...]] = [
            ("requires", place, "sources", number)
            for place, requirement in enumerate(own)
            for number, _ in enumerate(requirement.sources)
        ]
        given = program.piece.outcome.sources
        cited += [("outcome", "sources", number) for number, _ in enumerate(given)]
        for number, path in enumerate(cited):
            yield f"{program.piece.id}#sources.{number}", program.mark(*path)
        for number, requirement in enumerate(own):
            yield f"{program.piece.id}#{requirement.id}", program.mark("requires", number, "id")
