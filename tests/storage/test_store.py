"""What every store promises, on a disk or not: the docstrings of `bot.ports`, one by one."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from bot.dialogue.conversation import Answered, Conversation, FormState
from bot.leads.lead import ConsentGiven, LeadEvent
from bot.message import Address, Button, Message, Reply
from bot.ports import Missed, Store, Transaction
from tests.fakes import AN, BINH, CHI, NOON, said, wants_a_call

LATER = NOON + timedelta(minutes=1)
MUCH_LATER = NOON + timedelta(days=1)


class Interrupted(Exception):  # noqa: N818 - a story's word, not an error of ours
    """Something went wrong in the middle."""


def in_line(kept: Transaction, text: str, to: Address = AN) -> None:
    """Put a Reply in line whose text is its key."""
    assert kept.outbox.add(text, to, Reply(text), NOON)


def claimed(
    kept: Transaction, at: datetime = NOON, channels: Collection[str] | None = None
) -> list[str]:
    """What a deliverer gets who asks for ten."""
    return [row.reply.text for row in kept.outbox.claim(at, 10, 30.0, channels=channels)]


def number_of(kept: Transaction, text: str) -> int:
    return next(row.id for row in kept.outbox.find() if row.key == text)


def state_of(kept: Transaction, text: str) -> str:
    return next(row.state for row in kept.outbox.find() if row.key == text)


def test_a_transaction_that_raises_leaves_nothing(store: Store) -> None:
    """All of it happens or none of it."""

    def write_all_then_fail() -> None:
        with store.transaction() as kept:
            kept.inbox.add(said("chào"))
            kept.conversations.save(Conversation(AN, topic="machinery"))
            kept.leads.add(wants_a_call(), "nhóm 1")
            in_line(kept, "dạ")
            kept.missed.add(Missed("?", NOON, "web", None, 0.0))
            raise Interrupted

    with pytest.raises(Interrupted):
        write_all_then_fail()
    with store.transaction() as kept:
        assert kept.inbox.oldest() is None
        assert kept.conversations.get(AN) == Conversation(AN)
        assert not kept.leads.find()
        assert not kept.outbox.find()
        assert not kept.missed.recent(10)


# Inbox


def test_a_message_comes_back_as_it_was(store: Store) -> None:
    """Every field survives, and the time is told in UTC whatever zone it came in."""
    there = timezone(timedelta(hours=7))
    pressed = Message(CHI, "7", "Hội chợ 🎪", NOON.astimezone(there), "fair.booth")
    with store.transaction() as kept:
        kept.inbox.add(pressed)
        assert (back := kept.inbox.oldest()) == pressed
    assert back is not None
    assert back.sent_at.utcoffset() == timedelta(0)


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    """Nobody knows when that is."""
    naive = replace(said("chào"), sent_at=NOON.replace(tzinfo=None))
    with pytest.raises(Exception, match="without a timezone"), store.transaction() as kept:
        kept.inbox.add(naive)


def test_a_repeated_event_changes_nothing(store: Store) -> None:
    """The same event id on the same channel is the same message, whatever it says."""
    with store.transaction() as kept:
        assert kept.inbox.add(said("chào", event="1"))
        assert not kept.inbox.add(said("lại chào", event="1"))
        assert not kept.inbox.add(said("chào", BINH, event="1"))
        assert kept.inbox.oldest() == said("chào", event="1")


def test_a_repeat_is_known_after_the_answer(store: Store) -> None:
    """A platform that repeats late is not answered again."""
    with store.transaction() as kept:
        kept.inbox.add(said("chào"))
        kept.inbox.finish(said("chào"), NOON)
    with store.transaction() as kept:
        assert not kept.inbox.add(said("chào"))
        assert kept.inbox.oldest() is None


def test_the_same_event_id_on_another_channel_is_another_message(store: Store) -> None:
    """Platforms number on their own."""
    with store.transaction() as kept:
        assert kept.inbox.add(said("chào", AN, event="1"))
        assert kept.inbox.add(said("chào", CHI, event="1"))


def test_messages_are_taken_in_order_of_arrival(store: Store) -> None:
    """The oldest first, until it is answered; those of busy addresses are passed over."""
    with store.transaction() as kept:
        for message in (said("1"), said("2", BINH), said("3"), said("4", CHI)):
            kept.inbox.add(message)
        assert kept.inbox.oldest() == said("1")
        assert kept.inbox.oldest([AN]) == said("2", BINH)
        assert kept.inbox.oldest({AN, BINH}) == said("4", CHI)
        assert kept.inbox.oldest({AN, BINH, CHI}) is None
        kept.inbox.finish(said("1"), NOON)
        assert kept.inbox.oldest([BINH]) == said("3")


def test_a_message_is_finished_once(store: Store) -> None:
    """Of two who answered the same message, the second is told so."""
    with store.transaction() as kept:
        assert not kept.inbox.finish(said("1"), NOON)
        kept.inbox.add(said("1"))
        assert kept.inbox.finish(said("1"), NOON)
        assert not kept.inbox.finish(said("1"), LATER)


def test_when_somebody_was_heard_last(store: Store) -> None:
    """An Address, or whoever writes on a channel."""
    with store.transaction() as kept:
        assert kept.inbox.last_on("web") is None
        kept.inbox.add(replace(said("một"), sent_at=NOON))
        kept.inbox.add(replace(said("hai", BINH), sent_at=LATER))
        assert (kept.inbox.last_from(AN), kept.inbox.last_on("web")) == (NOON, LATER)
        assert kept.inbox.last_on("telegram") is None


def test_old_answered_messages_expire(store: Store) -> None:
    """Unanswered ones never do: nothing accepted is lost."""
    with store.transaction() as kept:
        for text in ("answered", "just answered", "waiting"):
            kept.inbox.add(said(text))
        kept.inbox.finish(said("answered"), NOON)
        kept.inbox.finish(said("just answered"), LATER)
        assert kept.inbox.expire(LATER) == 1
        assert kept.inbox.oldest() == said("waiting")
        assert [line.text for line in kept.conversations.history(AN, 9)] == [
            "just answered",
            "waiting",
        ]


# Conversations


def test_a_new_address_has_a_new_conversation(store: Store) -> None:
    """Nobody has to be introduced."""
    with store.transaction() as kept:
        assert kept.conversations.get(AN) == Conversation(AN)


def test_a_conversation_comes_back_as_it_was(store: Store) -> None:
    """In the middle of a form, with consent and answers; the later one replaces the earlier."""
    consent = ConsentGiven("callback", "1", "gọi lại", NOON, "e1")
    answers = (("name", Answered("An")), ("place", Answered("Phú Lý", "26311")))
    form = FormState("support", "slot", 2, answers, consent, question="mua máy", entry="m")
    full = Conversation(
        AN,
        topic="machinery",
        entry="machinery.amount",
        question="mua máy được bao nhiêu",
        offered=(Button("Điều kiện", "machinery.conditions"),),
        form=form,
        is_deleting=True,
        changed_at=NOON,
    )
    with store.transaction() as kept:
        kept.conversations.save(Conversation(AN, topic="fair"))
        kept.conversations.save(full)
        kept.conversations.save(Conversation(BINH, topic="fair"))
    with store.transaction() as kept:
        assert kept.conversations.get(AN) == full
        assert kept.conversations.get(BINH) == Conversation(BINH, topic="fair")


def test_history_lays_replies_behind_what_they_answer(store: Store) -> None:
    """Also when the answers came after the next question had arrived."""
    with store.transaction() as kept:
        kept.inbox.add(said("Một?"))
        kept.inbox.add(said("Hai?"))
        kept.inbox.add(said("Khác", BINH))
        buttons = (Button("Thêm", "more"),)
        kept.outbox.add("1a", AN, Reply("Một.", buttons), NOON, answers=said("Một?"))
        kept.outbox.add("1b", AN, Reply("Một nữa."), NOON, answers=said("Một?"))
        kept.outbox.add("2", AN, Reply("Hai."), LATER, answers=said("Hai?"))
        kept.outbox.add("3", AN, Reply("Tin."), LATER)
        for row in kept.outbox.find():
            kept.outbox.sent(row.id, LATER)
        lines = kept.conversations.history(AN, 10)
        expected = ["Một?", "Một.", "Một nữa.", "Hai?", "Hai.", "Tin."]
        assert [line.text for line in lines] == expected
        assert [line.who for line in lines] == ["person", "bot", "bot", "person", "bot", "bot"]
        assert lines[1].reply == Reply("Một.", buttons)
        assert lines[1].id == number_of(kept, "1a")
        assert (lines[0].reply, lines[0].at, lines[4].at) == (None, NOON, LATER)
        assert [line.text for line in kept.conversations.history(AN, 3)] == expected[-3:]


def test_history_shows_what_was_sent(store: Store) -> None:
    """A Reply still in line, or failed, has not been seen by anybody."""
    with store.transaction() as kept:
        kept.inbox.add(said("Một?"))
        in_line(kept, "failed")
        in_line(kept, "waiting")
        kept.outbox.fail(number_of(kept, "failed"), "chặn", NOON)
        assert [line.text for line in kept.conversations.history(AN, 10)] == ["Một?"]


def test_what_is_being_sent_is_shown_already(store: Store) -> None:
    """The page got it before its row could say so: a reload in between does not lose it."""
    with store.transaction() as kept:
        kept.inbox.add(said("Một?"))
        in_line(kept, "Một.")
        assert claimed(kept) == ["Một."]
    with store.transaction() as kept:
        assert [line.text for line in kept.conversations.history(AN, 10)] == ["Một?", "Một."]
        assert [row.key for row in kept.outbox.after(AN, 0)] == ["Một."]


def test_an_erased_address_is_forgotten(store: Store) -> None:
    """Its conversation, answered messages and closed replies; nobody else's; repeats are known."""
    with store.transaction() as kept:
        for who in (AN, BINH):
            kept.conversations.save(Conversation(who, topic="fair"))
            message = said("xóa", who, event=who.chat)
            kept.inbox.add(message)
            kept.inbox.finish(message, NOON)
            in_line(kept, f"chào {who.chat}", who)
            kept.outbox.sent(number_of(kept, f"chào {who.chat}"), NOON)
        kept.conversations.erase(AN)
    with store.transaction() as kept:
        assert kept.conversations.get(AN) == Conversation(AN)
        assert not kept.conversations.history(AN, 10)
        assert kept.conversations.get(BINH).topic == "fair"
        assert [line.text for line in kept.conversations.history(BINH, 10)] == ["xóa", "chào bình"]
        assert not kept.inbox.add(said("xóa", AN, event="an"))


