from bot.matching.reader import Reader, read_phrasing
from bot.matching.vocabulary import Vocabulary
from bot.text.lexicon import Lexicon
from bot.text.phrases import split

LEXICON = Lexicon({"dn": ("doanh nghiệp", "đồng nai"), "đk": ("đăng ký", "điều kiện")})
TEXTS = ["doanh nghiệp nhỏ", "xưởng ở đồng nai", "đủ điều kiện", "đăng ký gian hàng"]
READER = Reader(LEXICON, Vocabulary([read_phrasing(split(text), LEXICON) for text in TEXTS]))


def test_neighbors_choose_the_meaning() -> None:
    """`ở dn` is a place, `dn nhỏ` a business; `đủ đk` are conditions."""
    assert READER.read("xưởng ở dn")[0] == split("xưởng ở đồng nai")
    assert READER.read("dn nhỏ")[0] == split("doanh nghiệp nhỏ")
    assert READER.read("đủ đk")[0] == split("đủ điều kiện")


def test_other_meaning_is_kept_as_a_second_reading() -> None:
    """Nothing is decided for good before the entries are seen."""
    assert READER.read("dn") == [split("doanh nghiệp"), split("đồng nai")]


def test_long_story_is_read_from_its_end() -> None:
    """The question stands there."""
    assert READER.read("chuyện " * 500 + "đăng ký gian hàng")[0][-4:] == split("đăng ký gian hàng")


def test_steps_are_shown() -> None:
    """Only those that changed something."""
    assert READER.explain("xưởng ở dn") == [
        "đọc: xưởng ở dn", "viết tắt: xưởng ở đồng nai",
    ]  # fmt: skip
