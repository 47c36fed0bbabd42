"""A Knowledge prepared for being asked: its matcher, its commands, its limits.

Built once per snapshot, off the event loop, and never changed afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING
from zlib import crc32

from bot.dialogue.conversation import Match
from bot.dialogue.fact_reading import FactReader
from bot.dialogue.lessons import COURTESIES, lessons_of, lexicon_of
from bot.dialogue.pairs import Pairs
from bot.dialogue.policy import Limits
from bot.dialogue.subject import Subjects
from bot.matching.elsewhere import Others
from bot.matching.matcher import Matcher
from bot.matching.thresholds import MIN_FOREIGN, derive
from bot.text.fold import fold
from bot.text.normalize import normalize
from bot.text.phrases import Phrases, split

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.knowledge.snapshot import Knowledge
    from bot.knowledge.words import Command
    from bot.matching.learned import Learned
    from bot.matching.thresholds import Thresholds
    from bot.text.phrases import Words


@dataclass(frozen=True, slots=True)
class Understanding:
    """What it takes to find out what somebody means."""

    knowledge: Knowledge
    matcher: Matcher
    subjects: Subjects
    pairs: Pairs
    commands: Mapping[str, str]
    """The whole message to the command that it is: as it is listed, and folded."""
    titles: Mapping[str, str]
    """The title of each entry, folded, to the entry."""
    courtesy: Phrases[str]
    """Words of thanks, greeting and farewell, to the command that they are."""
    insults: frozenset[Words]
    """Typed just so: without accents *do cho* is anything but an insult."""
    slashes: Mapping[str, str]
    """Words behind a slash, to the entries that they ask for."""
    lists: tuple[str, ...]
    """Entries that tell of events."""
    facts: FactReader
    top: int = 5
    """How many of the nearest entries a Turn tells."""

    @property
    def limits(self) -> Limits:
        """Where *answer* ends and *choice* and *unknown* begin."""
        return Limits(self.matcher.threshold, self.matcher.floor, self.matcher.margin)

    def rank(self, question: str, at_least: int = 0) -> tuple[Match, ...]:
        """The entries, forms and spoken commands that the question is nearest to."""
        ranked = self.matcher.rank(question, max(self.top, at_least))
        return tuple(Match(entry, score) for entry, score in ranked)

    def best(self, question: str) -> Match | None:
        """What the question is nearest to, if to anything."""
        return next(iter(self.rank(question)), None)

    def command(self, text: str) -> str | None:
        """The command that the whole message is: with its accents (*dừng* is not *đúng*), else
        however it is typed.
        """
        typed = self.commands.get(" ".join(split(text)))
        return typed or self.commands.get(plain(text))

    def owner(self, text: str) -> str | None:
        """The entry that has the whole message as a phrasing."""
        owner = self.matcher.owner(text)
        return owner if owner is not None and self.is_entry(owner) else None

    def title(self, target: str) -> str:
        """What stands on the button of an entry, a form or a command."""
        known = self.knowledge
        for pieces in (known.entries, known.events, known.forms, known.commands):
            if target in pieces:
                return pieces[target].title
        return target

    def is_entry(self, target: str) -> bool:
        """Whether the target is an entry, not a form or a command."""
        return target in self.knowledge.entries

    def knows(self, target: str) -> bool:
        """Whether a button that was offered earlier still leads somewhere."""
        known = self.knowledge
        kinds = (known.entries, known.events, known.forms, known.commands)
        return any(target in pieces for pieces in kinds)


def plain(text: str) -> str:
    """The form in which whole messages are compared: no case, no accents, no punctuation."""
    return " ".join(fold(normalize(text)).split())


def understand(
    knowledge: Knowledge, learned: Learned | None = None, limits: Thresholds | None = None
) -> Understanding:
    """Prepare a snapshot.  Takes some twenty seconds for four hundred entries with 125
    phrasings each; next to nothing with what was learned from the same snapshot before, and its
    thresholds.
    """
    taught = lessons_of(knowledge)
    lexicon, entries = lexicon_of(knowledge), knowledge.entries.items()
    heard, kept_apart = _part(taught.foreign)
    matcher = Matcher(
        taught.phrasings,
        lexicon,
        topics=taught.topics,
        aspects=taught.aspects,
        others=Others(heard, taught.harmless),
        learned=learned,
    )
    subjects = Subjects(knowledge, lexicon, matcher.knows)
    limits = limits or derive(matcher, taught.wanted, kept_apart, taught.harmless)
    return Understanding(
        knowledge,
        matcher.with_thresholds(limits),
        subjects,
        Pairs(knowledge),
        _commands(knowledge.commands),
        MappingProxyType({plain(entry.title): key for key, entry in entries}),
        _polite(knowledge.commands),
        frozenset(map(split, knowledge.words.insults)),
        MappingProxyType({f"/{entry.slash}": key for key, entry in entries if entry.slash}),
        tuple(key for key, entry in entries if entry.events is not None),
        FactReader(knowledge.facts, subjects.words),
    )


def _part(foreign: Sequence[str]) -> tuple[list[str], list[str]]:
    """The foreign questions that are learned from; and, where there are enough, every third, by its
    checksum, that is kept apart to derive thresholds from: on what was learned any do well.
    """
    parts: tuple[list[str], list[str]] = [], []
    for question in foreign:
        parts[crc32(question.encode()) % 3 == 0].append(question)
    return parts if len(parts[1]) >= MIN_FOREIGN else ([], list(foreign))


def _commands(commands: Mapping[str, Command]) -> Mapping[str, str]:
    listed = [(words, one.id) for one in commands.values() for words in one.ask]
    folded = {plain(words): key for words, key in listed}
    return MappingProxyType(folded | {" ".join(split(words)): key for words, key in listed})


def _polite(commands: Mapping[str, Command]) -> Phrases[str]:
    polite = (commands[key] for key in COURTESIES if key in commands)
    return Phrases((words, one.id) for one in polite for words in one.ask)
