import math

import numpy as np
import pytest

from bot.matching.balance import Balance
from bot.matching.confidence import (
    SURELY,
    Measured,
    chance,
    evidence,
    shares,
    sharpened,
)
from bot.matching.model import Heard

SURE = Measured(direction=0.9, coverage=1.0, weight=3.0, share=0.0, lead=0.8, side=SURELY)


def test_chances_are_shared_out() -> None:
    """The more evidence, the larger the share; together they are one, however large it is."""
    shared = shares(np.array([900.0, 901.0, 0.0], dtype=np.float32))
    assert shared.argmax() == 1
    assert math.isclose(shared.sum(), 1, abs_tol=1e-5)


def test_evidence_is_weighed_by_what_was_learned() -> None:
    """The models disagree here; what tells rivals apart decides as far as it is believed."""
    heard = Heard(*np.eye(3, dtype=np.float32)[:2])
    apart = np.array([0, 0, 1], dtype=np.float32)
    assert evidence(heard, Balance(2, 1), None, 0).argmax() == 0
    assert evidence(heard, Balance(1, 2), None, 0).argmax() == 1
    assert evidence(heard, Balance(2, 2), apart, 1).argmax() == 2
    assert evidence(heard, Balance(9, 1), apart * np.float32(0.1), 0.1).argmax() == 0


def test_what_tells_rivals_apart_takes_a_part_of_what_the_models_count() -> None:
    """They say partly the same."""
    heard, nothing = Heard(*np.ones((2, 2), np.float32)), np.zeros(2, np.float32)
    alone = evidence(heard, Balance(2, 1), nothing, 0.0)
    beside = evidence(heard, Balance(2, 1), nothing, 1.0)
    assert (beside < alone).all()


def test_a_long_question_is_surer_of_the_same_mean() -> None:
    """It rests on more words; a short one is taken as it is."""
    found = np.array([1.0, 2.0], dtype=np.float32)
    assert sharpened(found, 5.0).tolist() == [1.0, 2.0]
    assert shares(sharpened(found, 100.0))[1] > shares(sharpened(found, 50.0))[1] > shares(found)[1]


@pytest.mark.parametrize("told_apart", [0.0, 0.4, 1.0])
def test_everything_that_is_missing_lowers_the_chance(told_apart: float) -> None:
    """Distance, words nobody knows, too little said, a rival."""
    sure = chance(SURE, told_apart)
    assert 0.9 < sure < 1
    for worse in (
        SURE._replace(direction=0.3),
        SURE._replace(coverage=0.4),
        SURE._replace(weight=1.0),
        SURE._replace(share=math.log(0.5)),
        SURE._replace(lead=-0.2),
    ):
        assert chance(worse, told_apart) < sure


def test_a_lead_says_more_where_rivals_are_told_apart() -> None:
    """And nearness less: of many phrasings one is always near."""
    near = SURE._replace(share=math.log(0.5), direction=0.5, lead=0.0)
    leading = SURE._replace(share=math.log(0.5), direction=0.3, lead=0.8)
    assert chance(near, 0.0) > chance(leading, 0.0)
    assert chance(near, 1.0) < chance(leading, 1.0)


def test_to_sound_like_somebody_else_s_business_lowers_the_chance() -> None:
    """As far as there were phrasings to learn it from."""
    foreign = SURE._replace(side=-1.0)
    assert chance(foreign, 1.0) < chance(foreign, 0.4) < chance(SURE, 0.4)
    assert chance(foreign, 0.0) == chance(SURE, 0.0)
