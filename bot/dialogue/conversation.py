"""What is remembered about an Address between two messages, and what one step decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from bot.leads.lead import ConsentGiven
from bot.leads.subscription import Subscription
from bot.message import Address, Button, Reply

if TYPE_CHECKING:
    from bot.leads.lead import Lead

Kind = Literal[
    "answer", "choice", "unknown", "referral", "form", "eligibility", "menu", "greeting"
]  # fmt: skip
Step = Literal["consent", "slot", "review", "edit"]


@dataclass(frozen=True, slots=True)
class Answered:
    """What somebody filled into a slot."""

    text: str
    """As it will be reviewed and kept."""
    unit: str | None = None
    """For a place: the code of the unit of today."""


@dataclass(frozen=True, slots=True)
class FormState:
    """How far a form has been filled in."""

    form: str
    step: Step
    slot: int = 0
    """Index of the question that is being asked."""
    answers: tuple[tuple[str, Answered], ...] = ()
    """Slot id and answer, in the order they were given."""
    consent: ConsentGiven | None = None
    is_editing: bool = False
    """True: after this one answer the review comes again."""
    tries: int = 0
    """How often the answer to this question could not be used."""
    question: str = ""
    entry: str | None = None
    shown_version: str = ""
    """Version of the consent text that was shown."""
    event: str | None = None
    """The event that it registers for, if it is one."""
    filled: tuple[str, ...] = ()
    """Slots whose answers were known before it began; they are reviewed, not asked."""
    note: str = ""
    """What the check of eligibility has found, for whoever calls back."""


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody said of themselves in the check of eligibility."""

    fact: str
    value: str | int | bool | None
    """A choice, a number, yes or no; None: they do not know."""
    text: str = ""
    """In their own words, where those are kept: the name of a place."""


@dataclass(frozen=True, slots=True)
class CheckState:
    """How far the check of eligibility has come."""

    program: str | None = None
    """The one that is checked; None: all."""
    told: tuple[Told, ...] = ()
    """In the order in which it was said."""
    asked: tuple[str, ...] = ()
    """The facts that were asked, so that one can go back."""
    fact: str | None = None
    """The one that is being asked; None: the result was told."""
    tries: int = 0
    """How often the answer to this question could not be used."""
    place: Answered | None = None
    """Where they produce, if they said so."""
    question: str = ""
    """The message that it began with."""


@dataclass(frozen=True, slots=True)
class ReminderAsked:
    """We asked whether somebody may be reminded."""

    about: str
    """An event, or a kind of events: see `Subscription.about`."""
    version: str
    """Of the consent text that was shown."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """What we remember about an Address."""

    address: Address
    topic: str | None = None
    entry: str | None = None
    """The entry that was answered last."""
    question: str = ""
    """The last question, in the person's own words."""
    offered: tuple[Button, ...] = ()
    """The buttons under our last Reply; their titles and numbers may be typed."""
    asked_back: str = ""
    """The question whose possible meanings are offered; empty: none is."""
    form: FormState | None = None
    check: CheckState | None = None
    is_deleting: bool = False
    """True: we asked whether everything is really to be deleted."""
    reminding: ReminderAsked | None = None
    subscriptions: tuple[Subscription, ...] = ()
    """What they want to be reminded of.  Kept in rows of its own, and laid in for each step."""
    changed_at: datetime | None = None
    source: str = ""
    """The link they came by last; empty: by themselves, or long ago."""


@dataclass(frozen=True, slots=True)
class Match:
    """An entry (or form) with a score in 0..1."""

    entry: str
    score: float


@dataclass(frozen=True, slots=True)
class Turn:
    """What one step decided: what to say, what to remember, whom to call back."""

    conversation: Conversation
    replies: tuple[Reply, ...]
    kind: Kind
    entry: str | None = None
    score: float = 0.0
    matches: tuple[Match, ...] = ()
    sources: tuple[str, ...] = ()
    lead: Lead | None = None
    missed: str | None = None
    """A question that had no answer of its own, in the person's own words."""
    chosen: str | None = None
    """What was picked for it from the choice that was offered instead."""
    subscribes: Subscription | None = None
    """Something more to be reminded of."""
    stops_reminders: bool = False
    """True: they do not want to be reminded of anything any more."""
    erases: bool = False
    """True: everything kept about this Address is to be deleted."""
