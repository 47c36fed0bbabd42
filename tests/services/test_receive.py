from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.dialogue.conversation import Conversation, Match, Turn
from bot.errors import StoreBusyError
from bot.leads.lead import KeptLead, Lead
from bot.message import Message, Reply
from bot.ports import Missed, Store
from bot.services.receive import Respond, accept, answer
from tests.fakes import AN, BINH, NOON, HandClock, said, wants_a_call

SORRY = Reply("Xin lỗi anh/chị, em gặp lỗi.")


def echo(
    conversation: Conversation, message: Message, now: datetime, leads: Sequence[KeptLead]
) -> Turn:
    """Say it back, and remember how many times that was done."""
    count = int(conversation.topic or 0) + 1
    reply = Reply(f"{count}. {message.text}")
    return Turn(replace(conversation, topic=str(count)), (reply,), "answer")


def always(turn: Turn) -> Respond:
    return lambda conversation, message, now, leads: turn


def first_group(lead: Lead) -> str:
    return "nhóm 1"


def nobody(lead: Lead) -> str:
    raise LookupError("no collaborator for An, 0900000001")


def answered(store: Store, respond: Respond = echo, clock: HandClock | None = None) -> None:
    """Answer everything there is."""
    while answer(store, respond, clock or HandClock(), first_group, SORRY):
        pass


def replies(store: Store) -> list[str]:
    with store.transaction() as kept:
        return [row.reply.text for row in kept.outbox.find()]


def test_an_accepted_message_is_answered(store: Store, clock: HandClock) -> None:
    """The reply is in line under the message's own key, and the conversation goes on."""
    assert accept(store, said("chào", event="7"))
    clock.forward(60)
    assert answer(store, echo, clock, first_group, SORRY) == said("chào", event="7")
    with store.transaction() as kept:
        [row] = kept.outbox.find()
        assert (row.key, row.address, row.reply) == ("web:7:0", AN, Reply("1. chào"))
        later = NOON + timedelta(minutes=1)
        assert kept.conversations.get(AN) == Conversation(AN, topic="1", changed_at=later)
    assert answer(store, echo, clock, first_group, SORRY) is None


def test_a_repeat_is_not_answered_again(store: Store) -> None:
    """Neither before nor after the answer."""
    assert accept(store, said("chào"))
    assert not accept(store, said("chào"))
    answered(store)
    assert not accept(store, said("chào"))
    answered(store)
    assert replies(store) == ["1. chào"]


def test_messages_are_answered_in_order_of_arrival(store: Store) -> None:
    """Each conversation remembers its own."""
    for message in (said("a"), said("b", BINH), said("c"), said("d", BINH)):
        accept(store, message)
    answered(store)
    assert replies(store) == ["1. a", "1. b", "2. c", "2. d"]


def test_every_reply_of_a_turn_is_put_in_line(store: Store) -> None:
    """In the order the dialogue gave them."""
    accept(store, said("chào"))
    turn = Turn(Conversation(AN), (Reply("một"), Reply("hai")), "answer")
    answered(store, always(turn))
    assert replies(store) == ["một", "hai"]


def test_a_lead_is_kept_with_the_thanks(store: Store) -> None:
    """Assigned, and shown to the dialogue next time."""
    seen: list[Sequence[KeptLead]] = []

    def take(
        conversation: Conversation, message: Message, now: datetime, leads: Sequence[KeptLead]
    ) -> Turn:
        seen.append(leads)
        return Turn(conversation, (Reply("Cảm ơn"),), "form", lead=wants_a_call())

    accept(store, said("một"))
    accept(store, said("hai"))
    answered(store, take)
    assert [len(leads) for leads in seen] == [0, 1]
    assert seen[1][0].collaborator == "nhóm 1"
    assert replies(store) == ["Cảm ơn", "Cảm ơn"]


def test_what_was_picked_is_kept(store: Store) -> None:
    """The question that was asked back, and the entry that it meant."""
    accept(store, said("Giấy tờ mua máy"))
    turn = Turn(Conversation(AN), (), "answer", missed="giấy má", chosen="machinery.dossier")
    answer(store, always(turn), HandClock(), first_group, SORRY)
    with store.transaction() as kept:
        [missed] = kept.missed.recent(2)
    assert (missed.question, missed.chosen) == ("giấy má", "machinery.dossier")


def test_a_missed_question_is_kept(store: Store) -> None:
    """With the entry that came nearest, if any did."""
    accept(store, said("giá vàng"))
    accept(store, said("???"))
    nearest = (Match("fair.booth", 0.4), Match("fair.date", 0.3))
    turn = Turn(Conversation(AN), (), "unknown", missed="giá vàng", matches=nearest)
    answer(store, always(turn), HandClock(), first_group, SORRY)
    answer(store, always(replace(turn, matches=())), HandClock(), first_group, SORRY)
    with store.transaction() as kept:
        assert list(kept.missed.recent(2)) == [
            Missed("giá vàng", NOON, "web", None, 0.0),
            Missed("giá vàng", NOON, "web", "fair.booth", 0.4),
        ]


