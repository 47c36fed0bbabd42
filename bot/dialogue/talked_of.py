"""What a question means that leaves out what it is about: that of the talk before, where that is
sure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.asked import composed, offered
from bot.dialogue.nearest import likeliest_of

if TYPE_CHECKING:
    from bot.dialogue.asked import Asked, Meaning, Pair
    from bot.dialogue.situation import Situation


TOLD_OF_EVENTS = frozenset({"deadline", "schedule", "venue", "duration"})
"""Aspects that what is said of an event answers."""


def names_the_place_asked_for(situation: Situation) -> bool:
    """After "which commune was it?" a bare name of a place is the answer to that."""
    entry = situation.knowledge.entries.get(situation.conversation.entry or "")
    if entry is None or entry.kind != "place":
        return False
    places = situation.knowledge.places
    found = places.find(situation.text, is_answer=True)
    rest = places.remove(situation.text, found)
    return bool(found.units) and situation.understanding.subjects.says_nothing(rest)


def event_talked_of(situation: Situation) -> str | None:
    """After an event was told of, *còn hạn không* and *ở đâu* are about it."""
    before = situation.conversation.entry
    if before not in situation.knowledge.events:
        return None
    subject = situation.understanding.subjects.read(situation.text)
    is_its = subject.topic is None and subject.is_whole and subject.aspect in TOLD_OF_EVENTS
    return before if is_its else None


def asked_again(situation: Situation, topic: str) -> str | None:
    """The entry of the topic for what was asked before of another one."""
    before = _last_aspect(situation)
    key = situation.understanding.pairs.find(topic, before) if before else None
    return key if key and situation.knowledge.entries[key].topic == topic else None


def _last_aspect(situation: Situation) -> str | None:
    """The aspect that was asked of the topic before: that of the answer, else of the question."""
    conversation, understanding = situation.conversation, situation.understanding
    entry = situation.knowledge.entries.get(conversation.entry or "")
    if entry is not None and entry.aspect:
        return entry.aspect
    return understanding.subjects.read(conversation.question).aspect


def narrows(situation: Situation, topic: str) -> bool:
    """Whether the answer before was a general one: now it is said of what it was asked."""
    entry = situation.knowledge.entries.get(situation.conversation.entry or "")
    return entry is not None and situation.understanding.pairs.is_wider(entry.topic, topic)


def of_pair(asked: Asked, pair: Pair) -> Meaning:
    """The entry of the pair.  One that is not sure is offered, behind what the topic most likely
    has to say.
    """
    if _is_reliable(asked, pair):
        return composed(asked, pair.entry, pair.topic)
    likely = likeliest_of(asked.situation.knowledge.topics[pair.topic], asked.situation)
    near = (likely.entry, pair.entry) if likely else (pair.entry,)
    return offered(asked, pair.topic, tuple(dict.fromkeys(near)))


def is_surer(asked: Asked, decided: Meaning, pair: Pair) -> bool:
    """Whether the ranking answers with something else, and is to be believed first: unless the
    topic itself has something on what is asked for in a listed way.
    """
    is_told = asked.subject.is_told and _is_of_topic(asked, pair)
    is_other = decided.kind == "answer" and decided.entries != (pair.entry,)
    return is_other and not is_told


def _is_reliable(asked: Asked, pair: Pair) -> bool:
    """Whether the pair is meant.  Where a topic talked of is not all that is left out, the aspect
    has to be asked for in a listed way and joined to the talk; what is told of a wider topic has to
    be what the question is nearest to by itself: *để được bao lâu* is asked of the showroom, *làm
    logo ở đâu* of designers, not of where to hand in a dossier.
    """
    subject = asked.subject
    if pair.is_carried and not subject.is_whole:
        return pair.is_own and subject.is_joined and subject.is_told
    return _is_of_topic(asked, pair) or _is_nearest(asked, pair)


def _is_of_topic(asked: Asked, pair: Pair) -> bool:
    return asked.situation.knowledge.entries[pair.entry].topic == pair.topic


def _is_nearest(asked: Asked, pair: Pair) -> bool:
    """Whether of its topic, and those around it, nothing is nearer to the question."""
    entries, pairs = asked.situation.knowledge.entries, asked.situation.understanding.pairs
    around = (
        match.entry
        for match in asked.matches
        if (entry := entries.get(match.entry)) is not None
        and (entry.topic == pair.topic or pairs.is_wider(entry.topic, pair.topic))
    )
    return next(around, None) == pair.entry
