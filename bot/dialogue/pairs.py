"""Which entry answers an aspect of a topic: its own, else the nearest that does."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.knowledge.entry import Entry
    from bot.knowledge.snapshot import Knowledge

FIRST = ("overview", "amount", "conditions", "schedule", "dossier", "steps", "deadline")
"""The aspects that people ask for first, as far as a topic has them."""


class Pairs:
    """The entries of a snapshot by topic and aspect."""

    def __init__(self, knowledge: Knowledge) -> None:
        entries = knowledge.entries.items()
        self._near = {name: (name, *one.near) for name, one in knowledge.aspects.items()}
        self._wider = wider_topics(knowledge)
        within = Counter(topic.within for topic in knowledge.topics.values() if topic.within)
        self.general = within.most_common(1)[0][0] if within else None
        """The topic that is around most others; asked when nobody said of what."""
        self._entries = {(entry.topic, entry.aspect): name for name, entry in entries}
        self._by_topic: Mapping[str, tuple[Entry, ...]] = {
            topic: tuple(entry for _, entry in entries if entry.topic == topic)
            for topic in knowledge.topics
        }

    def has(self, topic: str, aspect: str) -> bool:
        """Whether the topic has an entry of its own for the aspect."""
        return (topic, aspect) in self._entries

    def own(self, topic: str, aspect: str) -> str | None:
        """The entry of just this pair."""
        return self._entries.get((topic, aspect))

    def exact(self, topic: str, aspect: str) -> str | None:
        """The entry for the aspect of the topic, or of the nearest wider one that has it."""
        return self._first((one, aspect) for one in (topic, *self._wider.get(topic, ())))

    def find(self, topic: str, aspect: str) -> str | None:
        """The entry of the pair; where there is none that of an aspect near to it, then those of
        wider topics.
        """
        near, wider = self._near.get(aspect, ()), self._wider.get(topic, ())
        return (
            self._first((topic, one) for one in near)
            or self.exact(topic, aspect)
            or self._first((around, one) for around in wider for one in near)
        )

    def _first(self, pairs: Iterable[tuple[str, str]]) -> str | None:
        return next((self._entries[pair] for pair in pairs if pair in self._entries), None)

    def is_wider(self, topic: str | None, than: str) -> bool:
        """Whether a topic is around another one."""
        return topic in self._wider.get(than, ())

    def neighbors(self, topic: str) -> tuple[str, ...]:
        """Every entry of the topic, in the order of the files."""
        return tuple(entry.id for entry in self._by_topic.get(topic, ()))

    def menu(self, topic: str, most: int, first: str | None, near: str | None) -> tuple[str, ...]:
        """What to choose from when only the topic is named: `first`, then what people ask most,
        drafts last; what is `near` takes the last place if it has no other.
        """
        own = self._by_topic.get(topic, ())
        order = sorted(own, key=lambda one: (one.id != first, _waits(one), _rank(one.aspect)))
        names = [entry.id for entry in order]
        missing = [entry.id for entry in order[most:] if entry.id == near and not _waits(entry)]
        return (*names[: most - len(missing)], *missing)


def _waits(entry: Entry) -> bool:
    return entry.status == "draft"


def _rank(aspect: str | None) -> int:
    return FIRST.index(aspect) if aspect in FIRST else len(FIRST)


def wider_topics(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """For each topic the ones around it, the nearest first; a circle ends where it began."""
    return {name: tuple(_around(name, knowledge)) for name in knowledge.topics}


def _around(name: str, knowledge: Knowledge) -> Iterator[str]:
    seen = {name}
    topic = knowledge.topics[name].within
    while topic is not None and topic not in seen:
        seen.add(topic)
        yield topic
        topic = knowledge.topics[topic].within