def test_who_asks_for_it_is_forgotten(store: Store) -> None:
    """Only the word that it is done goes out; a repeat of the request is still known."""
    with store.transaction() as kept:
        kept.leads.add(wants_a_call(AN), "nhóm 1")
        kept.leads.add(wants_a_call(BINH), "nhóm 1")
    accept(store, said("chào"))
    answered(store)
    with store.transaction() as kept:
        kept.outbox.sent(kept.outbox.find()[0].id, NOON)
    accept(store, said("xóa"))
    turn = Turn(Conversation(AN, topic="fair"), (Reply("Đã xóa."),), "answer", erases=True)
    answered(store, always(turn))
    with store.transaction() as kept:
        assert kept.conversations.get(AN) == Conversation(AN)
        assert [lead.lead.address for lead in kept.leads.find()] == [BINH]
    assert replies(store) == ["Đã xóa."]
    assert not accept(store, said("xóa"))


def broken(
    conversation: Conversation, message: Message, now: datetime, leads: Sequence[KeptLead]
) -> Turn:
    raise ValueError(f"cannot read {message.text} of {message.address}")


def test_a_message_that_breaks_the_dialogue_gets_an_apology(store: Store) -> None:
    """It is not tried for ever, and the next one finds a conversation that works."""
    with store.transaction() as kept:
        kept.conversations.save(Conversation(AN, topic="4"))
    accept(store, said("phá"))
    accept(store, said("chào"))
    answer(store, broken, HandClock(), first_group, SORRY)
    answered(store)
    assert replies(store) == [SORRY.text, "1. chào"]


def test_an_error_is_logged_without_the_persons_words(store: Store) -> None:
    """Its kind and its place are enough to find it."""
    accept(store, said("số của tôi là 0900000001"))
    with capture_logs() as logs:
        answer(store, broken, HandClock(), first_group, SORRY)
    [entry] = logs
    assert entry["error"] == "ValueError"
    assert entry["way"].endswith(" broken")
    assert "0900000001" not in str(entry)
    assert "web:an" not in str(entry)


def test_a_turn_that_cannot_be_kept_gets_an_apology(store: Store) -> None:
    """Nothing of it is kept, not even half."""
    accept(store, said("một"))
    naive = replace(wants_a_call(), created_at=NOON.replace(tzinfo=None))
    turn = Turn(Conversation(AN, topic="fair"), (Reply("Cảm ơn"),), "form", lead=naive)
    answered(store, always(turn))
    with store.transaction() as kept:
        assert kept.conversations.get(AN).topic is None
        assert not kept.leads.find()
    assert replies(store) == [SORRY.text]


def test_a_lead_nobody_can_take_gets_an_apology(store: Store) -> None:
    """Assigning is part of the answer."""
    accept(store, said("một"))
    turn = Turn(Conversation(AN), (Reply("Cảm ơn"),), "form", lead=wants_a_call())
    answer(store, always(turn), HandClock(), nobody, SORRY)
    assert replies(store) == [SORRY.text]


def test_a_busy_store_is_no_reason_to_apologize(store: Store) -> None:
    """The message waits and is answered properly later."""
    accept(store, said("chào"))

    def meanwhile_busy(*_: object) -> Turn:
        raise StoreBusyError("bận")

    with pytest.raises(StoreBusyError):
        answer(store, meanwhile_busy, HandClock(), first_group, SORRY)
    answered(store)
    assert replies(store) == ["1. chào"]


def test_of_two_who_answer_at_once_the_first_counts(store: Store) -> None:
    """Another process may have thought about the same message; the person hears one answer."""
    accept(store, said("chào"))

    def overtaken(
        conversation: Conversation, message: Message, now: datetime, leads: Sequence[KeptLead]
    ) -> Turn:
        answered(store)
        return Turn(conversation, (Reply("chậm một bước"),), "form", lead=wants_a_call())

    answer(store, overtaken, HandClock(), first_group, SORRY)
    assert replies(store) == ["1. chào"]
    with store.transaction() as kept:
        assert not kept.leads.find()


def test_who_writes_can_be_reached_again(store: Store) -> None:
    """Whatever the platform said of them before."""
    with store.transaction() as kept:
        kept.unreachable.add(AN, "bị chặn", NOON)
        kept.unreachable.add(BINH, "bị chặn", NOON)
    accept(store, said("chào"))
    with store.transaction() as kept:
        assert list(kept.unreachable.find()) == [BINH]


def test_half_an_emoji_is_kept_as_a_mark(store: Store) -> None:
    """What a phone cut in two has no bytes: the rest is answered, and a repeat is still known."""
    broken = replace(said("máy \ud83d đó", event="\udc00"), target="\ud800")
    assert accept(store, broken)
    assert not accept(store, broken)
    answered(store)
    assert replies(store) == ["1. máy \ufffd đó"]
