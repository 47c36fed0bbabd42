import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.normalize import normalize
from bot.text.telex import decode, read_telex

TYPED = [
    ("hồ sơ máy móc", "hoof sow mays mocs", "hoof sow masy mosc", "ho62 so7 may1 moc1"),
    ("khuyến công", "khuyeens coong", "khuyeesn coong", "khuye61n co6ng"),
    ("được không", "dduwowcj khoong", "dduowjc khoong", "d9u7o75c kho6ng"),
    ("điều kiện", "ddieeuf kieenj", "ddieefu kieejn", "d9ie62u kie65n"),
    ("ở đâu", "owr ddaau", "owr ddaau", "o73 d9a6u"),
    ("thuở quý hòa", "thuowr quys hoaf", "thuowr quys hofa", "thuo73 quý hoa2"),
]


@pytest.mark.parametrize("row", TYPED)
def test_keystrokes_are_read_back(row: tuple[str, str, str, str]) -> None:
    """Telex with the tone last or inline, and VNI, all give the word."""
    meant, *typed = row
    for keys in typed:
        assert read_telex(normalize(keys).split()) == tuple(meant.split())


@pytest.mark.parametrize(
    ("typed", "meant"), [("vơis", "với"), ("mfinh", "mình"), ("trợj", "trợ"), ("nguwoif", "người")]
)
def test_half_converted_words_are_finished(typed: str, meant: str) -> None:
    """One key that the keyboard missed is applied to the rest."""
    assert decode(typed) == meant


@pytest.mark.parametrize(
    "word",
    [
        ", web",
        "inox",
        "test",
        "laser",
        "video",
        "t6",
        "a1",
        "ql51",
        "quy4",
        "covid19",
        "hs",
        "sx",
        "công",
        "moc",
    ],
)
def test_what_is_meant_as_typed_stays(word: str) -> None:
    """Foreign words, codes of roads and plans, abbreviations and real words are no keystrokes."""
    assert decode(word) is None


def test_known_words_stay() -> None:
    """What the knowledge itself uses is not decoded."""
    assert read_telex(["cos"], known={"cos"}) == ("cos",)


@given(st.text(min_size=1, max_size=20))
def test_any_token_is_survived(text: str) -> None:
    """No normalized word breaks it."""
    read_telex(normalize(text).split())
