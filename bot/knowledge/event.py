"""An event: a contest, fair, course, workshop or round of a title, with its dates.

What is not known is `unknown` and is said to be not announced.  What the dates mean at a moment
is computed in `bot/events`.
"""

from __future__ import annotations

from typing import Literal

from bot.knowledge.moment import AnyMoment, ExactMoment, Moment
from bot.knowledge.piece import Day, Id, Piece, Text
from bot.knowledge.sourced import Citation

EventKind = Literal["contest", "fair", "course", "workshop", "title"]


class Registration(Piece):
    """From when until when people may register."""

    needed: bool = True
    """False: whoever wants may come."""
    opens: ExactMoment = None
    """A day opens at 00:00."""
    closes: ExactMoment = None
    """A day closes at its midnight; with a time, whoever comes at that minute is late."""
    extended_from: ExactMoment = None
    """The close that was announced before."""


class Held(Piece):
    """The days on which it takes place; a month or a year where no more is known."""

    since: AnyMoment = None
    until: AnyMoment = None
    """Not written: the same day as `since`.  `unknown`: it lasts, nobody said how long."""

    @property
    def last(self) -> Moment | None:
        """When it ends."""
        if "until" in self.model_fields_set or self.since is None:
            return self.until
        return self.since if self.since.precision != "minute" else self.since.day


class Event(Piece):
    """One event."""

    id: Id
    title: Text
    kind: EventKind
    topic: Id | None = None
    """The topic that it belongs to: `fair`, `contest`."""
    status: Literal["live", "cancelled", "draft"] = "live"
    """`draft`: nobody is told of it.  `cancelled`: people are told that it will not be."""
    ask: tuple[Text, ...] = ()
    """Names that people use for it, beside its title."""
    about: Text | None = None
    """What else people should read."""
    registration: Registration = Registration()
    held: Held = Held()
    place: Text | None = None
    quota: Text | None = None
    """How many are taken: `08 cơ sở`."""
    who: Text | None = None
    """Who may take part."""
    form: str | None = None
    """Key of the form by which people register while registration is open."""
    sources: tuple[Citation, ...] = ()
    owner: Text | None = None
    updated: Day | None = None
    """When somebody last made sure that it is right."""
    review_by: Day | None = None
    """When somebody has to look at it again; afterwards people are told how old it is."""
