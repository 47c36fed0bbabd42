from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

from bot.bootstrap.answering import load_knowledge, shipped_knowledge
from bot.leads.collaborator import Collaborator
from bot.message import Address
from bot.ports import Store
from bot.services.summarize import Recipients, preview, summarize, summarize_when_due
from tests.fakes import NOON, wants_a_call

WORDING = load_knowledge(shipped_knowledge()).knowledge.digest
AN = Collaborator("ctv-01", "An", Address("email", "an@example.org"), frozenset({"26311"}))
BINH = Collaborator("ctv-02", "Bình", Address("email", "binh@example.org"), frozenset({"26248"}))
CHI = Collaborator("truc-ban", "Chi", is_on_duty=True)
ALL = Recipients((AN, BINH, CHI), {"email"})
AT = time(5)


def keep(store: Store, *collaborators: str) -> None:
    """One lead for each of them."""
    with store.transaction() as kept:
        for collaborator in collaborators:
            kept.leads.add(wants_a_call(), collaborator)


def statuses(store: Store) -> list[str]:
    with store.transaction() as kept:
        return [lead.status for lead in kept.leads.find()]


def addressees(store: Store) -> list[str]:
    with store.transaction() as kept:
        return [row.address.chat for row in kept.outbox.find()]


def test_each_collaborator_gets_one_digest_of_their_leads(store: Store) -> None:
    """Two leads of one area are one digest; they are marked in the same commit."""
    keep(store, "ctv-01", "ctv-02", "ctv-01")
    sent = summarize(store, ALL, WORDING, NOON)
    assert [(one.collaborator.id, len(one.new)) for one in sent] == [("ctv-01", 2), ("ctv-02", 1)]
    assert addressees(store) == ["an@example.org", "binh@example.org"]
    assert statuses(store) == ["reported"] * 3
    with store.transaction() as kept:
        assert [event.what for event in kept.leads.history(1)] == ["created", "reported"]


def test_what_was_told_is_not_told_as_new_again(store: Store) -> None:
    """A second digest the same day names only what came since, and what is still open."""
    keep(store, "ctv-01")
    summarize(store, ALL, WORDING, NOON)
    assert summarize(store, ALL, WORDING, NOON) == []
    keep(store, "ctv-01")
    [later] = summarize(store, ALL, WORDING, NOON + timedelta(hours=1))
    assert (len(later.new), len(later.open)) == (1, 1)


def test_a_preview_changes_nothing(store: Store) -> None:
    """A dry run can be repeated."""
    keep(store, "ctv-01")
    assert preview(store, ALL, WORDING, NOON) == preview(store, ALL, WORDING, NOON)
    assert statuses(store) == ["new"]
    assert addressees(store) == []


def test_nobody_is_told_who_has_no_address(store: Store) -> None:
    """Their leads stay new: a lead is marked as told only when somebody is being told."""
    keep(store, "truc-ban")
    assert summarize(store, ALL, WORDING, NOON) == []
    assert statuses(store) == ["new"]


def test_nobody_is_told_on_a_channel_that_is_not_there(store: Store) -> None:
    """Without a mail server a lead stays new instead of waiting unseen in the outbox."""
    keep(store, "ctv-01")
    assert summarize(store, Recipients((AN,), {"web"}), WORDING, NOON) == []
    assert statuses(store) == ["new"]


def test_open_leads_are_recalled_each_morning(store: Store) -> None:
    """A collaborator without new leads is reminded of the open ones, once a day."""
    keep(store, "ctv-01")
    summarize(store, ALL, WORDING, NOON)
    tomorrow = NOON + timedelta(days=1)
    [reminder] = summarize_when_due(store, ALL, WORDING, tomorrow, AT)
    assert (len(reminder.new), len(reminder.open)) == (0, 1)
    assert summarize(store, ALL, WORDING, tomorrow) == []


def test_the_leads_of_one_who_left_are_told_to_the_officer_on_duty(store: Store) -> None:
    """No lead is forgotten with the person it was given to."""
    keep(store, "ctv-99")
    on_duty = replace(CHI, address=Address("email", "chi@example.org"))
    summarize(store, Recipients((AN, on_duty), {"email"}), WORDING, NOON)
    assert addressees(store) == ["chi@example.org"]


def test_the_daily_digest_happens_once_a_day(store: Store) -> None:
    """Whatever is restarted, and however often it is looked at."""
    keep(store, "ctv-01")
    early = NOON.replace(hour=4, minute=59)
    assert summarize_when_due(store, ALL, WORDING, early, AT) == []
    assert len(summarize_when_due(store, ALL, WORDING, NOON, AT)) == 1
    keep(store, "ctv-01")
    assert summarize_when_due(store, ALL, WORDING, NOON + timedelta(hours=3), AT) == []
    assert len(summarize_when_due(store, ALL, WORDING, NOON + timedelta(days=1), AT)) == 1


def test_nobody_is_told_where_nothing_arrives(store: Store) -> None:
    """Who has blocked the bot keeps their leads as new, until they write again."""
    keep(store, "ctv-01")
    assert AN.address is not None
    with store.transaction() as kept:
        kept.unreachable.add(AN.address, "bị chặn", NOON)
    assert summarize(store, ALL, WORDING, NOON) == []
    assert statuses(store) == ["new"]
    with store.transaction() as kept:
        kept.unreachable.remove(AN.address)
    assert len(summarize(store, ALL, WORDING, NOON)) == 1
