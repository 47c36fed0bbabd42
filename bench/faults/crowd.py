"""People on every platform: what they said, and what of it they were answered."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

SAYINGS = {
    "menu": "việc nào",
    "xin chào": "trợ lý tự động",
    "dữ liệu": "không lưu phiếu",
    "xuong em muon mua may thi dc ho tro bao nhieu": "300 triệu",
}
"""What is said, and words that stand in the answer to it and in no other."""
EACH = 3
"""Messages of one person."""


class Chat(NamedTuple):
    """Where somebody writes."""

    channel: str
    id: str


class Row(NamedTuple):
    """A row of the outbox."""

    chat: Chat
    text: str
    state: str
    follows: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of what was said."""

    acknowledged: int = 0
    lost: int = 0
    """Neither shown nor recorded as maybe sent."""
    twice: int = 0
    """Shown more often than once."""
    disordered: int = 0
    """Chats whose answers came in another order than their messages."""
    maybe_sent: int = 0
    tales: tuple[str, ...] = ()
    """What happened in each chat where something went wrong."""

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.acknowledged + other.acknowledged,
            self.lost + other.lost,
            self.twice + other.twice,
            self.disordered + other.disordered,
            self.maybe_sent + other.maybe_sent,
            self.tales + other.tales,
        )


@dataclass
class Crowd:
    """Remembers what everybody said."""

    chance: random.Random
    said: dict[Chat, list[str]] = field(default_factory=dict)

    def joins(self, channel: str, ids: Iterable[str]) -> list[tuple[Chat, list[str]]]:
        """New people, and what each is going to say."""
        new = [(Chat(channel, one), self.chance.sample([*SAYINGS], EACH)) for one in ids]
        self.said.update(new)
        return new

    def tally(self, shown: Mapping[Chat, Sequence[str]], rows: Iterable[Row]) -> Tally:
        """Compare what people were shown with what they said and with what is recorded."""
        of_chat: dict[Chat, list[Row]] = {chat: [] for chat in self.said}
        for row in rows:
            of_chat.setdefault(row.chat, []).append(row)
        each = (
            _tally(said, shown.get(chat, ()), of_chat[chat]) for chat, said in self.said.items()
        )
        return sum(each, Tally())


def meaning(text: str) -> str | None:
    """What it answers; None: it is a further part of an answer."""
    return next((said for said, words in SAYINGS.items() if words in text), None)


def _tally(said: Sequence[str], shown: Sequence[str], rows: Sequence[Row]) -> Tally:
    answers = [one for one in map(meaning, shown) if one]
    times = Counter(answers)
    recorded = {meaning(row.text): row for row in rows if meaning(row.text)}
    maybe = {one for one, row in recorded.items() if row.state == "maybe_sent"}
    in_order = sorted(recorded.values(), key=lambda row: row.follows)
    expected = [one for one in map(_meaning_of, in_order) if one in times]
    lost = set(said) - set(times) - maybe
    twice = sum(count - 1 for count in times.values())
    is_disordered = list(dict.fromkeys(answers)) != expected
    tale = f"said {said}, shown {answers}, recorded {[(row.state, row.text[:40]) for row in rows]}"
    return Tally(
        acknowledged=len(said),
        lost=len(lost),
        twice=twice,
        disordered=int(is_disordered),
        maybe_sent=len(maybe),
        tales=(tale,) if lost or twice or is_disordered else (),
    )


def _meaning_of(row: Row) -> str | None:
    return meaning(row.text)
