"""The entries that a question is nearest to: as it stands, without the place in it, and, where it
leaves out what it is about, with the name of the topic talked of in front.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.conversation import Match
from bot.dialogue.situation import CALLBACK
from bot.text.fold import key
from bot.text.phrases import split

if TYPE_CHECKING:
    from bot.dialogue.situation import Situation
    from bot.knowledge.entry import Topic

CANDIDATES = 8
"""So many are looked at, however many a Turn tells."""
LONGEST = 10
"""Words.  Who says more says what it is about."""
CALLS = frozenset({"person", CALLBACK})
"""The command and the form that lead to the same call."""
SURE, LIKELY = 0.8, 0.6
"""Scores, with the topic in front, from which an entry is meant, and from which it is offered."""
HEARD = 0.002
"""The question by itself has to speak for the entry at least so much: else it is the name of the
topic alone that does.
"""


def nearest(situation: Situation) -> tuple[Match, ...]:
    """The best entries for the message, best first.  Where the topic talked of speaks for another
    one more than the question by itself does, but not surely, none is scored as an answer.
    """
    whole = _with_one_call(_with_and_without_place(situation))
    topic = _talked_of(situation)
    talk = _in_talk(situation, topic) if topic else None
    if not topic or talk is None or (whole and whole[0].score >= talk.score):
        return whole
    below = situation.understanding.limits.threshold - 0.01
    most = 1.0 if _is_heard(situation, topic, talk) else below
    others = [match for match in whole if match.entry != talk.entry]
    return tuple(
        Match(match.entry, min(match.score, most)) for match in (talk, *others[: CANDIDATES - 1])
    )


def _with_one_call(matches: tuple[Match, ...]) -> tuple[Match, ...]:
    """Who wants a call back wants to reach somebody: one thing, whose chances are added."""
    calls = [match for match in matches if match.entry in CALLS]
    if len(calls) < len(CALLS):
        return matches
    call = Match(calls[0].entry, min(1.0, sum(match.score for match in calls)))
    others = [match for match in matches if match not in calls]
    return tuple(sorted((call, *others), key=lambda match: -match.score))


def _in_talk(situation: Situation, topic: Topic) -> Match | None:
    """The entry of the topic talked of that a short question likely means which names none: *ai
    chấm* of titles is another thing than of contests.
    """
    best = situation.understanding.best(_named(situation, topic))
    is_likely = best is not None and best.score >= LIKELY and _is_of(situation, topic, best)
    return best if is_likely else None


def _is_heard(situation: Situation, topic: Topic, talk: Match) -> bool:
    """Whether the entry is sure, and of all of its topic what the question itself speaks for."""
    if talk.score < SURE:
        return False
    alone = _first_of(topic, situation, situation.text)
    return alone is not None and alone.entry == talk.entry and alone.score >= HEARD


def _talked_of(situation: Situation) -> Topic | None:
    """What a short question is probably about that names nothing; *haha* is about nothing."""
    understanding, text = situation.understanding, situation.text
    topic = situation.knowledge.topics.get(situation.conversation.topic or "")
    if topic is None or len(text.split()) > LONGEST or understanding.subjects.topics(text):
        return None
    says_something = any(understanding.matcher.knows(key(word)) for word in split(text))
    return topic if says_something else None


def likeliest_of(topic: Topic, situation: Situation) -> Match | None:
    """The entry of a topic that the question most likely means, if it is about that."""
    return _first_of(topic, situation, _named(situation, topic))


def _named(situation: Situation, topic: Topic) -> str:
    """The question with the name of the topic in front."""
    name = topic.words[0] if topic.words else topic.title
    return f"{name} {situation.text}"


def _first_of(topic: Topic, situation: Situation, text: str) -> Match | None:
    """The entry of the topic that a text is nearest to, however many others are nearer."""
    understanding = situation.understanding
    everything = understanding.rank(text, len(understanding.matcher.entries))
    return next((match for match in everything if _is_of(situation, topic, match)), None)


def _is_of(situation: Situation, topic: Topic, match: Match) -> bool:
    entry = situation.knowledge.entries.get(match.entry)
    return entry is not None and entry.topic == topic.id


def _with_and_without_place(situation: Situation) -> tuple[Match, ...]:
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
