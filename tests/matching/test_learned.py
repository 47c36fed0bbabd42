"""What a matcher learned is kept as arrays and read back."""

import numpy as np
import pytest

from bot.matching import Matcher, model
from bot.matching.learned import Learned

PHRASINGS = {
    "machinery": ["hỗ trợ mua máy", "xin tiền mua máy mới"],
    "fair": ["đi hội chợ có được hỗ trợ không", "thuê gian hàng"],
    "trademark": ["đăng ký nhãn hiệu"],
}
MANY = {
    entry: [f"{text} {n}" for text in texts for n in range(20)]
    for entry, texts in PHRASINGS.items()
}
TOPICS = {"machinery": "machinery", "fair": "fair"}
QUESTIONS = ["ho tro mua may ntn", "gian hàng hội chợ", "nhan hieu", "trời hôm nay đẹp"]


@pytest.mark.parametrize("cells", [model.DENSE_CELLS, 0], ids=["dense", "sparse"])
def test_a_matcher_that_reads_back_ranks_as_the_one_that_learned(
    cells: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "DENSE_CELLS", cells)
    first = Matcher(MANY, topics=TOPICS)
    second = Matcher(MANY, topics=TOPICS, learned=Learned.unpack(first.learned.pack()))
    assert [second.rank(one) for one in QUESTIONS] == [first.rank(one) for one in QUESTIONS]
    assert any(first.rank(one) for one in QUESTIONS)


def test_nothing_learned_is_read_back_as_nothing() -> None:
    learned = Matcher({}).learned
    assert Learned.unpack(learned.pack()).normalized == []


@pytest.mark.parametrize("missing", ["masses", "balance", "forms", "rivals.values"])
def test_an_incomplete_pack_is_refused(missing: str) -> None:
    pack = dict(Matcher(MANY).learned.pack())
    del pack[missing]
    with pytest.raises(KeyError):
        Learned.unpack(pack)


def test_a_balance_that_is_no_number_is_refused() -> None:
    """It would make every score one."""
    pack = dict(Matcher(MANY).learned.pack())
    for wrong in (np.array([np.nan, 1.0]), np.array([1.0])):
        with pytest.raises(ValueError, match="balance"):
            Learned.unpack({**pack, "balance": wrong})


def test_what_does_not_belong_together_is_refused() -> None:
    pack = dict(Matcher(MANY).learned.pack())
    pack["rivals.starts"] = pack["rivals.starts"][:-1]
    with pytest.raises(ValueError, match="rivals"):
        Learned.unpack(pack)