def test_erasing_keeps_what_is_still_owed(store: Store) -> None:
    """A message not yet answered and a reply not yet sent are no past."""
    with store.transaction() as kept:
        kept.inbox.add(said("xóa"))
        kept.inbox.add(said("còn đó không"))
        kept.inbox.finish(said("xóa"), NOON)
        kept.conversations.erase(AN)
        kept.outbox.add("bye", AN, Reply("Đã xóa."), NOON, answers=said("xóa"))
        assert kept.inbox.oldest() == said("còn đó không")
        assert claimed(kept) == ["Đã xóa."]
        kept.outbox.sent(number_of(kept, "bye"), NOON)
        lines = [line.text for line in kept.conversations.history(AN, 10)]
        assert lines == ["Đã xóa.", "còn đó không"]


def test_still_conversations_expire(store: Store) -> None:
    """By the time of their last change."""
    with store.transaction() as kept:
        kept.conversations.save(Conversation(AN, topic="old", changed_at=NOON))
        kept.conversations.save(Conversation(BINH, topic="new", changed_at=LATER))
        assert kept.conversations.expire(LATER) == 1
        assert kept.conversations.get(AN).topic is None
        assert kept.conversations.get(BINH).topic == "new"


# Leads


def test_a_lead_comes_back_as_it_was(store: Store) -> None:
    """New, assigned, with its consent and the first line of its history."""
    with store.transaction() as kept:
        number = kept.leads.add(wants_a_call(), "nhóm 1")
    with store.transaction() as kept:
        back = kept.leads.get(number)
        assert back is not None
        assert back.lead == wants_a_call()
        assert (back.id, back.collaborator) == (number, "nhóm 1")
        assert (back.status, back.changed_at) == ("new", NOON)
        assert kept.leads.history(number) == [LeadEvent(number, NOON, "created", "bot")]
        assert kept.leads.get(number + 1) is None


