from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.knowledge.sentences import DigestWording
from bot.leads.collaborator import Collaborator
from bot.message import Address, Reply
from bot.ports import Delivery, Store
from bot.services.forget import erase
from bot.services.hold import HELD, hold, release
from bot.services.summarize import Recipients
from tests.fakes import CHI, NOON, said, wants_a_call

WORDING = DigestWording(
    title="t",
    greeting="g",
    new="n",
    open="o",
    lead="l",
    closing="c",
    nothing="x",
    source="s",
    review="r",
    review_line="l",
)
FREE = timedelta(hours=48)
HERE = Address("zalo_oa", "an")


def recipients(address: Address | None = CHI) -> Recipients:
    """Chi, on duty."""
    chi = Collaborator(id="ctv", name="Chi", address=address, is_on_duty=True)
    return Recipients((chi,), {"telegram"})


def put(store: Store, key: str = "reply") -> Delivery:
    """A Reply to An that has been claimed."""
    with store.transaction() as kept:
        kept.outbox.add(key, HERE, Reply("Dạ"), NOON)
        [row] = kept.outbox.claim(NOON, 1, 60, channels=["zalo_oa"])
    return row


def texts_to(store: Store, address: Address) -> list[str]:
    """What lies in the outbox for them."""
    with store.transaction() as kept:
        return [row.reply.text for row in kept.outbox.find() if row.address == address]


def with_lead(store: Store) -> int:
    """An has one."""
    with store.transaction() as kept:
        return kept.leads.add(wants_a_call(HERE), "ctv")


def test_the_lead_says_so_and_its_collaborator_is_told(store: Store) -> None:
    """Once a day, however many Replies are held."""
    lead = with_lead(store)
    for number in range(3):
        row = put(store, str(number))
        hold(store, row, recipients(), WORDING, NOON)
        with store.transaction() as kept:
            kept.outbox.fail(row.id, HELD, NOON)
    [told] = texts_to(store, CHI)
    assert "0900 000 001" in told
    assert "Xin gọi điện" in told
    with store.transaction() as kept:
        events = [event.what for event in kept.leads.history(lead)]
        status = kept.leads.find(address=HERE)[0].status
    assert (events, status) == (["created", "held"], "new")
    hold(store, put(store, "later"), recipients(), WORDING, NOON + timedelta(days=1))
    assert len(texts_to(store, CHI)) == 2


@pytest.mark.parametrize("address", [None, Address("email", "chi@example.org")])
def test_who_cannot_be_told_has_it_in_the_lead(store: Store, address: Address | None) -> None:
    """Nothing is put in line for nobody."""
    lead = with_lead(store)
    hold(store, put(store), recipients(address), WORDING, NOON)
    with store.transaction() as kept:
        assert [event.what for event in kept.leads.history(lead)] == ["created", "held"]
        assert len(kept.outbox.find()) == 1


def test_who_has_no_lead_troubles_nobody(store: Store) -> None:
    """There is no number to call."""
    hold(store, put(store), recipients(), WORDING, NOON)
    assert texts_to(store, CHI) == []


def test_who_has_everything_deleted_is_not_called(store: Store) -> None:
    """The notice with their number goes as well."""
    with_lead(store)
    hold(store, put(store), recipients(), WORDING, NOON)
    erase(store, HERE, NOON)
    assert texts_to(store, CHI) == []


def test_what_was_held_is_sent_when_they_write_again(store: Store) -> None:
    """Once for each time they do; a platform that still refuses is not asked again and again."""
    row, later = put(store), NOON + timedelta(hours=1)
    with store.transaction() as kept:
        kept.outbox.fail(row.id, HELD, NOON)
    assert release(store, "zalo_oa", FREE, later) == 0
    with store.transaction() as kept:
        kept.inbox.add(replace(said("em đây", HERE), sent_at=later))
    assert release(store, "web", FREE, later) == 0
    assert release(store, "zalo_oa", FREE, later) == 1
    with store.transaction() as kept:
        assert [one.id for one in kept.outbox.claim(later, 9, 60)] == [row.id]
        kept.outbox.fail(row.id, HELD, later)
    assert release(store, "zalo_oa", FREE, later) == 0


def test_what_failed_for_another_reason_stays(store: Store) -> None:
    """And what is too old, and who was only heard before it."""
    row = put(store)
    with store.transaction() as kept:
        kept.inbox.add(said("chào", HERE))
        kept.outbox.fail(row.id, "bị chặn", NOON)
    assert release(store, "zalo_oa", FREE, NOON) == 0
    with store.transaction() as kept:
        kept.outbox.fail(row.id, HELD, NOON)
    assert release(store, "zalo_oa", FREE, NOON + timedelta(days=31)) == 0
    assert release(store, "zalo_oa", FREE, NOON + timedelta(hours=49)) == 0
