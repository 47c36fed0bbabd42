"""What a question is about and what it asks of that: its topic, its aspect, and what is left.

"nhãn hiệu thì cần giấy tờ gì vậy ad" names the topic *trademark* and the aspect *dossier* and says
nothing else, so it means the entry of that pair, whether or not somebody wrote it as a phrasing.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from bot.dialogue.pairs import wider_topics
from bot.dialogue.small_words import (
    BARE,
    JOINING,
    LIGHT,
    WHETHER,
    SmallPhrases,
    SmallWords,
    WordReader,
    without,
)
from bot.matching.matcher import Matcher
from bot.text.fold import key
from bot.text.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.knowledge.snapshot import Knowledge
    from bot.text.lexicon import Lexicon
    from bot.text.phrases import Found, Words

OVERVIEW = "overview"
LONGEST = 16
"""Words.  Of a longer question only a listed way of asking is looked for."""
SURE, LIKELY = 0.7, 0.35
"""Scores from which words that are no listed way of asking mean one and nothing else, misspelled
perhaps; and from which they mean one besides whatever else they say.
"""


@dataclass(frozen=True, slots=True)
class Subject:
    """What was read from a question."""

    topic: str | None = None
    aspect: str | None = None
    rest: Words = ()
    """Words that say something else."""
    is_bare: bool = False
    """True: a topic is named and nothing is asked of it."""
    is_joined: bool = False
    """True: a word joins it to what was said before."""
    asks_whether: bool = False
    """True: of the topic it is asked no more than whether it is there."""
    is_known: bool = True
    """True: the knowledge uses all words of the rest."""
    is_told: bool = False
    """True: the aspect is asked for in a listed way, not in words that are near to one."""

    @property
    def is_whole(self) -> bool:
        """Whether topic and aspect are all that the question says."""
        return not self.rest


class Subjects:
    """The topics and aspects of a snapshot, ready to be found in questions."""

    def __init__(
        self, knowledge: Knowledge, lexicon: Lexicon, is_used: Callable[[str], bool]
    ) -> None:
        """`is_used` tells whether the knowledge has a folded word in any phrasing."""
        topics = {name: one.words for name, one in knowledge.topics.items()}
        aspects = {name: one.ask for name, one in knowledge.aspects.items()}
        self._reader = WordReader(lexicon, [*_all(topics), *_all(aspects)])
        self._wider = wider_topics(knowledge)
        self._topics, self._aspects = self._listed(topics), self._listed(aspects)
        self._joining = SmallPhrases(*map(self._reader.read_all, JOINING))
        self._aside = SmallPhrases(*map(self._reader.read_all, (*JOINING, *BARE)))
        self._joints = self._small(*JOINING)
        self._whether = self._small(*JOINING, *BARE, *WHETHER)
        self._common = self._small(*JOINING, *BARE, *LIGHT)
        self._of_aspects = self._small(*_all(aspects))
        self._light = self._small(*JOINING, *BARE, *WHETHER, *LIGHT, *knowledge.words.insults)
        self._of_aspect = {name: self._small(*phrases) for name, phrases in aspects.items()}
        self._of_topic = {name: self._small(*words) for name, words in topics.items()}
        self._is_used = is_used
        self._guess = Matcher(aspects, lexicon)

    def read(self, question: str) -> Subject:
        """The topic and the aspect that the question names, if it names just one of each."""
        words = self._reader.read(question)
        named = list(self._topics.find(words))
        topic = self._narrowest({found.value for found in named})
        if named and topic is None:
            return Subject(rest=words)
        others = without(words, [found for found in named if found.value == topic])
        told, (aspect, said) = self._told(others), self._asked(others)
        rest = self._left(said, topic, aspect)
        return Subject(
            topic,
            aspect,
            rest,
            is_bare=len(named) == 1 and self._adds_nothing(others),
            is_joined=self._is_joined(question),
            asks_whether=topic is not None and not self._whether.others(others),
            is_known=all(self._is_used(key(word)) for word in rest),
            is_told=aspect is not None and aspect == told,
        )

    def _left(self, words: Words, topic: str | None, aspect: str | None) -> Words:
        """The words that belong neither to the topic nor to the aspect and yet say something."""
        others = self._of_topic[topic].others(words) if topic else words
        return self._light.others(self._of_aspect[aspect].others(others) if aspect else others)

    def _asked(self, words: Words) -> tuple[str | None, Words]:
        """The aspect, and the words that are left: none when they surely mean it as a whole."""
        listed = self._told(words)
        is_told = bool(listed) and listed != OVERVIEW
        if is_told or len(words) > LONGEST or not self._whether.others(words):
            return listed, words
        guessed, score = self._guessed(words)
        if score >= SURE:
            return guessed, ()
        known = tuple(one for one in words if one in self._of_aspects and one not in self._joints)
        meant, likely = max((guessed, score), self._guessed(known), key=itemgetter(1))
        return (meant if likely >= LIKELY else listed), words

    def _told(self, words: Words) -> str | None:
        """The aspect that is asked for in a listed way."""
        return _most_telling(self._aspects.find(words))

    def telling(self, text: str) -> frozenset[str]:
        """The words, without accents, that tell a title from others."""
        return frozenset(map(key, self._common.others(self._reader.read(text))))

    def is_courtesy(self, text: str) -> bool:
        """Whether nothing but courtesy is said: *alo ad ơi*, *dạ vâng ạ*."""
        return not self._reader.read(text)

    def words(self, text: str) -> Words:
        """The words of the text, courtesy aside, the way that listed ones are read."""
        return self._reader.read(text)

    def says_nothing(self, text: str) -> bool:
        """Whether the words only join a message to what was said before."""
        return self._adds_nothing(self._reader.read(text))

    def _adds_nothing(self, words: Words) -> bool:
        return not self._aside.others(words)

    def _is_joined(self, question: str) -> bool:
        words = self._reader.read_all(question)
        return len(self._joining.others(words)) < len(words)

    def _guessed(self, words: Words) -> tuple[str | None, float]:
        """The aspect that words mean which nobody listed, misspelled perhaps; and how likely."""
        ranked = self._guess.rank(" ".join(words), 1) if words else []
        return ranked[0] if ranked else (None, 0.0)

    def _narrowest(self, topics: set[str]) -> str | None:
        """The one topic that is left when those which are wider than another one give way."""
        left = topics - {one for topic in topics for one in self._wider[topic]}
        return left.pop() if len(left) == 1 else None

    def _listed(self, phrases: Mapping[str, Sequence[str]]) -> Phrases[str]:
        read = self._reader.read
        return Phrases(
            (" ".join(read(one)), name) for name, listed in phrases.items() for one in listed
        )

    def _small(self, *phrases: str) -> SmallWords:
        return SmallWords(*(word for phrase in phrases for word in self._reader.read(phrase)))


def _all(listed: Mapping[str, Sequence[str]]) -> list[str]:
    return [phrase for phrases in listed.values() for phrase in phrases]


def _most_telling(found: Iterable[Found[str]]) -> str | None:
    """The longest way of asking; of equally long ones the last, where a question ends.

    *Là gì* stands behind other ways of asking, so the overview is meant only by itself.
    """
    best = max(found, key=lambda one: (one.value != OVERVIEW, one.end - one.start, one.start),
               default=None)  # fmt: skip
    return best.value if best else None