def test_leads_are_found_by_every_condition_given(store: Store) -> None:
    """Oldest first; without a condition all of them."""
    with store.transaction() as kept:
        first = kept.leads.add(wants_a_call(AN), "nhóm 1")
        second = kept.leads.add(wants_a_call(BINH), "nhóm 2")
        third = kept.leads.add(wants_a_call(AN), "nhóm 2")
        kept.leads.change(third, "done", LeadEvent(third, LATER, "done", "nhóm 2"))

        def found(**conditions: object) -> list[int]:
            return [lead.id for lead in kept.leads.find(**conditions)]  # type: ignore[arg-type] # passed on

        assert found() == [first, second, third]
        assert found(address=AN) == [first, third]
        assert found(collaborator="nhóm 2") == [second, third]
        assert found(statuses={"new", "reported"}) == [first, second]
        assert found(statuses=["done"], collaborator="nhóm 2", address=AN) == [third]
        assert found(statuses=["done"], address=BINH) == []


def test_a_change_is_written_into_the_history(store: Store) -> None:
    """Who, when, what, and why."""
    with store.transaction() as kept:
        number = kept.leads.add(wants_a_call(), "nhóm 1")
        event = LeadEvent(number, LATER, "contacted", "nhóm 1", "hẹn thứ hai")
        kept.leads.change(number, "contacted", event)
        assert kept.leads.history(number)[1:] == [event]
        changed = kept.leads.get(number)
        assert changed is not None
        assert (changed.status, changed.changed_at) == ("contacted", LATER)
        with pytest.raises(KeyError):
            kept.leads.change(number + 1, "done", event)


