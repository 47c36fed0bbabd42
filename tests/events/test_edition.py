from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.events.edition import edition_of
from bot.knowledge.event import Event
from tests.fakes import NOON


def fair(closes: str = "2027-03-10", **fields: Any) -> Event:
    """A fair whose registration closes then."""
    registration = {"opens": "2027-02-01", "closes": closes}
    return Event.model_validate(
        {"id": "mau", "title": "Hội chợ mẫu", "kind": "fair", "registration": registration} | fields
    )


FIRST = edition_of(fair(), None, NOON)
LATER = NOON + timedelta(days=1)


def test_the_first_edition() -> None:
    """Nothing was extended or cancelled: nobody had been told of it."""
    assert (FIRST.sequence, FIRST.first_seen_at, FIRST.changed_at) == (0, NOON, NOON)
    assert edition_of(fair(status="cancelled"), None, NOON).cancelled_at is None


def test_what_has_not_changed_is_the_same_edition() -> None:
    """Also when what no calendar shows has."""
    assert edition_of(fair(), FIRST, LATER) == FIRST
    assert edition_of(fair(ask=["hội xuân"], owner="ai đó"), FIRST, LATER) == FIRST


def test_a_later_close_is_an_extension() -> None:
    """An earlier one, or one that is known at last, is a change and no extension."""
    extended = edition_of(fair("2027-03-10 23:59"), FIRST, LATER)
    assert (extended.sequence, extended.extended_at) == (1, None)  # earlier, by a minute
    extended = edition_of(fair("2027-03-12"), FIRST, LATER)
    assert (extended.sequence, extended.extended_at, extended.changed_at) == (1, LATER, LATER)
    assert extended.first_seen_at == NOON
    unknown = edition_of(fair("unknown"), FIRST, LATER)
    assert edition_of(fair("2027-03-12"), unknown, LATER).extended_at is None


def test_a_cancellation_may_be_taken_back() -> None:
    """It is noticed when it comes; a further edit is not another one."""
    cancelled = edition_of(fair(status="cancelled"), FIRST, LATER)
    assert (cancelled.sequence, cancelled.cancelled_at) == (1, LATER)
    renamed = edition_of(fair(status="cancelled", title="Tên"), cancelled, LATER + timedelta(1))
    assert renamed.cancelled_at == LATER
    back = edition_of(fair(), cancelled, LATER)
    assert (back.sequence, back.cancelled_at, back.extended_at) == (2, None, None)


@given(st.lists(st.sampled_from(["2027-03-10", "2027-03-11", "unknown", "2027-03-10 16:00"])))
def test_the_sequence_grows_with_every_change_and_with_nothing_else(closes: list[str]) -> None:
    """Whatever the order of edits, and never down."""
    edition, changes, current = FIRST, 0, "2027-03-10"
    for each in closes:
        changes += each != current
        current = each
        edition = edition_of(fair(each), edition, LATER)
        assert edition.sequence == changes
