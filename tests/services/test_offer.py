from __future__ import annotations

from dataclasses import replace

import pytest

from bot.bootstrap.answering import load_knowledge, shipped_knowledge
from bot.dialogue.conversation import Conversation, FormState, Step, Turn
from bot.message import SHARE_PHONE, Button, Reply
from bot.services.offer import offer_contact
from tests.fakes import AN

KNOWLEDGE = load_knowledge(shipped_knowledge()).knowledge
SLOTS = [slot.kind for slot in KNOWLEDGE.forms["form.callback"].slots]
CANCEL = Button("Huỷ", "cancel")


def asking(slot: int, step: Step = "slot") -> Turn:
    """An aside, then a question of the form."""
    form = FormState("form.callback", step, slot)
    replies = (Reply("dạ"), Reply("Câu hỏi?", (CANCEL,)))
    return Turn(replace(Conversation(AN), form=form), replies, "form")


def test_a_number_can_be_shared_where_it_is_asked_for() -> None:
    """By a button before the others, under the question."""
    aside, question = offer_contact(asking(SLOTS.index("phone")), KNOWLEDGE).replies
    assert aside.buttons == ()
    assert [button.target for button in question.buttons] == [SHARE_PHONE, "cancel"]


@pytest.mark.parametrize(
    "turn",
    [
        asking(SLOTS.index("place")),
        asking(SLOTS.index("phone"), "review"),
        Turn(Conversation(AN), (Reply("dạ"),), "answer"),
    ],
)
def test_nowhere_else(turn: Turn) -> None:
    """Another question, the review, no form at all."""
    assert offer_contact(turn, KNOWLEDGE) == turn
