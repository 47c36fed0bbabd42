"""Facts in what owners type: taken where they are said, left where denied or doubtful."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.conversation import Told
from bot.dialogue.fact_reading import FactReader, is_if, rest_behind
from bot.dialogue.small_words import WordReader
from bot.knowledge.fact import Choice, Fact
from bot.text.lexicon import Lexicon

OWNER = Fact(
    id="owner",
    label="Loại hình",
    question="Loại hình nào?",
    choices=(
        Choice(id="household", title="Hộ kinh doanh", words=("hộ kinh doanh", "hộ cá thể")),
        Choice(id="cooperative", title="Hợp tác xã", words=("hợp tác xã", "htx")),
        Choice(id="foreign", title="Có vốn nước ngoài", words=("fdi", "vốn nước ngoài")),
    ),
)
INDUSTRY = Fact(
    id="industry",
    label="Ngành nghề",
    question="Làm gì?",
    choices=(
        Choice(id="wood", title="Đồ gỗ", words=("đồ gỗ", "làm mộc")),
        Choice(id="food", title="Thực phẩm", words=("cà phê", "bánh tráng", "tiêu")),
        Choice(id="trade", title="Buôn bán", words=("quán cà phê", "bán cơm", "bán hàng ăn")),
    ),
)
MACHINE = Fact(
    id="machine",
    label="Máy định mua",
    question="Máy gì?",
    choices=(
        Choice(id="new", title="Máy mới", words=("máy mới",)),
        Choice(id="used", title="Máy cũ", words=("máy cũ", "máy bãi")),
    ),
)
BOUGHT = Fact(
    id="bought",
    label="Đã mua chưa",
    question="Mua chưa?",
    kind="yes_no",
    choices=(
        Choice(id="yes", title="Mua rồi", words=("đã mua", "mua rồi", "đặt cọc")),
        Choice(id="no", title="Chưa mua", words=("chưa mua",)),
    ),
)
TRIPS = Fact(id="trips", label="Số lần đi", question="Mấy lần?", kind="number", unit="lần", most=99)
FACTS = {fact.id: fact for fact in (OWNER, INDUSTRY, MACHINE, BOUGHT, TRIPS)}


@pytest.fixture(scope="module")
def reader() -> FactReader:
    groups = [("khách hàng", "bạn hàng"), ("cà phê", "cafe")]
    words = WordReader(Lexicon({"htx": ("hợp tác xã",)}, groups, filler=("ạ", "dạ")), ())
    return FactReader(FACTS, words.read)


def said(reader: FactReader, text: str) -> dict[str, object]:
    return {one.fact: one.value for one in reader.read(text)}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("em là hộ kinh doanh làm mộc", {"owner": "household", "industry": "wood"}),
        ("em la ho kinh doanh lam moc", {"owner": "household", "industry": "wood"}),
        (
            "htx rang cà phê, máy cũ",
            {"owner": "cooperative", "industry": "food", "machine": "used"},
        ),
        ("mở quán cà phê", {"industry": "trade"}),
        ("rang cafe", {"industry": "food"}),
        ("ban hang an", {"industry": "trade"}),
        ("đã mua rồi", {"bought": True}),
        ("em chưa mua", {"bought": False}),
        ("em chưa đặt cọc", {"bought": False}),
        ("đã đi 2 lần", {"trips": 2}),
        ("máy mới 100 triệu", {"machine": "new"}),
        ("chào em", {}),
    ],
)
def test_what_is_said(reader: FactReader, text: str, facts: dict[str, object]) -> None:
    """With and without accents, the longest phrase first."""
    assert said(reader, text) == facts


@pytest.mark.parametrize(
    "text",
    [
        "bên em không phải FDI",
        "em chưa phải là hợp tác xã",
        "không có vốn nước ngoài",
        "hộ kinh doanh hay hợp tác xã",
        "khoảng 2 chục lần",
        "mục tiêu của em",
        "đi 200 lần",
    ],
)
def test_what_is_not_said(reader: FactReader, text: str) -> None:
    """Denied, doubtful, a syllable of another word, or a number that cannot be."""
    assert said(reader, text) == {}


def test_a_denial_ends_with_its_clause(reader: FactReader) -> None:
    """*Có được không, hộ kinh doanh* denies nothing."""
    assert said(reader, "em có được không, hộ kinh doanh") == {"owner": "household"}
    assert said(reader, "không biết hộ kinh doanh có được không") == {"owner": "household"}


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        ("owner", "Hộ kinh doanh", "household"),
        ("owner", "dạ htx ạ", "cooperative"),
        ("industry", "tieu", "food"),
        ("owner", "co von cua nuoc ngoai", "foreign"),
        ("bought", "dạ có", True),
        ("bought", "rồi", True),
        ("bought", "chưa đâu em", False),
        ("bought", "khong", False),
        ("trips", "3", 3),
        ("trips", "2 lần", 2),
    ],
)
def test_an_answer(reader: FactReader, fact: str, text: str, value: str | int | bool) -> None:
    """To its own question a syllable is enough, a title, a yes or a no, a bare number."""
    answer = reader.answer(fact, text)
    assert answer is not None
    assert answer == Told(fact, value)
    assert type(answer.value) is type(value)


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("owner", "abc"),
        ("owner", "không phải fdi"),
        ("owner", "có"),
        ("owner", "không có vốn của nước ngoài"),
        ("bought", "để em coi lại cái đã nha anh chị ơi"),
        ("bought", "có máy mới"),
        ("trips", "nhiều lắm"),
        ("trips", "1 hoặc 2"),
        ("trips", "500"),
    ],
)
def test_an_answer_that_cannot_be_used(reader: FactReader, fact: str, text: str) -> None:
    """It will be asked again."""
    assert reader.answer(fact, text) is None


def test_which_answer_is_to_be_changed(reader: FactReader) -> None:
    """By the words of its label; all of them where the words may mean something else."""
    rest = rest_behind("sua lai loai hinh", ["sửa", "sửa lại"])
    assert rest == ("loai", "hinh")
    assert reader.labelled(rest, FACTS) == "owner"
    assert reader.labelled(("máy",), FACTS) == "machine"
    assert reader.labelled(("máy",), FACTS, is_whole=True) is None
    assert rest_behind("loại hình", ["sửa"]) is None


def test_for_the_sake_of_argument() -> None:
    assert is_if("vậy nếu là máy mới thì sao")
    assert not is_if("máy mới có được không")


@given(st.text(alphabet="hộ kinhdoạxfmáyớũ ,không0129", max_size=60))
def test_whatever_is_typed(text: str) -> None:
    """Each fact is said at most once, and only with values that it can have."""
    reader = FactReader(FACTS, WordReader(Lexicon(), ()).read)
    told = reader.read(text)
    assert len({one.fact for one in told}) == len(told)
    for one in told:
        fact = FACTS[one.fact]
        possible = [fact.value_of(choice.id) for choice in fact.choices]
        assert one.value in possible or fact.kind == "number"
