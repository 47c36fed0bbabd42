"""What a matcher learns from a Knowledge: everything that can be meant, and the ways to say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.text.lexicon import Lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.knowledge.event import Event
    from bot.knowledge.snapshot import Knowledge
    from bot.knowledge.words import Words

SPOKEN_COMMANDS = ("greeting", "help", "menu", "person", "thanks", "goodbye", "show_data",
                   "delete_data")  # fmt: skip
"""Commands that people put into sentences of their own, so they are matched like entries.
The others (*có*, *không*, *quay lại*) mean something only as the whole message."""
COURTESIES = ("thanks", "goodbye", "greeting")
"""Those of them that want nothing."""


class Lessons(NamedTuple):
    """All that a matcher learns from: two snapshots that are equal in it need learn only once.  All
    of it has an order, so that it is written alike in every process.
    """

    phrasings: Mapping[str, Sequence[str]]
    words: Words
    topics: Mapping[str, str]
    aspects: Mapping[str, str]
    wanted: Sequence[tuple[str, str]]
    foreign: Sequence[str]
    harmless: Sequence[str]
    """What may meet a question that is not ours: that it is not, a greeting, a word of thanks."""


def lessons_of(knowledge: Knowledge) -> Lessons:
    """What there is to learn from a snapshot."""
    entries = knowledge.entries.items()
    return Lessons(
        phrasings_of(knowledge),
        knowledge.words,
        {key: entry.topic for key, entry in entries if entry.topic},
        {key: entry.aspect for key, entry in entries if entry.aspect},
        wanted_questions(knowledge),
        knowledge.out_of_scope,
        [*(key for key, entry in entries if entry.kind == "referral"), *COURTESIES],
    )


def phrasings_of(knowledge: Knowledge) -> dict[str, Sequence[str]]:
    """Everything that a question can mean, with the ways to ask it."""
    phrasings: dict[str, Sequence[str]] = {
        key: entry.ask for key, entry in knowledge.entries.items()
    }
    phrasings |= {key: form.ask for key, form in knowledge.forms.items() if form.ask}
    events = knowledge.events.items()
    phrasings |= {key: (one.title, *one.ask) for key, one in events if _is_named(one)}
    commands = knowledge.commands
    return phrasings | {key: commands[key].ask for key in SPOKEN_COMMANDS if key in commands}


def _is_named(event: Event) -> bool:
    """Only who gave it names expects people to ask for it by one."""
    return event.status != "draft" and bool(event.ask)


def wanted_questions(knowledge: Knowledge) -> list[tuple[str, str]]:
    """The questions of the in-file tests, each with the entry that it must reach."""
    return [
        (trial.ask, key)
        for key, entry in knowledge.entries.items()
        for trial in entry.tests
        if trial.reach
    ]


def lexicon_of(knowledge: Knowledge) -> Lexicon:
    """The administrators' words, in the shape that `text` works with."""
    words = knowledge.words
    return Lexicon(
        {short: one.means for one in words.abbreviations for short in one.short},
        words.synonyms,
        words.filler,
    )
