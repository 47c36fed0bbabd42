from bot.matching.respell import mend, split_joined
from bot.matching.vocabulary import Vocabulary
from bot.text.phrases import split

KNOWN = Vocabulary.learn(
    [split(text) for text in ("mua máy móc", "phòng trưng bày", "hồ sơ hội chợ", "nghiệm thu")]
)


def test_joined_words_are_parted() -> None:
    """Where the knowledge has both parts beside each other."""
    assert split_joined(("maymoc", "hồsơ", "phongtrungbay"), KNOWN) == (
        "may", "moc", "hồ", "sơ", "phong", "trung", "bay",
    )  # fmt: skip
    assert split_joined(("website", "covid19"), KNOWN) == ("website", "covid19")


def test_slips_are_mended() -> None:
    """Only words that cannot be Vietnamese are respelled freely."""
    assert mend(("nghiẹmm", "phonhg"), KNOWN) == ("nghiem", "phong")
    assert mend(("mây", "gốm"), KNOWN) == ("mây", "gốm")


def test_sounds_are_mended_where_the_neighbors_agree() -> None:
    """`chưng bày` is `trưng bày`; elsewhere `chưng` is left alone."""
    assert mend(("phòng", "chưng", "bày"), KNOWN) == ("phòng", "trung", "bày")
    assert mend(("bánh", "chưng"), KNOWN) == ("bánh", "chưng")
