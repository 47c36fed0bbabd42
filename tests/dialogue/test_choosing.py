from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.dialogue.choosing import worth_choosing
from bot.dialogue.ordinals import ordinal
from bot.dialogue.situation import Situation
from bot.message import Message
from tests.talk import AN, Talk

if TYPE_CHECKING:
    from bot.dialogue.conversation import Turn


@pytest.fixture
def situation(talk: Talk) -> Situation:
    message = Message(AN, "m", "", talk.now)
    return Situation(talk.understanding, talk.conversation, message, talk.now, (), None)


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("số 2", 2),
        ("cái thứ hai nha", 2),
        ("cai thu 2", 2),
        ("Câu đầu tiên ạ", 1),
        ("em chọn cái số ba", 3),
        ("cái cuối", 4),
        ("2 nhé", 2),
        ("thứ hai", 2),
        ("hai", 0),
        ("hai máy", 0),
        ("thứ hai em ghé được không", 0),
        ("số 2 Phan Bội Châu", 0),
        ("năm 2022", 0),
        ("", 0),
    ],
)
def test_a_place_is_said_in_words(said: str, place: int) -> None:
    """Only as the whole message, and with a word that tells a place from an amount."""
    assert ordinal(said, 4) == place


def asked_back(talk: Talk) -> Turn:
    turn = talk.say("máy móc")
    assert turn.kind == "choice"
    return turn


@pytest.mark.parametrize("said", ["2", "số 2", "cái thứ hai", "mức hỗ trợ", "Mức hỗ trợ máy móc"])
def test_a_choice_is_made_in_many_ways(talk: Talk, said: str) -> None:
    """By number, by place, by the words of one title, by the whole title."""
    asked_back(talk)
    assert talk.say(said).entry == "machinery.amount"


def test_words_of_several_titles_choose_nothing(talk: Talk) -> None:
    """They are read as a question."""
    asked_back(talk)
    assert talk.say("máy móc").kind == "choice"


def test_a_place_is_not_read_into_a_form(talk: Talk) -> None:
    """*Thứ hai* is when to call, not a button of the form."""
    talk.say("để lại số điện thoại cho cán bộ gọi")
    talk.press("Đồng ý")
    talk.say("thứ hai")
    assert talk.conversation.form is not None
    assert talk.conversation.form.slot == 1


def test_what_is_chosen_is_evidence(talk: Talk) -> None:
    """The question that was asked back, with what it meant."""
    asked_back(talk)
    chosen = talk.press("Giấy tờ mua máy")
    assert (chosen.missed, chosen.chosen) == ("máy móc", "machinery.dossier")
    assert chosen.matches
    assert talk.say("được bao nhiêu tiền").missed is None


def test_none_of_these_is_a_missed_question(talk: Talk) -> None:
    """Whoever asks for a person instead got no answer."""
    asked_back(talk)
    refused = talk.say("gặp người thật", "person")
    assert (refused.missed, refused.chosen) == ("máy móc", None)


def test_another_question_is_no_evidence(talk: Talk) -> None:
    """What was asked back is left alone when something else is said."""
    asked_back(talk)
    other = talk.say("phân bón cho ruộng lúa")
    assert (other.kind, other.missed) == ("referral", None)


def test_drafts_are_not_offered_beside_what_is_live(situation: Situation) -> None:
    """What waits for confirmation is offered only where there is nothing else."""
    near = ("trademark.amount", "machinery.amount", "fair.dossier")
    assert worth_choosing(near, (), situation) == near[1:]
    assert worth_choosing(near[:2], (), situation) == near[:2]


def test_titles_that_read_alike_are_one(situation: Situation) -> None:
    """The next best is offered in the place of a double."""
    near = ("machinery.amount", "machinery.amount")
    assert worth_choosing(near, ("fair.dossier",), situation) == (
        "machinery.amount",
        "fair.dossier",
    )
