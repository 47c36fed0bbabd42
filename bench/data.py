"""What is measured on: a knowledge folder, other fields, questions foreign to each, phrasings left
out.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.questions import HERE
from bench.questions import read as read_questions
from bot.bootstrap.answering import load_knowledge
from bot.dialogue.lessons import lexicon_of, phrasings_of
from bot.matching import Matcher
from bot.text.lexicon import Lexicon

FOREIGN = Path(__file__).with_name("foreign.txt")
"""Questions that nothing in the knowledge answers, one a line."""
FIELDS = Path(__file__).with_name("fields")
"""A file for each of some other fields (bank, hospital, voice assistant...): entry and question,
twelve questions an entry, as different people would ask.  Invented for this purpose.
"""
STRANGERS = 300
"""Questions of the other fields that each field is asked as foreign ones."""

Phrasings = Mapping[str, Sequence[str]]
Asked = tuple[str, str]
"""A question and the entry that answers it."""


class Data(NamedTuple):
    """What a knowledge holds for a matcher."""

    phrasings: Phrasings
    foreign: list[str]
    lexicon: Lexicon
    topics: Mapping[str, str]
    aspects: Mapping[str, str]

    @property
    def has_more(self) -> bool:
        """Whether there is more to go by than the phrasings."""
        return bool(self.topics)

    def build(self, phrasings: Phrasings) -> Matcher:
        """Our matcher with all that the knowledge tells it."""
        return Matcher(phrasings, self.lexicon, topics=self.topics, aspects=self.aspects)


def read(folder: Path) -> Data:
    """A knowledge folder, and everything foreign that the project owns."""
    knowledge = load_knowledge(folder).knowledge
    entries = knowledge.entries.items()
    development = read_questions(HERE / "development.tsv")
    return Data(
        phrasings_of(knowledge),
        [
            *knowledge.out_of_scope,
            *FOREIGN.read_text("utf-8").splitlines(),
            *(question.text for question in development if question.scope == "out"),
        ],
        lexicon_of(knowledge),
        {name: entry.topic for name, entry in entries if entry.topic},
        {name: entry.aspect for name, entry in entries if entry.aspect},
    )


def read_fields(seed: int) -> dict[str, Data]:
    """Each field as a knowledge that has nothing but phrasings."""
    fields = {file.stem: _read_field(file) for file in sorted(FIELDS.glob("*.tsv"))}
    chance = random.Random(seed)
    return {
        name: Data(
            phrasings,
            chance.sample([one for other in fields if other != name
                           for texts in fields[other].values() for one in texts], STRANGERS),
            Lexicon(),
            {},
            {},
        )
        for name, phrasings in fields.items()
    }  # fmt: skip


def _read_field(file: Path) -> Phrasings:
    phrasings: dict[str, list[str]] = {}
    for line in file.read_text("utf-8").splitlines():
        entry, question = line.split("\t")
        phrasings.setdefault(entry, []).append(question)
    return phrasings


def few(phrasings: Phrasings, count: int, seed: int) -> tuple[dict[str, list[str]], list[Asked]]:
    """So many phrasings of each entry by chance, and all the others as questions."""
    chance = random.Random(seed)
    kept: dict[str, list[str]] = {}
    asked: list[Asked] = []
    for entry, texts in phrasings.items():
        mixed = list(dict.fromkeys(texts))
        chance.shuffle(mixed)
        kept[entry] = mixed[:count]
        asked += [(text, entry) for text in mixed[count:]]
    chance.shuffle(asked)
    return kept, asked


def missing_quarter(phrasings: Phrasings, seed: int) -> set[str]:
    """The entries of every fourth, by chance, that a knowledge is built without."""
    names = sorted(phrasings)
    return set(random.Random(seed).sample(names, len(names) // 4))
