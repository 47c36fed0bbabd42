from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.dialogue.asked import Asked, Meaning, Pair
from bot.dialogue.conversation import Conversation, Match
from bot.dialogue.situation import Situation
from bot.dialogue.subject import Subject
from bot.dialogue.talked_of import is_surer, of_pair
from bot.dialogue.understanding import Understanding
from bot.message import Message
from tests.talk import AN

NOW = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
WIDER = Pair("fair.dossier", "stall", is_own=False, is_carried=True)
"""Stalls have nothing of their own; fairs are around them."""
OWN = Pair("fair.dossier", "fair", is_own=True, is_carried=True)


def ask(understanding: Understanding, text: str, topic: str, *matches: Match, **said: Any) -> Asked:
    """A question about papers, asked while a topic is talked of, and what it is nearest to."""
    talk = replace(Conversation(AN), topic=topic)
    situation = Situation(understanding, talk, Message(AN, "1", text, NOW), NOW, (), None)
    return Asked(situation, replace(Subject(aspect="dossier"), **said), None, matches)


def test_what_a_wider_topic_says_is_told_where_nothing_of_it_is_nearer(
    small: Understanding,
) -> None:
    """Else it is offered: the papers for fairs may not be what is asked of a stall."""
    papers, fairs = Match("fair.dossier", 0.4), Match("fair.overview", 0.3)
    elsewhere = Match("machinery.dossier", 0.5)
    told = of_pair(ask(small, "giấy tờ gì", "stall", elsewhere, papers, fairs), WIDER)
    assert (told.kind, told.entries) == ("answer", ("fair.dossier",))
    offered = of_pair(ask(small, "giấy tờ gì", "stall", fairs, papers), WIDER)
    assert offered.kind == "choice"
    assert "fair.dossier" in offered.entries


@pytest.mark.parametrize(
    ("is_joined", "is_told", "kind"),
    [(True, True, "answer"), (True, False, "choice"), (False, True, "choice")],
)
def test_of_a_longer_question_the_aspect_is_asked_for_in_so_many_words(
    small: Understanding, is_joined: bool, is_told: bool, kind: str
) -> None:
    """And joined to the talk: *vậy bên em làm gỗ thì cần giấy tờ gì*."""
    asked = ask(
        small,
        "bên em làm gỗ thì giấy tờ",
        "fair",
        Match("fair.dossier", 0.4),
        rest=("gỗ",),
        is_joined=is_joined,
        is_told=is_told,
    )
    assert of_pair(asked, OWN).kind == kind


def test_a_topic_named_in_the_question_needs_no_more(small: Understanding) -> None:
    """What it has itself is told; what only a wider one has may not be meant: *làm logo ở đâu*."""
    told = ask(small, "hội chợ giấy tờ gì", "fair", rest=("gỗ",))
    assert of_pair(told, replace(OWN, is_carried=False)).kind == "answer"
    offered = ask(small, "ki ốt giấy tờ gì", "stall", rest=("gỗ",))
    assert of_pair(offered, replace(WIDER, is_carried=False)).kind == "choice"


def test_a_sure_answer_goes_first_unless_the_topic_itself_tells_it(small: Understanding) -> None:
    """What stands in a listed way of asking is believed before the ranking."""
    decided = Meaning("answer", ("machinery.dossier",))
    same = Meaning("answer", ("fair.dossier",))
    asked = ask(small, "cần giấy tờ gì", "fair", is_told=True)
    assert not is_surer(asked, decided, OWN)
    assert is_surer(asked, decided, WIDER)
    assert not is_surer(asked, same, WIDER)
    assert is_surer(ask(small, "giấy gì", "fair"), decided, OWN)
    assert not is_surer(asked, Meaning("choice", ("machinery.dossier", "x")), WIDER)


def test_what_is_offered_is_of_the_topic_or_near_enough(small: Understanding) -> None:
    """Nothing below the floor."""
    near, far = Match("fair.overview", 0.3), Match("machinery.amount", 0.01)
    offered = of_pair(ask(small, "giấy tờ gì", "stall", near, far), WIDER)
    assert set(offered.entries) == {"fair.dossier", "fair.overview"}