def test_erased_leads_take_their_history_along(store: Store) -> None:
    """And their numbers are not given to others."""
    with store.transaction() as kept:
        gone = kept.leads.add(wants_a_call(), "nhóm 1")
        kept.leads.erase([gone, gone + 7])
        assert kept.leads.get(gone) is None
        assert not kept.leads.history(gone)
        assert kept.leads.add(wants_a_call(BINH), "nhóm 1") > gone


def test_leads_nobody_touched_expire(store: Store) -> None:
    """The last change counts, not the beginning."""
    with store.transaction() as kept:
        old = kept.leads.add(wants_a_call(), "nhóm 1")
        touched = kept.leads.add(wants_a_call(), "nhóm 1")
        kept.leads.change(touched, "contacted", LeadEvent(touched, LATER, "contacted", "nhóm 1"))
        assert kept.leads.expire(LATER) == 1
        assert kept.leads.get(old) is None
        assert not kept.leads.history(old)
        assert kept.leads.get(touched) is not None


# Outbox


def test_what_was_sent_is_counted(store: Store) -> None:
    """On a channel, since a time; what waits or failed is not."""
    with store.transaction() as kept:
        for key, address in (("1", AN), ("2", BINH), ("3", AN), ("4", AN), ("5", CHI)):
            kept.outbox.add(key, address, Reply(key), NOON)
        before, inside, failed, _waits, elsewhere = (row.id for row in kept.outbox.find())
        kept.outbox.sent(before, NOON)
        kept.outbox.sent(inside, MUCH_LATER)
        kept.outbox.fail(failed, "bị chặn", MUCH_LATER)
        kept.outbox.sent(elsewhere, MUCH_LATER)
        assert kept.outbox.count_sent("web", LATER) == 1
        assert kept.outbox.count_sent("web", NOON) == 2


