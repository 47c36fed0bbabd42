"""An entry: one answer that a person wrote, the ways to ask for it, and where it comes from."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from bot.knowledge.event import EventKind
from bot.knowledge.piece import Day, Id, Piece, Text
from bot.knowledge.sourced import Citation


class Validity(Piece):
    """The days on which an answer may be given, both included; an open end has no limit."""

    since: Day | None = None
    until: Day | None = None


class Trial(Piece):
    """A question that must, or must not, reach the entry it stands in."""

    ask: Text
    reach: bool = True
    """False: this question must not be answered with this entry."""
    on: Day | None = None
    """Asked on that day; without it, on the day of the check."""


class EventList(Piece):
    """Which events an entry tells of, computed when it is asked."""

    kinds: tuple[EventKind, ...] = ()
    """None: all."""
    topics: tuple[Id, ...] = ()
    """The same of the topics that they belong to."""
    only: Literal["ahead", "open"] = "ahead"
    """`open`: those that people can register for now."""


class Entry(Piece):
    """One answer."""

    id: Id
    title: Text
    """Short name, shown on buttons and in did-you-mean."""
    ask: tuple[Text, ...] = Field(min_length=1)
    """Ways to ask it; one is enough to begin."""
    answer: Text
    """What people read; the first line answers.  `{center.name}` and the like are filled in."""
    more: Text | None = None
    """Details, sent when somebody presses *Xem thêm*."""
    kind: Literal["answer", "referral", "place", "workdays", "check"] = "answer"
    """`referral`: not this Centre's business; the answer says whom to ask.
    `place`: what a place is called today, looked up in the geography; the answer is what is
    said when the question names no place.
    `workdays`: how many working days are left until a day; the answer is what is said when no day
    is named or talked of.
    `check`: begins the check of whether somebody can be supported; the answer is what is said while
    there are no rules."""
    topic: Id | None = None
    """What it is about, so that "còn hồ sơ thì sao" finds its neighbor."""
    aspect: Id | None = None
    """Which question about the topic it answers: amount, dossier, deadline, ..."""
    slash: Annotated[str, StringConstraints(pattern=r"^[a-z]+$")] | None = None
    """The word behind a slash that asks for it on every channel: `han` for */han*."""
    events: EventList | None = None
    """The answer is the list of these events; what is written is said while there are none."""
    sources: tuple[Citation, ...] = ()
    valid: Validity = Validity()
    status: Literal["live", "draft"] = "live"
    """`draft`: waiting for confirmation, its answer is never said."""
    owner: Text | None = None
    updated: Day | None = None
    """When somebody last made sure that it is right."""
    review_by: Day | None = None
    """When somebody has to look at it again; afterwards people are told how old it is."""
    next: tuple[Id, ...] = ()
    """What people ask next: entries, forms (`form.support`), `menu` or `person`."""
    tests: tuple[Trial, ...] = ()


class Topic(Piece):
    """Entries that belong together."""

    id: Id
    title: Text
    words: tuple[Text, ...] = ()
    """How people name it: *máy móc*, *mua máy*, *dây chuyền*."""
    within: Id | None = None
    """The wider topic, which is asked when this one has no entry for an aspect, and which gives way
    to this one when a question names both."""


class Aspect(Piece):
    """A way of asking that fits every topic: how much, which papers, by when."""

    id: Id
    title: Text
    ask: tuple[Text, ...]
    near: tuple[Id, ...] = ()
    """Aspects that answer as well where a topic has no entry for this one, best first: a fair has
    no deadline, but dates."""
