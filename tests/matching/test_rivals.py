from itertools import pairwise

import numpy as np
import pytest

from bot.matching import Matcher, model
from bot.matching.rivals import learn_rivals, mixed, trust

WAYS = {
    "amount": [
        "mua máy được hỗ trợ mấy phần",
        "mua máy hỗ trợ tối đa",
        "xin máy hỗ trợ mức nào",
        "mua máy hỗ trợ nhiều không",
    ],
    "whether": ["mua máy có được hỗ trợ không", "xin máy được không", "mua máy được không"],
    "used": ["mua máy cũ được không", "máy cũ được hỗ trợ không"],
    "fair": ["đi hội chợ được hỗ trợ không", "thuê gian hàng"],
}
OPENINGS = ("", "xưởng em ", "cho hỏi ", "bữa nay ", "nghe nói ", "anh hai ", "ở xã ", "con muốn ")
PHRASINGS = {
    entry: [f"{opening}{text}" for text in texts for opening in OPENINGS]
    for entry, texts in WAYS.items()
}


def leads(matcher: Matcher) -> list[float]:
    """How far the rivals' weights put each phrasing's entry ahead of the best other one."""
    weights, found = matcher.learned.rivals, []
    assert weights is not None
    owners = np.repeat(np.arange(len(PHRASINGS)), [len(one) for one in PHRASINGS.values()])
    for place, owner in enumerate(owners):
        scores = weights.sums(matcher.learned.index.row(place))
        found.append(float(scores[owner] - np.delete(scores, owner).max()))
    return found


def test_phrasings_of_rivals_are_told_apart() -> None:
    """Each phrasing's own entry comes first, with room to spare for most of them."""
    found = leads(Matcher(PHRASINGS))
    assert min(found) > 0.5
    assert sorted(found)[len(found) // 2] > 0.8


def test_what_one_entry_gains_another_loses() -> None:
    """No feature speaks for all entries or against all of them."""
    weights = Matcher(PHRASINGS).learned.rivals
    assert weights is not None
    assert weights.values.any()
    assert all(
        np.isclose(weights.values[start:end].sum(), 0, atol=1e-4)
        for start, end in pairwise(weights.starts)
    )


def test_the_same_phrasings_always_teach_the_same() -> None:
    first, again = Matcher(PHRASINGS).learned, Matcher(PHRASINGS).learned
    owners = np.repeat(np.arange(4), [32, 24, 16, 16])
    third = learn_rivals(first.index, first.model, first.normalized, owners, 4)
    assert first.rivals is not None
    assert again.rivals is not None
    for field, one in first.rivals.pack("").items():
        assert (one == again.rivals.pack("")[field]).all()
        assert (one == third.pack("")[field]).all()


def test_a_phrasing_more_moves_the_others_little() -> None:
    """They come in the order that they came in before."""
    more = {**PHRASINGS, "fair": ["gian hàng năm nay giá sao", *PHRASINGS["fair"]]}
    before, after = Matcher(PHRASINGS), Matcher(more)
    moved = [
        abs(dict(before.rank(text))[entry] - dict(after.rank(text))[entry])
        for entry, texts in PHRASINGS.items()
        for text in texts
    ]
    assert max(moved) < 0.03


@pytest.mark.parametrize("turn", range(6))
def test_a_phrasing_more_leaves_the_others_in_their_order(turn: int) -> None:
    """Wherever it comes in; and no round has the order of another."""
    sums = np.arange(1000, dtype=np.uint64) ** np.uint64(3)
    more = np.concatenate((sums[:500], np.array([77], np.uint64), sums[500:]))
    others = [int(more[place]) for place in mixed(more, turn) if place != 500]
    assert others == [int(sums[place]) for place in mixed(sums, turn)]
    assert mixed(sums, turn) != mixed(sums, turn + 1)


def test_a_single_entry_has_no_rivals() -> None:
    weights = Matcher({"only": ["một câu", "hai câu"] * 10}).learned.rivals
    assert weights is not None
    assert not weights.values.size


def test_too_many_entries_are_not_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kept for each pair of feature and entry then; the models alone still rank."""
    monkeypatch.setattr(model, "DENSE_CELLS", 10)
    matcher = Matcher(PHRASINGS)
    assert matcher.learned.rivals is None
    assert matcher.rank("thue gian hang")[0][0] == "fair"


def test_of_few_phrasings_each_nothing_is_believed() -> None:
    """With five of them it is chance what tells two entries apart; with twenty it is not."""
    assert Matcher(WAYS).learned.rivals is None
    assert trust(50, 10) == 0
    assert 0 < trust(100, 10) < 1
    assert trust(200, 10) == trust(9_000, 10) == 1