def test_a_reply_is_put_in_line_once(store: Store) -> None:
    """The key tells; the first text stays."""
    with store.transaction() as kept:
        assert kept.outbox.add("k", AN, Reply("một", (Button("A", "a"),)), NOON)
        assert not kept.outbox.add("k", AN, Reply("hai"), NOON)
        [row] = kept.outbox.find()
        assert row.reply == Reply("một", (Button("A", "a"),))
        assert (row.key, row.address, row.state) == ("k", AN, "waiting")
        assert (row.attempts, row.created_at, row.reason) == (0, NOON, "")


def test_a_claim_takes_the_first_row_of_each_address(store: Store) -> None:
    """The next one of an Address comes after the first was sent."""
    with store.transaction() as kept:
        in_line(kept, "An 1")
        in_line(kept, "An 2")
        in_line(kept, "Bình 1", BINH)
        assert claimed(kept) == ["An 1", "Bình 1"]
        assert claimed(kept) == []
        kept.outbox.sent(number_of(kept, "An 1"), NOON)
        assert claimed(kept) == ["An 2"]
        assert state_of(kept, "An 1") == "sent"


def test_a_claim_counts_the_attempt_and_tells_the_state(store: Store) -> None:
    """What comes out is what is now in the store."""
    with store.transaction() as kept:
        in_line(kept, "dạ")
        [row] = kept.outbox.claim(NOON, 10, 30.0)
        assert (row.state, row.attempts) == ("sending", 1)
        assert list(kept.outbox.find()) == [row]


def test_a_claim_is_limited(store: Store) -> None:
    """Oldest first."""
    with store.transaction() as kept:
        for name in ("1", "2", "3"):
            in_line(kept, name, Address("web", name))
        assert [row.key for row in kept.outbox.claim(NOON, 2, 30.0)] == ["1", "2"]


def test_a_claim_keeps_to_the_channels_asked_for(store: Store) -> None:
    """Rows of a channel that is not connected wait."""
    with store.transaction() as kept:
        in_line(kept, "An")
        in_line(kept, "Chi", CHI)
        assert claimed(kept, channels=frozenset({"telegram"})) == ["Chi"]
        assert claimed(kept, channels=frozenset()) == []
        assert state_of(kept, "An") == "waiting"


def test_a_row_is_not_claimed_before_it_is_due(store: Store) -> None:
    """Neither is what stands behind it; the reason is kept."""
    with store.transaction() as kept:
        in_line(kept, "An 1")
        in_line(kept, "An 2")
        claimed(kept)
        kept.outbox.postpone(number_of(kept, "An 1"), LATER, "mạng bận")
        assert claimed(kept) == []
        assert kept.outbox.find()[0].reason == "mạng bận"
        assert claimed(kept, LATER) == ["An 1"]
        assert kept.outbox.find()[0].attempts == 2


def test_a_failed_row_lets_the_next_one_pass(store: Store) -> None:
    """One message that cannot be sent must not silence the bot."""
    with store.transaction() as kept:
        in_line(kept, "An 1")
        in_line(kept, "An 2")
        claimed(kept)
        kept.outbox.fail(number_of(kept, "An 1"), "bị chặn", NOON)
        assert claimed(kept) == ["An 2"]
        [failed] = kept.outbox.find(states=["failed"])
        assert (failed.key, failed.reason) == ("An 1", "bị chặn")


