from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching import Matcher, Thresholds
from bot.text.fold import fold

ENTRIES = {
    "may": ["mua máy được hỗ trợ bao nhiêu", "mức hỗ trợ máy móc"],
    "cho": ["thuê gian hàng hội chợ", "đăng ký đi hội chợ"],
    "tho": ["xét danh hiệu thợ giỏi"],
}
SMALL = Matcher(ENTRIES)


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("dạ cho em hỏi mua máy thì được cho bao nhiêu tiền ạ", "machinery.amount"),
        ("ho tro mua may dc bn tien v ad oi", "machinery.amount"),
        ("hoox trowj mays mocs toois dda", "machinery.amount"),
        ("mua ma1y ca62n gia61y to72 gi2", "machinery.dossier"),
        ("may cu co dc ko", "machinery.used"),
        ("nhan hieu can giay to j", "trademark.dossier"),
        ("mướn gian hàng đi hội trợ có dc hổ trợ hong", "fair.booth"),
        ("sap toi co hoicho nao", "fair.calendar"),
        ("chừng nào hết hạn bình chọn", "contest.deadline"),
        ("thợ giỏi cần điều kiện gì", "skilled.conditions"),
        ("xuong o nhiem muon doi vo ccn", "relocation.overview"),
        ("ccn nao con dat", "cluster.land"),
        ("hkd co duoc khuyen cong k", "eligibility.household"),
        ("fdi đc ko z", "eligibility.foreign"),
        ("mở phòng chưng bày sản phẩm", "showroom.overview"),
        ("sxsh la j", "cleaner.overview"),
        ("sđt trung tâm", "center.contact"),
        ("khuyeens coong laf gif", "promotion.overview"),
    ],
)
def test_badly_typed_questions_are_understood(matcher: Matcher, question: str, entry: str) -> None:
    """Missing accents, raw keystrokes, chat spelling, southern sounds, joined words."""
    assert matcher.rank(question)[0][0] == entry


@pytest.mark.parametrize(
    "question",
    [
        "thời tiết ngày mai thế nào", "ket qua xo so", "asdfgh qwerty", "đồ ngu", "hahaha",
        "what is the weather today", "спасибо большое", "iphone mới màu gì đẹp",
    ],
)  # fmt: skip
def test_foreign_questions_are_not_answered(matcher: Matcher, question: str) -> None:
    """What the knowledge does not know scores below the threshold."""
    ranked = matcher.rank(question)
    assert not ranked or ranked[0][1] < matcher.threshold


def test_every_phrasing_finds_its_entry(matcher: Matcher, phrasings: dict[str, list[str]]) -> None:
    """An administrator's own words are always understood, also without accents."""
    for entry, texts in phrasings.items():
        for text in texts:
            for typed in (text, text.upper(), fold(text)):
                best, score = matcher.rank(typed)[0]
                assert (best, score >= 0.9) == (entry, True), typed


@pytest.mark.parametrize("typed", ["{} 🙏", "{}…", "“{}”", "{} –", "😊 {}"])
def test_what_phones_put_in_is_no_accent(typed: str) -> None:
    """Who typed none may mean any, with or without a smiley."""
    both = Matcher({"machine": ["xưởng máy", "xưởng máy lớn"], "sewing": ["xưởng may"]})
    plain, smiling = both.rank("cai xuong may"), both.rank(typed.format("cai xuong may"))
    assert smiling[0][0] == plain[0][0]
    assert abs(smiling[0][1] - plain[0][1]) < 0.05


def test_accents_that_were_typed_count() -> None:
    """`máy` and `may` are told apart by who types the accent."""
    both = Matcher({"machine": ["xưởng máy"], "sewing": ["xưởng may"], "cloud": ["xưởng mây"]})
    assert both.rank("cái xưởng mây đó")[0][0] == "cloud"
    assert both.rank("cái xưởng máy đó")[0][0] == "machine"


def test_topic_and_aspect_join_what_no_phrasing_joins() -> None:
    """The way one topic is asked teaches how another is asked."""
    known = {
        "fair.dossier": ["hội chợ cần giấy tờ gì"],
        "fair.dates": ["lịch hội chợ"],
        "machinery.dossier": ["mua máy cần giấy tờ gì"],
        "course.dossier": ["hồ sơ khóa học"],
        "course.dates": ["khóa học khi nào mở", "lịch mở khóa học"],
    }
    topics = {entry: entry.split(".")[0] for entry in known}
    aspects = {entry: entry.split(".")[1] for entry in known}
    asked = "giay to khoa hoc"
    assert Matcher(known).rank(asked)[0][0] != "course.dossier"
    assert Matcher(known, topics=topics, aspects=aspects).rank(asked)[0][0] == "course.dossier"


def test_nothing_to_go_by_gives_nothing() -> None:
    """No words, or no knowledge: no entries."""
    assert SMALL.rank("") == []
    assert SMALL.rank("???") == []
    assert Matcher({}).rank("hội chợ") == []
    assert Matcher({"empty": []}).rank("hội chợ") == []


def test_thresholds_are_exchanged_without_building_again() -> None:
    """The copy decides by the new ones, the original by its own."""
    other = SMALL.with_thresholds(Thresholds(0.9, 0.8, 0.2))
    assert (other.threshold, other.floor, other.margin) == (0.9, 0.8, 0.2)
    assert SMALL.threshold != 0.9
    assert other.rank("hội chợ") == SMALL.rank("hội chợ")


def test_reading_is_explained(matcher: Matcher) -> None:
    """An administrator sees the steps, the weights and the nearest phrasing."""
    told = "\n".join(matcher.explain("dạ hoox trowj mays dc bn tiền ạ"))
    assert "hỗ trợ máy" in told
    assert "được bao nhiêu" in told
    assert "machinery.amount" in told
    assert "sức nặng" in told
    assert matcher.explain("???")[-1] == "không còn từ nào để tìm"


@given(st.text(max_size=200))
def test_any_text_is_ranked(text: str) -> None:
    """Scores are in 0..1, falling, and the same every time."""
    ranked = SMALL.rank(text)
    scores = [score for _, score in ranked]
    assert all(0 <= score <= 1 for score in scores)
    assert scores == sorted(scores, reverse=True)
    assert SMALL.rank(text) == ranked


@given(st.sampled_from([(entry, text) for entry, texts in ENTRIES.items() for text in texts]))
def test_order_of_building_does_not_matter(one: tuple[str, str]) -> None:
    """Two matchers of the same knowledge agree."""
    entry, text = one
    assert Matcher(ENTRIES).rank(text)[0] == SMALL.rank(text)[0]
    assert SMALL.rank(text)[0][0] == entry


def test_rubbish_by_the_megabyte_is_survived() -> None:
    """It is cut before anything is done with it."""
    rubbish = "".join(chr(0x20 + (place * 7919) % 0xD000) for place in range(1_000_000))
    assert all(0 <= score <= 1 for _, score in SMALL.rank(rubbish))


def test_an_entry_without_phrasings_is_explained_too() -> None:
    lines = Matcher({"empty": [], "may": ["mua máy"], "cho": ["hội chợ"]}).explain("mua may hoi")
    assert any(line.startswith("may ") and "mua máy" in line for line in lines)
