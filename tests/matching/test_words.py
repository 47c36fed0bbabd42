"""The shipped word list reads as the model says and does what it promises."""

from pathlib import Path

import pytest
import yaml

from bot.knowledge.words import Words
from bot.text.lexicon import Lexicon
from bot.text.phrases import split

FILE = Path(__file__).parents[2] / "knowledge" / "tu-viet-tat.yaml"
WORDS = Words.model_validate(yaml.safe_load(FILE.read_text("utf-8"))["words"])
LEXICON = Lexicon(
    {short: row.means for row in WORDS.abbreviations for short in row.short},
    WORDS.synonyms,
    WORDS.filler,
)


def read(text: str) -> str:
    """Through all steps of the lexicon."""
    words = LEXICON.expand(LEXICON.drop_filler(split(text)))
    return " ".join(LEXICON.drop_filler(LEXICON.unify(words)))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cs cnnt", "cơ sở công nghiệp nông thôn"),
        ("cho em hỏi ccn ạ", "cụm công nghiệp"),
        ("chừng nào hết hạn nộp hs", "khi nào hạn chót nộp hồ sơ"),
        ("mướn sạp hàng", "thuê gian hàng"),
        ("sct ở đâu vậy ad ơi", "sở công thương ở đâu"),
    ],
)
def test_words_of_the_trade_are_read(typed: str, meant: str) -> None:
    """Abbreviations, southern words and courtesy."""
    assert read(typed) == meant


def test_no_short_form_is_listed_twice() -> None:
    """The second would silently win."""
    shorts = [short for row in WORDS.abbreviations for short in row.short]
    assert len(shorts) == len(set(shorts))


def test_answers_words_are_stable() -> None:
    """What stands for a group is never replaced by another group."""
    for group in WORDS.synonyms:
        assert LEXICON.unify(split(group[0])) == split(group[0]), group[0]