def test_what_was_sent_stays_sent(store: Store) -> None:
    """A late word of failure does not send it twice."""
    with store.transaction() as kept:
        in_line(kept, "dạ")
        number = number_of(kept, "dạ")
        kept.outbox.sent(number, NOON)
        kept.outbox.postpone(number, NOON, "chậm")
        kept.outbox.fail(number, "chậm", NOON)
        assert state_of(kept, "dạ") == "sent"


def test_a_lease_that_ran_out_is_reclaimed(store: Store) -> None:
    """Again where twice shows once; recorded as maybe sent where nobody can tell."""
    with store.transaction() as kept:
        in_line(kept, "An 1")
        in_line(kept, "Chi 1", CHI)
        in_line(kept, "Chi 2", CHI)
        claimed(kept)
        assert kept.outbox.reclaim(NOON + timedelta(seconds=29), ["web"]) == 0
        assert kept.outbox.reclaim(NOON + timedelta(seconds=30), ["web"]) == 2
        assert state_of(kept, "An 1") == "waiting"
        assert state_of(kept, "Chi 1") == "maybe_sent"
        assert "bị ngắt" in kept.outbox.find(states=["maybe_sent"])[0].reason
        assert claimed(kept, LATER) == ["An 1", "Chi 2"]


def test_a_lease_that_is_renewed_ends_later(store: Store) -> None:
    """Only of rows that are being sent."""
    with store.transaction() as kept:
        in_line(kept, "An 1")
        in_line(kept, "An 2")
        claimed(kept)
        numbers = [number_of(kept, "An 1"), number_of(kept, "An 2")]
        kept.outbox.extend(numbers, NOON + timedelta(seconds=50))
        assert kept.outbox.reclaim(NOON + timedelta(seconds=49), []) == 0
        kept.outbox.sent(numbers[0], NOON)
        assert claimed(kept) == ["An 2"]


def test_what_nobody_knows_is_closed(store: Store) -> None:
    """With its reason; what was sent stays sent."""
    with store.transaction() as kept:
        in_line(kept, "An 1")
        claimed(kept)
        kept.outbox.unclear(number_of(kept, "An 1"), "không rõ", NOON)
        [maybe] = kept.outbox.find(states=["maybe_sent"])
        assert (maybe.key, maybe.reason) == ("An 1", "không rõ")
        kept.outbox.sent(maybe.id, NOON)
        kept.outbox.unclear(maybe.id, "không rõ", NOON)
        assert state_of(kept, "An 1") == "sent"


def test_a_new_life_releases_what_shows_once(store: Store) -> None:
    """On safe channels nobody waits for the lease of a process that died."""
    with store.transaction() as kept:
        kept.outbox.add("k1", AN, Reply("một"), NOON)
        kept.outbox.add("k2", CHI, Reply("hai"), NOON)
        kept.outbox.claim(NOON, 10, 60)
        assert kept.outbox.release(["web"]) == 1
        assert [row.state for row in kept.outbox.find()] == ["waiting", "sending"]


def test_a_claim_leaves_lapsed_rows_to_reclaim(store: Store) -> None:
    """Otherwise they might be sent twice."""
    with store.transaction() as kept:
        in_line(kept, "dạ")
        claimed(kept)
        assert claimed(kept, MUCH_LATER) == []


def test_a_page_asks_what_it_has_not_seen(store: Store) -> None:
    """Sent rows of one Address above a number, in order."""
    with store.transaction() as kept:
        for text in ("1", "2", "3", "4"):
            in_line(kept, text)
        in_line(kept, "other", BINH)
        for text in ("1", "2", "3", "other"):
            kept.outbox.sent(number_of(kept, text), NOON)
        first = number_of(kept, "1")
        assert [row.key for row in kept.outbox.after(AN, first)] == ["2", "3"]
        assert [row.key for row in kept.outbox.after(AN, 0)] == ["1", "2", "3"]


