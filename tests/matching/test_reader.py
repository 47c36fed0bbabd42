from bot.matching.reader import Reader, read_phrasing
from bot.matching.vocabulary import Vocabulary
from bot.text.lexicon import Lexicon
from bot.text.phrases import split

LEXICON = Lexicon({"dn": ("doanh nghiệp", "đồng nai"), "đk": ("đăng ký", "điều kiện")})
TEXTS = ["doanh nghiệp nhỏ", "xưởng ở đồng nai", "đủ điều kiện", "đăng ký gian hàng"]
READER = Reader(LEXICON, Vocabulary.learn([read_phrasing(split(text), LEXICON) for text in TEXTS]))


def test_neighbors_choose_the_meaning() -> None:
    """`ở dn` is a place, `dn nhỏ` a business; `đủ đk` are conditions."""
    assert READER.read("xưởng ở dn") == split("xưởng ở đồng nai")
    assert READER.read("dn nhỏ") == split("doanh nghiệp nhỏ")
    assert READER.read("đủ đk") == split("đủ điều kiện")


def test_without_neighbors_the_usual_meaning_is_taken() -> None:
    """That is the one the administrators list first."""
    assert READER.read("dn") == split("doanh nghiệp")


def test_long_story_is_read_from_its_end() -> None:
    """The question stands there."""
    assert READER.read("chuyện " * 500 + "đăng ký gian hàng")[-4:] == split("đăng ký gian hàng")


def test_steps_are_shown() -> None:
    """Only those that changed something."""
    assert READER.explain("xưởng ở dn") == [
        "đọc: xưởng ở dn", "viết tắt: xưởng ở đồng nai",
    ]  # fmt: skip
