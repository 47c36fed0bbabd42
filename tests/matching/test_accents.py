from bot.matching.accents import Accents

ACCENTS = Accents.learn(
    [
        ("mua", "máy", "mới"),
        ("hỗ", "trợ", "máy", "móc"),
        ("được", "mấy", "phần", "trăm"),
        ("được", "mấy", "tiền"),
        ("may", "moc", "may", "moc", "may", "moc"),
    ]
)


def test_accents_come_from_the_neighbors() -> None:
    """The same letters are read as the phrasings have them in that place."""
    assert ACCENTS.restore(("mua", "may")) == ("mua", "máy")
    assert ACCENTS.restore(("duoc", "may", "phan")) == ("được", "mấy", "phần")


def test_phrasings_without_accents_teach_none() -> None:
    assert ACCENTS.restore(("moc",)) == ("móc",)


def test_accents_that_are_there_stay() -> None:
    """A synonym may have brought them."""
    assert ACCENTS.restore(("mày", "moc")) == ("mày", "móc")


def test_unknown_words_stay() -> None:
    assert ACCENTS.restore(("xyz", "may")) == ("xyz", "máy")
    assert ACCENTS.restore(()) == ()
