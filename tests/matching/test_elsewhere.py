"""Whose business a question is: ours, or somebody else's."""

from itertools import product

import numpy as np
import pytest

from bot.matching import Matcher
from bot.matching.elsewhere import Others
from bot.matching.learned import Learned

OPENINGS = ("", "em ", "anh ơi ", "cho hỏi ", "xưởng em ", "ở xã ", "dạ ", "nhờ chị ", "sáng nay ",
            "bữa trước ")  # fmt: skip
OURS = {
    "machinery": ["hỗ trợ mua máy sấy", "mua máy mới được hỗ trợ không"],
    "fair": ["đi hội chợ có được hỗ trợ không", "thuê gian hàng hội chợ"],
    "tax": ["nộp thuế khoán ở đâu", "thuế năm nay tính sao"],
}
PHRASINGS = {
    entry: [opening + text for text in texts for opening in OPENINGS]
    for entry, texts in OURS.items()
}
"""*tax* says that taxes are another office's business."""
STRANGE = [
    f"{opening}{thing} {way}"
    for opening, thing, way in product(
        OPENINGS,
        ("máy giặt", "máy lạnh", "gian bếp", "chợ đêm", "thuế xe"),
        ("hư sửa ở đâu", "bán giá sao", "cũ ai mua"),
    )
]
OTHERS = Others(STRANGE, frozenset({"tax"}))
ALONE, TAUGHT = Matcher(PHRASINGS), Matcher(PHRASINGS, others=OTHERS)


def score(matcher: Matcher, question: str, entry: str) -> float:
    return dict(matcher.rank(question))[entry]


@pytest.mark.parametrize("question", ["may say hu sua o dau", "máy mới mua bị hư sửa ở đâu"])
def test_a_question_that_sounds_like_somebody_else_s_is_believed_less(question: str) -> None:
    assert score(TAUGHT, question, "machinery") < score(ALONE, question, "machinery") - 0.1


@pytest.mark.parametrize(
    ("question", "entry"),
    [("xin ho tro mua may say", "machinery"), ("hội chợ thuê gian hàng hỗ trợ không", "fair")],
)
def test_a_question_of_ours_scores_as_before(question: str, entry: str) -> None:
    assert score(TAUGHT, question, entry) == pytest.approx(score(ALONE, question, entry), abs=0.01)


def test_who_says_that_it_is_not_ours_is_believed_as_before() -> None:
    """And would not be, were the entry one of ours."""
    question = "thuế khoán xe nộp ở đâu"
    assert score(TAUGHT, question, "tax") == pytest.approx(score(ALONE, question, "tax"), abs=0.01)
    ours = Matcher(PHRASINGS, others=Others(STRANGE))
    assert score(ours, "thuế xe tính sao", "tax") < score(TAUGHT, "thuế xe tính sao", "tax")


def test_which_entry_comes_first_does_not_depend_on_it() -> None:
    for question in ("may giat hu", "nop thue o dau", "gian hang hoi cho"):
        assert TAUGHT.rank(question)[0][0] == ALONE.rank(question)[0][0]


def test_each_side_is_told_from_the_other() -> None:
    elsewhere = TAUGHT.learned.elsewhere
    assert elsewhere is not None
    index = TAUGHT.learned.index
    sides = np.array([elsewhere.side(index.row(place)) for place in range(index.size)])
    is_tax = np.repeat([entry == "tax" for entry in OURS], 20)
    assert (sides[is_tax] > 0).mean() > 0.9
    assert (sides[~is_tax] < 0).mean() > 0.9


def test_administrators_read_whose_business_it_sounds_like() -> None:
    assert any("việc của nơi khác" in line for line in TAUGHT.explain("máy lạnh hư sửa ở đâu"))
    assert any("việc của mình" in line for line in TAUGHT.explain("mua máy được hỗ trợ không"))
    assert not any("việc của" in line for line in ALONE.explain("mua máy được hỗ trợ không"))


def test_from_a_few_questions_nothing_is_learned() -> None:
    assert Matcher(PHRASINGS, others=Others(STRANGE[:99])).learned.elsewhere is None
    assert Matcher(OURS, others=OTHERS).learned.elsewhere is None


def test_it_is_kept_and_read_back() -> None:
    kept = Learned.unpack(TAUGHT.learned.pack())
    again = Matcher(PHRASINGS, others=OTHERS, learned=kept)
    assert again.rank("máy lạnh hư") == TAUGHT.rank("máy lạnh hư")


def test_what_belongs_to_another_index_is_refused() -> None:
    pack = dict(TAUGHT.learned.pack())
    pack["elsewhere"] = pack["elsewhere"][:-1]
    with pytest.raises(ValueError, match="elsewhere"):
        Learned.unpack(pack)
