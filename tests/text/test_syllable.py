import pytest

from bot.text.syllable import is_syllable, split_tone


@pytest.mark.parametrize(
    "word",
    ["khuyến", "công", "nghiệp", "quốc", "giếng", "gì", "nghề", "xoong", "hoa", "thuyền", "yêu"],
)
def test_words_of_the_trade_are_syllables(word: str) -> None:
    """With their accents."""
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["khuyen", "cong", "nghiep", "dong", "duoc", "quoc", "uong"])
def test_words_without_accents_are_syllables(word: str) -> None:
    """All accents may be missing."""
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word", ["coong", "hoof", "kys", "nge", "nghành", "đuoc", "cnc", "laser", "hottro", "tạc3"]
)
def test_slips_are_no_syllables(word: str) -> None:
    """Keystrokes, broken spelling rules and half-typed accents are told apart."""
    assert not is_syllable(word)


def test_stopped_syllables_take_two_tones_only() -> None:
    """`sạch` and `sách` are possible, `sàch` is not."""
    assert is_syllable("sạch")
    assert is_syllable("sách")
    assert not is_syllable("sàch")


def test_tone_is_split_from_the_vowel_quality() -> None:
    """`ế` is `ê` with a rising tone."""
    assert split_tone("khuyến") == ("khuyên", "\u0301")
