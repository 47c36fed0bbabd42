"""Names of places in a text: where they stand, what they may mean, whether a place is meant."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.knowledge.place_names import Reading, bare_key, is_of_kind, plain_key
from bot.knowledge.place_words import (
    BEARER,
    COURTESY,
    DISTRICT_KINDS,
    FORMER,
    HERE,
    NEAR,
    NO_COMMUNE,
    PRESENT,
    SHORT_NAMES,
    Kind,
    Word,
    kind_before,
    read_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LONGEST_NAME = 3
"""Words: *Bù Gia Mập*, *Gia Tân 3*."""
ORDINARY = frozenset({"thongnhat"})
"""A verb too (the parties agree): `bên` before it proves nothing."""
COMMUNE_ONLY = frozenset({"duong10", "dongnai"})
"""Former communes whose name means something else unless `xã` stands before it."""
SHORT_KEYS = {short: bare_key(read_words(name)) for short, name in SHORT_NAMES.items()}


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a place in a text, by the numbers of its words."""

    first: int
    """The kind of place before the name, or the name."""
    name: int
    end: int
    """After the last word; `cũ` is one of them."""
    key: str
    kind: Kind | None
    readings: tuple[Reading, ...]
    is_exact: bool = True
    """The accents that were typed are the name's."""
    is_short: bool = False
    """`bh` for Biên Hòa."""


def find_mentions(
    words: Sequence[Word], index: Mapping[str, tuple[Reading, ...]]
) -> tuple[Mention, ...]:
    """All names in the text, longest first at each place, left to right."""
    return tuple(_scan(words, index))


def meant_places(
    words: Sequence[Word], mentions: Sequence[Mention], *, is_answer: bool
) -> tuple[Mention, ...]:
    """The names that stand for places: in an answer all, in prose those that must be."""
    if is_answer:
        return tuple(m for m in mentions if not m.is_short or _is_short_meant(words, m, mentions))
    alone = is_all(words, mentions)
    return tuple(m for m in mentions if _is_meant(words, m) or (alone and not m.is_short))


def is_all(words: Sequence[Word], mentions: Sequence[Mention]) -> bool:
    """Besides the names there is nothing but courtesy."""
    named = {at for mention in mentions for at in range(mention.first, mention.end)}
    return all(at in named or word in COURTESY for at, word in enumerate(words))


def _scan(words: Sequence[Word], index: Mapping[str, tuple[Reading, ...]]) -> Iterator[Mention]:
    at = 0
    while at < len(words):
        mention = _mention_at(words, at, index)
        if mention and mention.readings:
            yield mention
        at = mention.end if mention else at + 1


def _mention_at(
    words: Sequence[Word], at: int, index: Mapping[str, tuple[Reading, ...]]
) -> Mention | None:
    for end in range(min(at + LONGEST_NAME, len(words)), at, -1):
        key = bare_key(words[at:end])
        if key in index:
            return _understand(words, Mention(at, at, end, key, None, index[key]))
    key = SHORT_KEYS.get(words[at].bare, "")
    if key in index:
        return _understand(words, Mention(at, at, at + 1, key, None, index[key], is_short=True))
    return None


def _understand(words: Sequence[Word], mention: Mention) -> Mention:
    """The kind before the name, the accents and the word *cũ* narrow down what it means."""
    kind, first = kind_before(words, mention.name)
    if first and words[first - 1] in NO_COMMUNE:
        return replace(mention, readings=())
    mention = replace(mention, kind=kind, first=first)
    for narrow in (_by_sense, _by_accents, _by_kind, _by_age):
        mention = narrow(words, mention)
    return mention


def _by_sense(_words: Sequence[Word], mention: Mention) -> Mention:
    if mention.key not in COMMUNE_ONLY or mention.kind == "xã":
        return mention
    kept = tuple(reading for reading in mention.readings if reading.level != "commune")
    return replace(mention, readings=kept)


def _by_accents(words: Sequence[Word], mention: Mention) -> Mention:
    if mention.is_short:
        return mention
    name = words[mention.name : mention.end]
    typed, bare = plain_key(name), "".join(word.bare for word in name)
    same = tuple(reading for reading in mention.readings if reading.plain == typed)
    if typed != bare and same:
        return replace(mention, readings=same)
    kept = tuple(reading for reading in mention.readings if _agrees(typed, bare, reading.plain))
    return replace(mention, readings=kept) if kept else replace(mention, is_exact=False)


def _agrees(typed: str, bare: str, plain: str) -> bool:
    """Every accent that was typed stands in the name too."""
    return len(typed) == len(plain) and all(
        letter in (without, full) for letter, without, full in zip(typed, bare, plain, strict=True)
    )


def _by_kind(_words: Sequence[Word], mention: Mention) -> Mention:
    if not mention.kind:
        return mention
    same = tuple(reading for reading in mention.readings if reading.kind == mention.kind)
    tier = tuple(reading for reading in mention.readings if is_of_kind(reading, mention.kind))
    return replace(mention, readings=same or tier or mention.readings)


def _by_age(words: Sequence[Word], mention: Mention) -> Mention:
    """`cũ` after the name: not a unit of today.  `nay` at the very end: a unit of today."""
    if mention.end == len(words):
        return mention
    after, is_last = words[mention.end], mention.end + 1 == len(words)
    if after in FORMER:
        kept = tuple(reading for reading in mention.readings if reading.level != "unit")
    elif is_last and after in PRESENT:
        kept = tuple(reading for reading in mention.readings if reading.level == "unit")
    else:
        return mention
    return replace(mention, readings=kept or mention.readings, end=mention.end + 1)


def _is_meant(words: Sequence[Word], mention: Mention) -> bool:
    """In prose: after a kind of place, after a place word, or in capitals."""
    if mention.is_short:
        return mention.kind in DISTRICT_KINDS
    if mention.kind or not mention.is_exact:
        return mention.kind is not None
    before = words[mention.first - 1] if mention.first else None
    if before and (before in HERE or (before in NEAR and mention.key not in ORDINARY)):
        return True
    return _is_proper(words, mention)


def _is_short_meant(words: Sequence[Word], mention: Mention, others: Sequence[Mention]) -> bool:
    """In an answer `bh` counts beside another name, after a place word, or alone."""
    before = words[mention.first - 1] if mention.first else None
    beside = any(other.end == mention.first or mention.end == other.first for other in others)
    return bool(mention.kind or beside or (before and before in HERE) or len(words) == 1)


def _is_proper(words: Sequence[Word], mention: Mention) -> bool:
    """Written with capitals, and not part of a longer name such as a person's."""
    name = words[mention.name : mention.end]
    before, after = words[: mention.first][-1:], words[mention.end :][:1]
    if not all(word.is_capital for word in name) or any(word in BEARER for word in before):
        return False
    joined = [word for word in before if name[0].start - word.end == 1]
    joined += [word for word in after if word.start - name[-1].end == 1]
    return not any(word.is_capital for word in joined)
