"""Places: what people call them, and what they are today."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.place import SplitCommune, Unit
from bot.knowledge.places import Found, Places

SHIPPED = Path(__file__).parents[2] / "knowledge"
FILES = [
    yaml.load((SHIPPED / name).read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - strings only
    for name in ("dia-ban-dong-nai-cu.yaml", "dia-ban-binh-phuoc-cu.yaml")
]
UNITS = [Unit.model_validate(unit) for file in FILES for unit in file["places"]]
SPLITS = [
    SplitCommune.model_validate(split) for file in FILES for split in file.get("split_communes", [])
]
PLACES = Places(UNITS, SPLITS)
CODES = {unit.code for unit in UNITS}
COMMUNES = sorted(
    {(commune, part.district) for unit in UNITS for part in unit.was for commune in part.communes}
)


def answer(text: str) -> Found:
    return PLACES.find(text, is_answer=True)


def names(found: Found) -> list[str]:
    return [unit.name for unit in found.units]


def labels(found: Found) -> list[str]:
    return [label for label, _ in found.choices]


def test_the_shipped_data_are_complete() -> None:
    """95 units, 33 wards and 62 communes, 55 in former Đồng Nai, from 270 former communes."""
    assert len(CODES) == len(UNITS) == 95
    assert sum(unit.name.startswith("Phường ") for unit in UNITS) == 33
    assert sum(unit.name.startswith("Xã ") for unit in UNITS) == 62
    assert sum(unit.region == "Đồng Nai cũ" for unit in UNITS) == 55
    assert sum(unit.region == "Bình Phước cũ" for unit in UNITS) == 40
    assert len(COMMUNES) == 270
    assert len({district for _, district in COMMUNES}) == 22


def test_thirteen_units_cross_district_lines() -> None:
    """A unit made from several former districts stands in each of them."""
    crossing = [unit for unit in UNITS if len(unit.was) > 1]
    assert len(crossing) == 13
    for unit in crossing:
        for part in unit.was:
            assert unit in PLACES.units_of(part.district)


@pytest.mark.parametrize(("commune", "district"), COMMUNES)
def test_every_former_commune_is_found(commune: str, district: str) -> None:
    """Beside its district each of the 270 leads to the units of today that hold it."""
    holding = {
        unit.code
        for unit in UNITS
        for part in unit.was
        if part.district == district and commune in part.communes
    }
    split = {c for s in SPLITS if (s.commune, s.district) == (commune, district) for c in s.units}
    assert holding <= {unit.code for unit in answer(f"{commune} {district}").units}
    found = answer(f"{commune} cũ, {district}")
    assert {unit.code for unit in found.units} == holding | split
    assert found.is_split == bool(split)
    assert not found.choices


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.code)
def test_every_unit_of_today_is_found(unit: Unit) -> None:
    """A present name leads to the unit, or the unit is one of the choices."""
    found = PLACES.find(f"cơ sở tôi ở {unit.name}")
    assert unit in found.units
    assert found.units == (unit,) or (found.choices or found.is_split)
    assert PLACES.unit(unit.code) is unit


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("ấp 3 xã Sông Trầu huyện Trảng Bom", "Phường Trảng Bom"),
        ("kp5 p. Trảng Dài", "Phường Trảng Dài"),
        ("F. trang dai, bh", "Phường Trảng Dài"),
        ("Hố Nai 3", "Phường Hố Nai"),
        ("Gia Tân 3", "Xã Gia Kiệm"),
        ("giatan3", "Xã Gia Kiệm"),
        ("bau ham II", "Phường Dầu Giây"),
        ("lo 25", "Phường Dầu Giây"),
        ("doi 61", "Xã An Viễn"),
        ("tt. vinh an", "Phường Trị An"),
        ("Bien Hoà, Thống Nhất", "Phường Trấn Biên"),
        ("quang trung h. tn", "Xã Gia Kiệm"),
        ("xã Trảng Bom", "Phường Trảng Bom"),
        ("Đắc Lua", "Xã Đak Lua"),
        ("xã Đồng Nai huyện Bù Đăng", "Xã Thọ Sơn"),
        ("tui ở phu tuc ạ", "Xã Thống Nhất"),
        ("hẻm 3 đường Bình Minh xã Sông Trầu", "Phường Trảng Bom"),
        ("Lộc Thành", "Xã Lộc Thành"),
        ("Lộc Thạnh", "Xã Lộc Thạnh"),
        ("Phú Thanh", "Phường Tân Phú"),
    ],
)
def test_addresses_are_understood_as_people_write_them(typed: str, unit: str) -> None:
    """Short forms, no accents, hamlets and streets around, old names: one unit comes out."""
    assert names(answer(typed)) == [unit]
    assert not answer(typed).choices


@pytest.mark.parametrize(
    ("typed", "count"),
    [("huyện Thống Nhất", 4), ("tp Biên Hòa", 10), ("t.p bien hoa", 10), ("thị xã Long Khánh", 5)],
)
def test_a_district_gives_its_units_with_its_namesake_first(typed: str, count: int) -> None:
    """Former districts are still named; the unit that bears the name leads the list."""
    found = PLACES.find(f"cơ sở tôi ở {typed} thì hỏi ai")
    assert (found.level, len(found.units), found.choices) == ("district", count, ())
    assert found.units[0].name.split(maxsplit=1)[1] in ("Thống Nhất", "Biên Hòa", "Long Khánh")


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Trảng Bom", ["Phường Trảng Bom", "Huyện Trảng Bom (cũ)"]),
        ("xuan loc", ["Phường Xuân Lộc", "Huyện Xuân Lộc (cũ)"]),
        ("Long Thành", ["Phường Long Thành", "Huyện Long Thành (cũ)"]),
        ("Nhơn Trạch", ["Phường Nhơn Trạch", "Huyện Nhơn Trạch (cũ)"]),
        ("Lộc Ninh", ["Phường Lộc Ninh", "Huyện Lộc Ninh (cũ)"]),
        ("Đồng Phú", ["Phường Đồng Phú", "Huyện Đồng Phú (cũ)"]),
        ("bh", ["Phường Biên Hòa", "TP Biên Hòa (cũ)"]),
        ("Bình Phước", ["Phường Bình Phước", "Tỉnh Bình Phước (cũ)"]),
        ("loc thanh", ["Xã Lộc Thạnh", "Xã Lộc Thành"]),
        ("hố nai", ["Phường Hố Nai (nay)", "Phường Hố Nai (cũ), TP Biên Hòa"]),
    ],
)
def test_a_name_with_two_meanings_asks_back(typed: str, asked: list[str]) -> None:
    """The present unit and the larger former district, or two places that sound alike."""
    assert labels(answer(typed)) == asked


@pytest.mark.parametrize(
    ("typed", "choices"),
    [
        ("Thống Nhất", 4), ("Tân Phú", 4), ("Long Bình", 2), ("Long Hưng", 2), ("Phước Tân", 2),
        ("Tân Hiệp", 3), ("Thanh Bình", 3), ("Thanh Sơn", 2), ("Minh Hưng", 2), ("Tân Lợi", 2),
        ("Tân Tiến", 2), ("Bình Minh", 2), ("Gia Tân", 3),
    ],
)  # fmt: skip
def test_a_repeated_name_asks_back(typed: str, choices: int) -> None:
    """Every name trap leaves as many choices as there are places of that name today."""
    assert len(answer(typed).choices) == choices
    assert len(PLACES.find(f"xưởng ở {typed} hỏi ai").choices) == choices


def test_a_choice_typed_again_is_understood() -> None:
    """Each label, sent back as text, means exactly the units that it stood for."""
    for name in {*(unit.name.split(maxsplit=1)[1] for unit in UNITS), *(c for c, _ in COMMUNES)}:
        for label, codes in answer(name).choices:
            again = answer(label)
            meant = again.choices or ((label, tuple(unit.code for unit in again.units)),)
            assert {code for _, some in meant for code in some} == set(codes), label
            assert not again.choices or label.startswith("Tỉnh"), label


def test_a_former_province_asks_for_its_district() -> None:
    """*Bình Phước cũ* is too wide: its eleven districts are offered."""
    found = PLACES.find("cơ sở bên Bình Phước cũ có được không")
    assert (found.level, len(found.units), len(found.choices)) == ("district", 40, 11)


@pytest.mark.parametrize("typed", ["Nam Cát Tiên", "xuan tam", "xã Xuân Tâm huyện Xuân Lộc"])
def test_a_split_commune_is_left_to_a_person(typed: str) -> None:
    """Where the data disagree both units are given, marked, and nothing is asked back."""
    found = answer(typed)
    assert (found.is_split, found.level, len(found.units), found.choices) == (
        (True, "commune", 2, ())
    )  # fmt: skip


@pytest.mark.parametrize(
    "prose",
    [
        "thống nhất là sao",
        "hai bên thống nhất giá thuê",
        "cơ sở có số điện thoại không",
        "trang bom co duoc ho tro ko",
        "anh Thanh Bình ở đâu",
        "Tôi là Nguyễn Thanh Sơn",
        "hợp tác xã Bình Minh có được hỗ trợ không",
        "CCN Quang Trung đến đâu rồi",
        "nhà ở đường 10",
        "xưởng ở lòng thành phố",
        "Sở Công Thương Đồng Nai ở đâu",
        "cơ sở ở tỉnh Đồng Nai",
        "hội chợ ở Tây Ninh khi nào",
        "bh có hội chợ",
        "",
    ],
)
def test_prose_without_a_place_names_none(prose: str) -> None:
    """Ordinary words, people, firms, estates and the whole city are no places here."""
    assert PLACES.find(prose) == Found()


@pytest.mark.parametrize(
    ("prose", "typed", "rest"),
    [
        ("Phú Túc giờ tên gì", "Phú Túc", "giờ tên gì"),
        ("tui o Phu Tuc gio thuoc xa nao z", "Phu Tuc", "tui gio thuoc xa nao z"),
        ("song trau huyen trang bom co duoc ko", "song trau huyen trang bom", "co duoc ko"),
        ("cơ sở em ở tp bh xin được không", "tp bh", "cơ sở em xin được không"),
        ("xưởng ở thống nhất hỏi ai", "thống nhất", "xưởng hỏi ai"),
        ("xưởng (xã Tân An) và kho ở Vĩnh Cửu", "xã Tân An, Vĩnh Cửu", "xưởng ( ) và kho"),
        ("Trảng Bom ạ", "Trảng Bom", "ạ"),
    ],
)
def test_prose_with_a_place_names_it_and_can_be_freed_of_it(
    prose: str, typed: str, rest: str
) -> None:
    """The words are kept as typed; without them the question can be matched."""
    found = PLACES.find(prose)
    assert found.typed == typed
    assert PLACES.remove(prose, found) == rest


@pytest.mark.parametrize(
    ("area", "count"),
    [
        ("26248", 1), ("Phường Trảng Bom", 1), ("Xã Thống Nhất", 1), ("xã Lộc Thạnh", 1),
        ("huyện Trảng Bom", 6), ("TP Biên Hòa", 10), ("Tỉnh Bình Phước", 40), ("Sông Ray", 1),
        ("Trảng Bom", 0), ("99999", 0), ("huyện Long Điền", 0), ("", 0),
    ],
)  # fmt: skip
def test_a_collaborators_area_is_a_code_a_unit_or_a_former_district(area: str, count: int) -> None:
    """An area that could be two things is refused rather than guessed."""
    assert len(PLACES.units_of(area)) == count


def test_data_that_cannot_be_understood_are_refused() -> None:
    """A name without its kind, a split commune in a unit that does not exist."""
    nameless = UNITS[0].model_copy(update={"name": "Trảng Bom"})
    with pytest.raises(ValueError, match="no kind of place before the name: Trảng Bom"):
        Places([nameless])
    with pytest.raises(ValueError, match="26122, 26134"):
        Places(UNITS[:1], SPLITS[:1])


WORDS = st.sampled_from(
    ["xã", "p.", "tp", "huyện", "ở", "cũ", "nay", "Thống Nhất", "tan phu", "Trảng Bom", "bh", "3",
     "Gia Tân", "Biên Hoà", "đồng nai", "bình phước", "lộc", "thanh", ",", "(", ")", "hội chợ"]
)  # fmt: skip


@given(st.text(max_size=80) | st.lists(WORDS, max_size=8).map(" ".join), st.booleans())
def test_whatever_is_typed_only_real_units_come_out(text: str, is_answer: bool) -> None:
    """Never an error; every unit and every choice is one of the 95."""
    found = PLACES.find(text, is_answer=is_answer)
    assert {unit.code for unit in found.units} <= CODES
    assert {code for _, codes in found.choices for code in codes} <= CODES
    assert (found.level == "none") == (not found.units)
    assert (found.typed == "") == (not found.units)
    PLACES.remove(text, found)
    PLACES.units_of(text)


def test_it_is_fast() -> None:
    """Built in a blink, asked in a fraction of it (limits are five times what is promised)."""
    started = time.process_time()
    Places(UNITS, SPLITS)
    assert time.process_time() - started < 0.15
    started = time.process_time()
    for _ in range(20):
        PLACES.find("cơ sở em ở ấp 3 xã Sông Trầu huyện Trảng Bom có được hỗ trợ mua máy không")
    assert time.process_time() - started < 0.1
