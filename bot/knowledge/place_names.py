"""The index of names: what each name of a place, present or former, may mean."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from bot.knowledge.place_words import COMMUNE_KINDS, Kind, kind_before, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.knowledge.place import Part, SplitCommune, Unit
    from bot.knowledge.place_words import Word

Level = Literal["unit", "district", "commune", "region"]

KIND_NAMES: Mapping[Kind, str] = {
    "xã": "Xã", "phường": "Phường", "thị trấn": "Thị trấn", "huyện": "Huyện",
    "thành phố": "TP", "thị xã": "TX", "tỉnh": "Tỉnh",
}  # fmt: skip
WHOLE = "Đồng Nai"
"""The province, now a city, that everything lies in: its name alone tells nothing."""
FORMER_MARK = " cũ"


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a name."""

    level: Level
    kind: Kind
    name: str
    plain: str
    """The name as typed with all its accents, without spaces."""
    units: tuple[Unit, ...]
    districts: frozenset[str] = frozenset()
    """The former districts it lies in; for a district, itself."""
    is_split: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the units of today."""
        return tuple(unit.code for unit in self.units)

    @property
    def title(self) -> str:
        """`Phường Trảng Bom`, `Huyện Trảng Bom`."""
        return f"{KIND_NAMES[self.kind]} {self.name}"

    @property
    def label(self) -> str:
        """On a button: typed again, it means this reading and no other former one."""
        if self.level == "unit":
            return self.title
        district = f", {min(self.districts)}" if self.level == "commune" else ""
        return f"{self.title} (cũ){district}"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the data write it, taken apart."""

    kind: Kind
    text: str
    words: tuple[Word, ...]


def parse_name(written: str) -> Name:
    """`TT. Trảng Bom` -> thị trấn, `Trảng Bom`.  Raises ValueError without a kind."""
    words = read_words(written)
    for at in (2, 1):
        kind, first = kind_before(words, at) if at < len(words) else (None, at)
        if kind and first == 0:
            return Name(kind, written[words[at].start :], words[at:])
    raise ValueError(f"no kind of place before the name: {written}")


def plain_key(words: Sequence[Word]) -> str:
    """The words as typed, joined: what accents are compared by."""
    return "".join(word.plain for word in words)


def bare_key(words: Sequence[Word]) -> str:
    """The words without accents, joined: what names are looked up by."""
    return "".join(word.key for word in words)


def index_names(
    units: Sequence[Unit], splits: Sequence[SplitCommune]
) -> Mapping[str, tuple[Reading, ...]]:
    """Readings by bare key: units first, then districts, communes and regions."""
    index: dict[str, list[Reading]] = defaultdict(list)
    stems: dict[str, list[Reading]] = defaultdict(list)
    for name, reading in _readings(units, splits):
        index[bare_key(name.words)].append(reading)
        if len(name.words) > 2 and name.words[-1].bare.isdigit():  # noqa: PLR2004 - *Gia Tân* 3
            stem = name.words[:-1]
            stems[bare_key(stem)].append(replace(reading, plain=plain_key(stem)))
    found = {key: tuple(readings) for key, readings in (stems | index).items()}
    return MappingProxyType(found)


def _readings(
    units: Sequence[Unit], splits: Sequence[SplitCommune]
) -> Iterator[tuple[Name, Reading]]:
    for unit in units:
        districts = frozenset(part.district for part in unit.was)
        yield _reading("unit", unit.name, (unit,), districts)
    parts = [(unit, part) for unit in units for part in unit.was]
    for district in dict.fromkeys(part.district for _, part in parts):
        there = tuple(unit for unit, part in parts if part.district == district)
        yield _reading("district", district, _namesake_first(district, there), {district})
    yield from _communes(parts, _by_code(units, splits))
    yield _reading("region", f"Tỉnh {WHOLE}", tuple(units))
    for region in dict.fromkeys(unit.region for unit in units):
        name = region.removesuffix(FORMER_MARK)
        if name != WHOLE:
            there = tuple(unit for unit in units if unit.region == region)
            yield _reading("region", f"Tỉnh {name}", there)


def _communes(
    parts: Sequence[tuple[Unit, Part]], splits: Mapping[tuple[str, str], tuple[Unit, ...]]
) -> Iterator[tuple[Name, Reading]]:
    for unit, part in parts:
        for commune in part.communes:
            where = (commune, part.district)
            if where not in splits:
                yield _reading("commune", commune, (unit,), {part.district})
    for (commune, district), there in splits.items():
        yield _reading("commune", commune, there, {district}, is_split=True)


def _reading(
    level: Level,
    written: str,
    units: tuple[Unit, ...],
    districts: frozenset[str] | set[str] = frozenset(),
    *,
    is_split: bool = False,
) -> tuple[Name, Reading]:
    name = parse_name(written)
    plain = plain_key(name.words)
    return name, Reading(level, name.kind, name.text, plain, units, frozenset(districts), is_split)


def _by_code(
    units: Sequence[Unit], splits: Sequence[SplitCommune]
) -> Mapping[tuple[str, str], tuple[Unit, ...]]:
    known = {unit.code: unit for unit in units}
    unknown = [code for split in splits for code in split.units if code not in known]
    if unknown:
        raise ValueError(f"split communes name units that do not exist: {', '.join(unknown)}")
    return {
        (split.commune, split.district): tuple(known[code] for code in split.units)
        for split in splits
    }


def _namesake_first(district: str, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    ending = f" {parse_name(district).text}"
    return tuple(sorted(units, key=lambda unit: not unit.name.endswith(ending)))


def is_of_kind(reading: Reading, kind: Kind) -> bool:
    """The same tier: communes and wards change their kind, districts became cities."""
    if reading.level in ("unit", "commune"):
        return kind in COMMUNE_KINDS
    return kind not in COMMUNE_KINDS
