from datetime import UTC, datetime, timedelta

import pytest

from bot.bootstrap.answering import load_knowledge, shipped_knowledge
from bot.dialogue.conversation import Conversation
from bot.leads.collaborator import Collaborator
from bot.leads.lead import LeadEvent
from bot.message import Address, Reply
from bot.ports import Missed, Store
from bot.services.forget import erase, expire, months_before
from bot.services.summarize import Recipients, summarize
from tests.fakes import AN, BINH, NOON, said, wants_a_call

HALF_A_YEAR_LATER = datetime(2027, 5, 23, 5, 0, tzinfo=UTC)


def test_erasing_takes_one_person_and_nobody_else(store: Store) -> None:
    """Conversation, leads, messages, replies."""
    with store.transaction() as kept:
        for who in (AN, BINH):
            kept.conversations.save(Conversation(who, topic="fair"))
            kept.leads.add(wants_a_call(who), "nhóm 1")
            kept.inbox.add(said("chào", who, event=who.chat))
            kept.inbox.finish(said("chào", who, event=who.chat), NOON)
    erase(store, AN, NOON)
    with store.transaction() as kept:
        assert kept.conversations.get(AN) == Conversation(AN)
        assert not kept.conversations.history(AN, 10)
        assert [lead.lead.address for lead in kept.leads.find()] == [BINH]
        assert kept.conversations.get(BINH).topic == "fair"
        assert len(kept.conversations.history(BINH, 10)) == 1


RECIPIENTS = Recipients(
    (Collaborator("ctv-01", "Chi", Address("email", "chi@example.org"), is_on_duty=True),),
    {"email"},
)
WORDING = load_knowledge(shipped_knowledge()).knowledge.digest


def test_a_digest_that_nobody_has_read_is_withdrawn(store: Store) -> None:
    """The one who was erased is not in it any more, the others are told in the next one."""
    with store.transaction() as kept:
        kept.leads.add(wants_a_call(AN), "ctv-01")
        kept.leads.add(wants_a_call(BINH), "ctv-01")
    summarize(store, RECIPIENTS, WORDING, NOON)
    erase(store, AN, NOON)
    with store.transaction() as kept:
        assert kept.outbox.find() == []
        assert [lead.status for lead in kept.leads.find()] == ["new"]
    [again] = summarize(store, RECIPIENTS, WORDING, NOON)
    assert [lead.lead.address for lead in again.new] == [BINH]


def test_a_digest_that_was_sent_is_deleted_here(store: Store) -> None:
    """The words of the one who was erased leave the database; the others were told already."""
    with store.transaction() as kept:
        kept.leads.add(wants_a_call(AN), "ctv-01")
        kept.leads.add(wants_a_call(BINH), "ctv-01")
    summarize(store, RECIPIENTS, WORDING, NOON)
    with store.transaction() as kept:
        [row] = kept.outbox.claim(NOON, 1, 60)
        kept.outbox.sent(row.id, NOON)
    erase(store, AN, NOON)
    with store.transaction() as kept:
        assert kept.outbox.find() == []
        assert [lead.status for lead in kept.leads.find()] == ["reported"]


def test_what_is_older_than_promised_expires(store: Store) -> None:
    """Half a year after noon of the 23rd of November, and not a second earlier."""
    with store.transaction() as kept:
        kept.conversations.save(Conversation(AN, topic="fair", changed_at=NOON))
        kept.leads.add(wants_a_call(), "nhóm 1")
        kept.inbox.add(said("chào"))
        kept.inbox.finish(said("chào"), NOON)
        kept.outbox.add("k", AN, Reply("dạ"), NOON)
        kept.missed.add(Missed("?", NOON, "web", None, 0.0))
    assert expire(store, HALF_A_YEAR_LATER, 6) == 0
    assert expire(store, HALF_A_YEAR_LATER + timedelta(seconds=1), 6) == 5
    with store.transaction() as kept:
        assert not kept.leads.find()
        assert not kept.outbox.find()
        assert not kept.missed.recent(1)
        assert kept.conversations.get(AN).topic is None
        assert not kept.conversations.history(AN, 10)


def test_a_lead_lives_on_from_its_last_change(store: Store) -> None:
    """Somebody is still working on it."""
    with store.transaction() as kept:
        number = kept.leads.add(wants_a_call(), "nhóm 1")
        event = LeadEvent(number, NOON + timedelta(days=1), "contacted", "nhóm 1")
        kept.leads.change(number, "contacted", event)
    assert expire(store, HALF_A_YEAR_LATER + timedelta(seconds=1), 6) == 0


@pytest.mark.parametrize(
    ("now", "months", "then"),
    [
        ("2026-11-23", 6, "2026-05-23"),
        ("2026-11-23", 12, "2025-11-23"),
        ("2026-01-15", 1, "2025-12-15"),
        ("2026-08-31", 6, "2026-02-28"),
        ("2024-08-31", 6, "2024-02-29"),
        ("2026-12-31", 13, "2025-11-30"),
        ("2026-11-23", 0, "2026-11-23"),
    ],
)
def test_months_are_those_of_the_calendar(now: str, months: int, then: str) -> None:
    """A day the earlier month lacks is its last one."""
    assert months_before(datetime.fromisoformat(now), months) == datetime.fromisoformat(then)
