"""A question with all that was found in it, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.dialogue.choosing import worth_choosing
from bot.dialogue.conversation import Match

if TYPE_CHECKING:
    from bot.dialogue.situation import Situation
    from bot.dialogue.subject import Subject

COMPOSED = 0.9
"""The score of an entry that is the pair of topic and aspect, and nothing else was said."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What to answer a question with."""

    kind: Literal["answer", "choice", "topic", "unknown"]
    entries: tuple[str, ...] = ()
    """The entry that answers, or those to choose from."""
    matches: tuple[Match, ...] = ()
    topic: str | None = None
    """What it is about, where the question or the talk before says so."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The entry that topic and aspect lead to."""

    entry: str
    topic: str
    is_own: bool
    """False: its aspect is near to the one asked, or its topic wider."""
    is_carried: bool
    """True: the topic was named before, not in this question."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with all that was found in it."""

    situation: Situation
    subject: Subject
    own: str | None
    """The entry that has the whole message as a phrasing."""
    matches: tuple[Match, ...]


def composed(asked: Asked, entry: str, topic: str | None) -> Meaning:
    """The entry that topic and aspect lead to answers."""
    others = tuple(match for match in asked.matches if match.entry != entry)
    return Meaning("answer", (entry,), (Match(entry, COMPOSED), *others), topic)


def offered(asked: Asked, topic: str, near: tuple[str, ...]) -> Meaning:
    """A choice of the entries, and of what the question by itself is near enough to."""
    floor = asked.situation.understanding.limits.floor
    others = tuple(match.entry for match in asked.matches if match.entry not in near)
    also = [match.entry for match in asked.matches if match.score >= floor]
    entries = worth_choosing(tuple(dict.fromkeys((*near, *also[:2]))), others, asked.situation)
    return Meaning("choice", entries, asked.matches, topic)
