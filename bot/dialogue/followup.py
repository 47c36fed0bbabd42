"""The subject that is carried: "còn hồ sơ thì sao?" after an answer about machinery.

A question that consists of nothing but a way of asking (an *aspect*: how much, which papers) is
about the topic at hand; one that only names another topic asks the same thing of that topic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.matching.matcher import Matcher
from bot.text.fold import key
from bot.text.phrases import split

if TYPE_CHECKING:
    from bot.knowledge.snapshot import Knowledge
    from bot.text.lexicon import Lexicon

GLUE = ("còn", "thì sao", "thế", "vậy", "cái đó", "cái này", "vụ này", "nó", "em muốn hỏi")
"""Words that join a question to what was said before and say nothing else."""

SURE = 0.6
"""Score from which an aspect counts as meant; its phrasings are short, so most score near 1."""


class FollowUps:
    """The aspects and topics of a snapshot, ready to complete a question."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self._aspects = Matcher({name: one.ask for name, one in knowledge.aspects.items()}, lexicon)
        self._lexicon = lexicon
        self._entries = {
            (entry.topic, entry.aspect): name for name, entry in knowledge.entries.items()
        }
        self._by_topic = {
            topic: tuple(name for name, entry in knowledge.entries.items() if entry.topic == topic)
            for topic in knowledge.topics
        }
        self._glue = glue = self._words(*GLUE)
        self._aspect_words = glue | self._words(
            *(phrase for one in knowledge.aspects.values() for phrase in one.ask)
        )
        self._topic_words = {
            topic: glue | self._words(*one.words) for topic, one in knowledge.topics.items()
        }

    def says_nothing(self, text: str) -> bool:
        """Whether the words only join a message to what was said before."""
        return self._words(text) <= self._glue

    def completed(self, question: str, topic: str, aspect: str | None) -> str | None:
        """The entry that is meant by a question which leaves out its subject or its aspect.

        `topic` and `aspect` are those of the answer before.  None: the question stands alone.
        """
        words = self._words(question)
        if words <= self._aspect_words:
            ranked = self._aspects.rank(question, 1)
            is_sure = bool(ranked) and ranked[0][1] >= SURE
            return self._entries.get((topic, ranked[0][0])) if is_sure else None
        named = self._named(words)
        return self._entries.get((named, aspect)) if named and aspect else None

    def _named(self, words: set[str]) -> str | None:
        """The one topic that the words name and say nothing else about."""
        named = [topic for topic, known in self._topic_words.items() if words <= known]
        return named[0] if len(named) == 1 else None

    def neighbours(self, topic: str) -> tuple[str, ...]:
        """Every entry of the topic, in the order of the files."""
        return self._by_topic.get(topic, ())

    def _words(self, *texts: str) -> set[str]:
        """The words of all texts without accents, abbreviations written out, courtesy left out."""
        read, bare = self._lexicon.expand, self._lexicon.drop_filler
        return {key(word) for text in texts for word in bare(read(bare(split(text))))}
