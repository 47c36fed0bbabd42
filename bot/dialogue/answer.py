"""How an entry is said: its text, what limits it, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.dialogue.wording import fill
from bot.knowledge.age import basis_on

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.knowledge.document import Basis, Document
    from bot.knowledge.entry import Entry
    from bot.knowledge.event import Event
    from bot.knowledge.program import Program
    from bot.knowledge.snapshot import Knowledge
    from bot.knowledge.sourced import Citation


@dataclass(frozen=True, slots=True)
class Said:
    """An entry, ready to be read."""

    text: str
    sources: tuple[str, ...]
    is_withheld: bool
    """True: the answer itself was not said, because it is a draft or out of its time."""


def compose(entry: Entry, knowledge: Knowledge, today: date) -> Said:
    """What people read when they are answered with this entry on that day."""
    withheld = _withheld(entry, knowledge, today)
    if withheld is not None:
        return Said(withheld, (), is_withheld=True)
    return with_sources(entry.answer, entry, knowledge, today)


def _withheld(entry: Entry, knowledge: Knowledge, today: date) -> str | None:
    sentences = knowledge.sentences
    since, until = entry.valid.since, entry.valid.until
    if entry.status == "draft":
        return fill(sentences.draft, knowledge, title=entry.title)
    if until is not None and today > until:
        return fill(sentences.expired, knowledge, title=entry.title, date=f"{until:%d/%m/%Y}")
    if since is not None and today < since:
        return fill(sentences.not_yet, knowledge, title=entry.title, date=f"{since:%d/%m/%Y}")
    return None


def with_sources(text: str, entry: Entry | Event, knowledge: Knowledge, today: date) -> Said:
    """A text of the entry (its details, what it looked up) with what limits it and its sources."""
    age = aging(entry, knowledge, today)
    return with_citations("\n\n".join(filter(None, (text, age))), entry.sources, knowledge, today)


def with_citations(
    text: str, citations: Sequence[Citation], knowledge: Knowledge, today: date
) -> Said:
    """A text with what limits it and where it comes from."""
    cited = [(knowledge.documents[citation.document], citation) for citation in citations]
    sources = tuple(dict.fromkeys(_source(document, citation) for document, citation in cited))
    parts = [
        fill(text, knowledge),
        *_caveats([document for document, _ in cited], knowledge, today),
    ]
    if sources:
        parts.append(fill(knowledge.sentences.source, knowledge, sources="; ".join(sources)))
    return Said("\n\n".join(parts), sources, is_withheld=False)


def aging(entry: Entry | Event | Program, knowledge: Knowledge, today: date) -> str:
    """How old it is, once somebody should have looked at it again; else nothing."""
    if entry.review_by is None or today <= entry.review_by:
        return ""
    if entry.updated:
        return fill(knowledge.sentences.stale, knowledge, date=f"{entry.updated:%d/%m/%Y}")
    date = f"{entry.review_by:%d/%m/%Y}"
    return fill(knowledge.sentences.stale_undated, knowledge, date=date)


def _source(document: Document, citation: Citation) -> str:
    year = str(document.year or "")
    dated = document.name if not year or year in document.name else f"{document.name} ({year})"
    return f"{dated}, {citation.at}" if citation.at else dated


def _caveats(documents: list[Document], knowledge: Knowledge, today: date) -> list[str]:
    """One caveat for each way in which the documents are not the last word."""
    by_basis: dict[Basis, dict[str, Document]] = {}
    for document in documents:
        basis = basis_on(document, knowledge, today)
        by_basis.setdefault(basis, {})[document.id] = document
    return [
        _caveat(basis, list(same.values()), knowledge)
        for basis, same in by_basis.items()
        if basis != "current"
    ]


def _caveat(basis: Basis, documents: list[Document], knowledge: Knowledge) -> str:
    def names(ids: list[str]) -> str:
        known = dict.fromkeys(knowledge.documents[key].name for key in ids)
        return ", ".join(known) or knowledge.sentences.unnamed_document

    sentence: str = getattr(knowledge.sentences, f"caveat_{basis}")
    return fill(
        sentence,
        knowledge,
        document=", ".join(document.name for document in documents),
        year=documents[0].year or "",
        amended_by=names([key for one in documents for key in one.amended_by]),
        replaced_by=names([key for one in documents for key in one.replaced_by]),
    )
