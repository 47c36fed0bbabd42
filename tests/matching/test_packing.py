from hypothesis import given
from hypothesis import strategies as st

from bot.matching.packing import pack_counts, pack_lines, unpack_counts, unpack_lines
from bot.matching.vocabulary import Vocabulary

LINES = st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=8)


@given(st.lists(LINES))
def test_lines_come_back(lines: list[str]) -> None:
    assert unpack_lines(pack_lines(lines)) == lines


@given(st.dictionaries(LINES, st.integers(0, 2**40)))
def test_counts_come_back(counts: dict[str, int]) -> None:
    """In their order, too."""
    packed = pack_counts("said", counts)
    assert list(unpack_counts("said", packed).items()) == list(counts.items())


def test_rare_and_unknown_words_tell_most() -> None:
    known = Vocabulary.learn([("mua", "máy"), ("mua", "hàng"), ("mua", "đất")])
    asked = Vocabulary.unpack(known.pack()).weigh(("mua", "máy", "lạ"))
    assert asked.keys == ("mua", "may", "la")
    common, rare, unknown = asked.weights
    assert common < rare < unknown
    assert asked.total == common + rare + unknown
