import pytest

from bot.text.lexicon import Lexicon, read_units
from bot.text.phrases import split

WORDS = Lexicon(
    {"ccn": ("cụm công nghiệp",), "dn": ("doanh nghiệp", "đồng nai"), "tt kc": ("trung tâm",)},
    [("thuê", "mướn"), ("khi nào", "chừng nào")],
    ["ạ", "a", "dạ", "da", "nha", "cho em hỏi"],
)


def test_chat_spellings_are_known_without_any_list() -> None:
    """An empty lexicon still reads what everybody types."""
    assert Lexicon().expand(split("dc ko ntn")) == split("được không như thế nào")


def test_longest_short_form_wins() -> None:
    """`tt kc` is read as a whole."""
    assert WORDS.expand(split("tt kc ccn")) == split("trung tâm cụm công nghiệp")


def test_ambiguous_short_form_is_chosen_by_its_neighbors() -> None:
    """Who reads decides with the words before and after."""
    read = WORDS.expand(
        split("ở dn có"), choose=lambda before, meanings, _: meanings[before == "ở"]
    )
    assert read == split("ở đồng nai có")


def test_short_form_that_the_knowledge_uses_as_a_word_stays() -> None:
    """`hong` is `không` unless somebody's phrasing has `hong`."""
    assert Lexicon().expand(("hong",)) == ("không",)
    assert Lexicon().expand(("hong",), known={"hong"}) == ("hong",)


def test_synonyms_are_said_one_way() -> None:
    """Phrases also without accents; single words only as they are listed."""
    assert WORDS.unify(split("mướn chung nao")) == split("thuê khi nào")
    assert WORDS.unify(split("muon")) == ("muon",)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("dạ cho em hỏi máy ạ", "máy"),
        ("da cho em hoi may a", "may"),
        ("giay da nha", "giay"),
        ("da giay", "giay"),
        ("che bien da xay dung", "che bien da xay dung"),
    ],
)
def test_courtesy_is_dropped(said: str, left: str) -> None:
    """Particles typed without accents are courtesy only at either end."""
    assert WORDS.drop_filler(split(said)) == split(left)


def test_units_follow_numbers() -> None:
    """`k` is thousand after a number and `không` elsewhere."""
    assert WORDS.expand(read_units(split("500k dc k"))) == split("500 nghìn được không")


def test_a_single_synonym_without_accents_needs_to_be_unmistakable() -> None:
    """`lanh` is `lãnh` where the knowledge has no word of those letters; `may` may be `máy`."""
    lexicon = Lexicon(synonyms=[("nhận", "lãnh"), ("bao nhiêu", "mấy")])
    known = {"may", "nhan", "tien"}
    assert lexicon.unify(split("lanh tien"), known) == split("nhận tien")
    assert lexicon.unify(split("may tien"), known) == split("may tien")
    assert lexicon.unify(split("mấy tiền"), known) == split("bao nhiêu tiền")
    assert lexicon.unify(split("lanh tien")) == split("lanh tien")
