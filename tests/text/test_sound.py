import pytest

from bot.text.sound import sound


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("chưng", "trưng"), ("xản", "sản"), ("dấy", "giấy"), ("vấng", "vấn"), ("xuấc", "xuất"),
        ("nghành", "ngành"), ("ghạch", "gạch"), ("nàm", "làm"), ("rời", "dời"), ("wản", "quản"),
    ],
)  # fmt: skip
def test_words_that_sound_alike_share_a_key(said: str, meant: str) -> None:
    """Southern and northern confusions are merged."""
    assert sound(said) == sound(meant)


def test_support_and_fair_stay_apart() -> None:
    """`hỗ trợ` and `hội chợ` differ by one letter that must stay."""
    assert sound("hỗ") != sound("hội")
