"""What a question means: the ranking of the whole, completed by its subject and by what was
talked about.

A question may leave out its topic (*cần giấy tờ gì*), its aspect (*thế hội chợ thì sao*) or both
sides of the pair may be there without a phrasing that joins them.  Where topic and aspect are all
that is said, their entry is meant; where more is said, the ranking is believed first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.dialogue.choosing import worth_choosing
from bot.dialogue.conversation import Match
from bot.dialogue.policy import decide
from bot.dialogue.understanding import plain

if TYPE_CHECKING:
    from bot.dialogue.situation import Situation
    from bot.dialogue.subject import Subject

COMPOSED = 0.9
"""The score of an entry that is the pair of topic and aspect, and nothing else was said."""
CANDIDATES = 8
"""So many are looked at, however many a Turn tells."""
CLEAR = 0.8
"""Whatever scores this is meant, also where topic and aspect would lead elsewhere."""
FEW = 2
"""So many words beside topic and aspect may be about whoever asks: *bên em làm gỗ*."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What to answer a question with."""

    kind: Literal["answer", "choice", "topic", "unknown"]
    entries: tuple[str, ...] = ()
    """The entry that answers, or those to choose from."""
    matches: tuple[Match, ...] = ()
    topic: str | None = None
    """What it is about, where the question or the talk before says so."""


def find_meaning(situation: Situation) -> Meaning:
    """The entry that answers, those to choose from, a topic of which nothing is asked, or none."""
    if _names_the_place_asked_for(situation):
        return Meaning("answer", (situation.conversation.entry or "",))
    subject = situation.understanding.subjects.read(situation.text)
    own = situation.understanding.verbatim.get(plain(situation.text))
    if subject.topic and subject.is_bare:
        return _about_topic(situation, subject, own)
    return _about_pair(situation, subject, own)


def _about_topic(situation: Situation, subject: Subject, own: str | None) -> Meaning:
    """*Thế hội chợ thì sao* asks again what was asked before; *hội chợ* alone asks nothing yet."""
    topic, before = subject.topic or "", last_aspect(situation)
    again = situation.understanding.pairs.find(topic, before) if before else None
    if own and not (again and subject.is_joined):
        return _composed(situation, own, topic)
    if again and subject.is_joined:
        return _composed(situation, again, topic)
    return Meaning("topic", topic=topic, matches=_rank(situation))


def _about_pair(situation: Situation, subject: Subject, own: str | None) -> Meaning:
    topic, aspect = subject.topic or situation.conversation.topic, subject.aspect
    pair = situation.understanding.pairs.find(topic, aspect) if topic and aspect else None
    if pair and topic and subject.topic is None and subject.is_whole:
        return _composed(situation, pair, topic)
    decided = _decided(situation)
    if pair and topic and own is None and _gives_way(situation, decided, topic, pair, subject):
        return _composed(situation, pair, topic)
    return decided


def _gives_way(
    situation: Situation, decided: Meaning, topic: str, pair: str, subject: Subject
) -> bool:
    """Whether the ranking is less sure than the pair."""
    is_near = subject.topic is None and len(subject.rest) <= FEW
    if decided.kind != "answer":
        is_offered = pair in [match.entry for match in decided.matches]
        return is_offered or subject.is_whole or (is_near and subject.is_joined)
    if decided.matches[0].score >= CLEAR or not _is_own(situation, topic, subject):
        return False
    entry = situation.knowledge.entries.get(decided.entries[0])
    is_wider = entry is not None and situation.understanding.pairs.is_wider(entry.topic, topic)
    return subject.is_whole or (is_wider and is_near)


def _is_own(situation: Situation, topic: str, subject: Subject) -> bool:
    return situation.understanding.pairs.has(topic, subject.aspect or "")


def _composed(situation: Situation, entry: str, topic: str | None) -> Meaning:
    others = tuple(match for match in _rank(situation) if match.entry != entry)
    return Meaning("answer", (entry,), (Match(entry, COMPOSED), *others), topic)


def _decided(situation: Situation) -> Meaning:
    matches = _rank(situation)
    decision = decide(matches, situation.understanding.limits)
    entries = tuple(match.entry for match in decision.matches)
    if decision.kind == "choice":
        others = (match.entry for match in matches if match not in decision.matches)
        entries = worth_choosing(entries, tuple(others), situation)
    return Meaning(decision.kind, entries, matches)


def last_aspect(situation: Situation) -> str | None:
    """The aspect that was asked of the topic before: that of the answer, else of the question."""
    conversation, understanding = situation.conversation, situation.understanding
    entry = situation.knowledge.entries.get(conversation.entry or "")
    if entry is not None and entry.aspect:
        return entry.aspect
    return understanding.subjects.read(conversation.question).aspect


def _names_the_place_asked_for(situation: Situation) -> bool:
    """After "which commune was it?" a bare name of a place is the answer to that."""
    entry = situation.knowledge.entries.get(situation.conversation.entry or "")
    if entry is None or entry.kind != "place":
        return False
    places = situation.knowledge.places
    found = places.find(situation.text, is_answer=True)
    rest = places.remove(situation.text, found)
    return bool(found.units) and situation.understanding.subjects.says_nothing(rest)


def _rank(situation: Situation) -> tuple[Match, ...]:
    """The best of the question as it stands and of the question without the place in it."""
    understanding, places = situation.understanding, situation.knowledge.places
    whole = understanding.rank(situation.text, CANDIDATES)
    found = places.find(situation.text)
    rest = places.remove(situation.text, found) if found.units else ""
    if not rest.strip():
        return whole
    best: dict[str, float] = {}
    for match in (*whole, *understanding.rank(rest, CANDIDATES)):
        best[match.entry] = max(match.score, best.get(match.entry, 0.0))
    ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Match(entry, score) for entry, score in ranked[: len(whole)])
