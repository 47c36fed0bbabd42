from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.bootstrap.answering import load_knowledge, shipped_knowledge
from bot.dialogue.conversation import Conversation, FormState, Step, Turn
from bot.knowledge.event import Event
from bot.message import SHARE_PHONE, Button, Reply
from bot.services.offer import offer_calendar, offer_contact
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


def told_of(**fields: Any) -> Turn:
    """What a page or Telegram reads of an event with these fields, on a site of its own."""
    event = Event.model_validate({"id": "mau", "title": "Mẫu", "kind": "fair"} | fields)
    knowledge = replace(KNOWLEDGE, events={"mau": event})
    turn = Turn(Conversation(AN, offered=(CANCEL,)), (Reply("dạ", (CANCEL,)),), "answer", "mau")
    return offer_calendar(turn, knowledge, "https://bot.example.org/")


DATED = {"held": {"since": "2027-04-02"}}


def test_an_event_with_a_day_can_be_put_into_ones_calendar() -> None:
    """By a button that opens the file; its number may be typed, too."""
    turn = told_of(**DATED)
    button = turn.replies[-1].buttons[-1]
    assert (button.target, button.is_link) == ("https://bot.example.org/lich/mau.ics", True)
    assert turn.conversation.offered == turn.replies[-1].buttons


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"held": {"since": "2027-04"}},
        DATED | {"status": "cancelled"},
        {"registration": {"needed": False, "closes": "2027-01-01"}},
    ],
)
def test_without_a_day_there_is_nothing_to_put_there(fields: dict[str, Any]) -> None:
    """Nor of what has been cancelled."""
    assert told_of(**fields).replies[-1].buttons == (CANCEL,)


@pytest.mark.parametrize("public_url", [None, "http://127.0.0.1:8080"])
def test_a_site_that_others_cannot_open_is_not_linked_to(public_url: str | None) -> None:
    """Telegram would refuse the whole message."""
    event = Event.model_validate({"id": "mau", "title": "Mẫu", "kind": "fair"} | DATED)
    turn = Turn(Conversation(AN), (Reply("dạ"),), "answer", "mau")
    known = replace(KNOWLEDGE, events={"mau": event})
    assert offer_calendar(turn, known, public_url) == turn