def test_rows_are_found_by_state(store: Store) -> None:
    """Oldest first."""
    with store.transaction() as kept:
        for text in ("1", "2", "3"):
            in_line(kept, text, Address("web", text))
        kept.outbox.sent(number_of(kept, "2"), NOON)
        kept.outbox.fail(number_of(kept, "3"), "chặn", NOON)
        assert [row.key for row in kept.outbox.find(states=["sent", "failed"])] == ["2", "3"]
        assert [row.key for row in kept.outbox.find(states=["waiting"])] == ["1"]


def test_old_replies_expire_sent_or_not(store: Store) -> None:
    """A Reply of months ago helps nobody any more."""
    with store.transaction() as kept:
        kept.outbox.add("old", AN, Reply("cũ"), NOON)
        kept.outbox.add("new", AN, Reply("mới"), LATER)
        assert kept.outbox.expire(LATER) == 1
        assert [row.key for row in kept.outbox.find()] == ["new"]


# Missed questions


def test_missed_questions_come_newest_first(store: Store) -> None:
    """With what came nearest."""
    asked = [Missed(f"{n}?", NOON + timedelta(minutes=n), "web", "m", n / 10) for n in (1, 3, 2)]
    with store.transaction() as kept:
        for missed in asked:
            kept.missed.add(missed)
        assert kept.missed.recent(2) == [asked[1], asked[2]]


def test_what_was_picked_is_kept_with_the_question(store: Store) -> None:
    """It tells administrators which entry those words meant."""
    picked = Missed("?", NOON, "web", "m", 0.2, chosen="n")
    with store.transaction() as kept:
        kept.missed.add(picked)
        assert kept.missed.recent(1) == [picked]


def test_old_missed_questions_expire(store: Store) -> None:
    """They are a person's words too."""
    with store.transaction() as kept:
        kept.missed.add(Missed("cũ?", NOON, "web", None, 0.0))
        kept.missed.add(Missed("mới?", LATER, "web", None, 0.0))
        assert kept.missed.expire(LATER) == 1
        assert [missed.question for missed in kept.missed.recent(9)] == ["mới?"]


def test_rows_of_a_resting_address_are_not_claimed(store: Store) -> None:
    """They stay untouched in line."""
    with store.transaction() as kept:
        in_line(kept, "An")
        in_line(kept, "Bình", to=BINH)
        [row] = kept.outbox.claim(NOON, 10, 30.0, resting=[AN])
        assert row.key == "Bình"
        assert claimed(kept) == ["An"]


def test_only_what_failed_or_may_have_failed_is_put_in_line_again(store: Store) -> None:
    """As if it had never been tried."""
    with store.transaction() as kept:
        for text in ("một", "hai", "ba"):
            in_line(kept, text)
        kept.outbox.fail(number_of(kept, "một"), "bị chặn", NOON)
        kept.outbox.sent(number_of(kept, "hai"), NOON)
        retried = [kept.outbox.retry(number, LATER) for number in (1, 2, 3, 99)]
        assert retried == [True, False, False, False]
        row = kept.outbox.get(number_of(kept, "một"))
        assert row is not None
        assert (row.state, row.attempts) == ("waiting", 0)
        assert kept.outbox.get(99) is None


def test_who_cannot_be_reached_is_remembered_until_they_write(store: Store) -> None:
    """Once each, with the first reason; and not for ever."""
    with store.transaction() as kept:
        kept.unreachable.add(AN, "bị chặn", NOON)
        kept.unreachable.add(AN, "vẫn bị chặn", LATER)
        kept.unreachable.add(BINH, "không có", LATER)
        assert kept.unreachable.find() == {AN: "bị chặn", BINH: "không có"}
        kept.unreachable.remove(AN)
        kept.unreachable.remove(CHI)
        assert kept.unreachable.find() == {BINH: "không có"}
        assert kept.unreachable.expire(MUCH_LATER) == 1
