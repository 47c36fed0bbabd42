"""Which place people mean: present units, former communes and districts, as people write them.
For answers about places, for the places of leads and for the areas of collaborators.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from bot.knowledge.place_meaning import combine, distinct
from bot.knowledge.place_mentions import Mention, find_mentions, is_all, meant_places
from bot.knowledge.place_names import Level, Reading, index_names
from bot.knowledge.place_words import HERE, Word, compose, read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.knowledge.place import SplitCommune, Unit

Choice = tuple[str, tuple[str, ...]]
"""A label to ask back with, and the codes of the units it stands for."""


@dataclass(frozen=True, slots=True)
class Found:
    """The place that a text names."""

    typed: str = ""
    """The words that were recognized, as they were typed."""
    units: tuple[Unit, ...] = ()
    """What it may be today, likeliest first."""
    level: Literal["unit", "commune", "district", "none"] = "none"
    """What was named; of a name with several meanings, the widest."""
    is_split: bool = False
    """A former commune of which the data disagree; a person decides between the units."""
    choices: tuple[Choice, ...] = ()
    """Not empty: the name repeats, ask which is meant.  A label, typed, gives its units."""
    spans: tuple[tuple[int, int], ...] = ()
    """Where the words stand in the composed text, with the preposition before them."""


class Piece(NamedTuple):
    """Recognized words, by their positions in the text."""

    start: int
    """With the *ở* before the name."""
    name: int
    end: int


NOTHING = Found()
WIDEST: tuple[tuple[Level, Literal["unit", "commune", "district"]], ...] = (
    ("region", "district"), ("district", "district"), ("commune", "commune"), ("unit", "unit"),
)  # fmt: skip


class Places:
    """All places.  Immutable; raises ValueError for a name without its kind or an unknown code."""

    __slots__ = ("_by_code", "_index", "units")

    def __init__(self, units: Iterable[Unit], splits: Iterable[SplitCommune] = ()) -> None:
        self.units = tuple(units)
        self._by_code = MappingProxyType({unit.code: unit for unit in self.units})
        self._index = index_names(self.units, tuple(splits))

    def unit(self, code: str) -> Unit | None:
        """The unit of today with that code."""
        return self._by_code.get(code)

    def units_of(self, name: str) -> tuple[Unit, ...]:
        """The units of an area: a code, a unit, a former district (`huyện Trảng Bom`).
        Empty when there is no such area or the name alone does not tell which it is.
        """
        if unit := self.unit(name.strip()):
            return (unit,)
        words = read_words(compose(name))
        mentions = find_mentions(words, self._index)
        if len(mentions) != 1 or not is_all(words, mentions):
            return ()
        (mention,) = mentions
        areas = [reading for reading in mention.readings if reading.level == "unit"]
        meanings = distinct(areas if mention.kind and areas else mention.readings)
        return meanings[0].units if len(meanings) == 1 else ()

    def find(self, text: str, *, is_answer: bool = False) -> Found:
        """The place that the text names.  `is_answer`: it says where, so bare names count."""
        text = compose(text)
        words = read_words(text)
        mentions = find_mentions(words, self._index)
        meant = meant_places(words, mentions, is_answer=is_answer)
        if not meant:
            return NOTHING
        readings, used = combine(meant, mentions)
        meanings = distinct(r for r in readings if len(r.units) < len(self.units))
        return self._found(meanings, _pieces(words, used, text), text) if meanings else NOTHING

    def remove(self, text: str, found: Found) -> str:
        """The text that `found` was found in, without the words of the place."""
        text = compose(text)
        for start, end in reversed(found.spans):
            text = f"{text[:start]} {text[end:]}"
        return " ".join(text.split())

    def _found(self, meanings: Sequence[Reading], pieces: Sequence[Piece], text: str) -> Found:
        units = {unit.code: unit for reading in meanings for unit in reading.units}
        levels = {reading.level for reading in meanings}
        return Found(
            typed=", ".join(text[piece.name : piece.end] for piece in pieces),
            units=tuple(units.values()),
            level=next(wide for level, wide in WIDEST if level in levels),
            is_split=meanings[0].is_split and len(meanings) == 1,
            choices=self._choices(meanings),
            spans=tuple((piece.start, piece.end) for piece in pieces),
        )

    def _choices(self, meanings: Sequence[Reading]) -> tuple[Choice, ...]:
        if len(meanings) == 1:
            (only,) = meanings
            if only.level != "region":
                return ()
            meanings = self._districts_in(only)
        titles = [reading.title for reading in meanings]
        return tuple(
            (
                f"{reading.title} (nay)"
                if reading.level == "unit" and titles.count(reading.title) > 1
                else reading.label,
                reading.codes,
            )
            for reading in meanings
        )

    def _districts_in(self, region: Reading) -> tuple[Reading, ...]:
        return tuple(
            reading
            for readings in self._index.values()
            for reading in readings
            if reading.level == "district" and set(reading.codes) <= set(region.codes)
        )


def _pieces(words: Sequence[Word], used: Sequence[Mention], text: str) -> list[Piece]:
    """The recognized words; names that touch are one piece."""
    pieces: list[Piece] = []
    for at, mention in enumerate(used):
        start = name = words[mention.first].start
        if at and used[at - 1].end == mention.first:
            start, name, _ = pieces.pop()
        elif mention.first and words[mention.first - 1] in HERE:
            start = words[mention.first - 1].start
        end = words[mention.end - 1].end
        is_bracket_open = text.count("(", name, end) > text.count(")", name, end)
        pieces.append(Piece(start, name, end + is_bracket_open))
    return pieces
