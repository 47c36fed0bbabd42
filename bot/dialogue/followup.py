"""The subject that is carried: "còn hồ sơ thì sao?" after an answer about machinery.

A question that consists of nothing but a way of asking (an *aspect*: how much, which papers) is
about the topic at hand; one that only names another topic asks the same thing of that topic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.matching.matcher import Matcher
from bot.text.fold import fold
from bot.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.knowledge.snapshot import Knowledge
    from bot.text.lexicon import Lexicon

SURE = 0.6
"""Score from which an aspect counts as meant; its phrasings are short, so most score near 1."""


class FollowUps:
    """The aspects and topics of a snapshot, ready to complete a question."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self._aspects = Matcher({key: one.ask for key, one in knowledge.aspects.items()}, lexicon)
        self._read = lexicon.expand
        self._entries = {
            (entry.topic, entry.aspect): key for key, entry in knowledge.entries.items()
        }
        glue = set(_words(knowledge.words.filler))
        self._aspect_words = glue | set(
            _words(phrase for one in knowledge.aspects.values() for phrase in one.ask)
        )
        self._topic_words = {
            key: glue | set(_words(one.words)) for key, one in knowledge.topics.items()
        }

    def completed(self, question: str, topic: str, aspect: str | None) -> str | None:
        """The entry that is meant by a question which leaves out its subject or its aspect.

        `topic` and `aspect` are those of the answer before.  None: the question stands alone.
        """
        words = set(_words([self._read(question)]))
        if words <= self._aspect_words:
            ranked = self._aspects.rank(question, 1)
            is_sure = bool(ranked) and ranked[0][1] >= SURE
            return self._entries.get((topic, ranked[0][0])) if is_sure else None
        named = self._named(words)
        return self._entries.get((named, aspect)) if named and aspect else None

    def _named(self, words: set[str]) -> str | None:
        """The one topic that the words name and say nothing else about."""
        named = [key for key, known in self._topic_words.items() if words <= known]
        return named[0] if len(named) == 1 else None

    def neighbours(self, topic: str) -> tuple[str, ...]:
        """Every entry of the topic, in the order of the files."""
        return tuple(key for (about, _), key in self._entries.items() if about == topic)


def _words(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        yield from fold(normalize(text)).split()
