"""Whatever order things happen in: each Reply is shown once, in the order the person spoke."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from bot.dialogue.conversation import Conversation, Turn
from bot.leads.lead import KeptLead, Lead
from bot.message import Address, Message, Reply
from bot.ports import Delivery, Store
from bot.services.receive import accept, answer
from bot.storage.database import open_store
from bot.storage.memory import MemoryStore
from tests.fakes import AN, BINH, HandClock, said

LEASE = 60.0


def twice(
    conversation: Conversation, message: Message, now: datetime, leads: Sequence[KeptLead]
) -> Turn:
    """Two replies to everything."""
    return Turn(conversation, (Reply(message.text), Reply(f"{message.text}!")), "answer")


def nobody(lead: Lead) -> str:
    return ""


class Traffic(RuleBasedStateMachine):
    """Updates repeated and shuffled, sendings that fail, processes that die."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store
        self.clock = HandClock()
        self.expected: dict[Address, list[str]] = {AN: [], BINH: []}
        self.shown: dict[Address, dict[int, str]] = {AN: {}, BINH: {}}
        """By number: this channel shows what it is sent again only once."""
        self.flying: list[Delivery] = []

    @rule(who=st.sampled_from([AN, BINH]), number=st.integers(0, 6))
    def arrive(self, who: Address, number: int) -> None:
        """A new Update or an old one."""
        text = f"{who.chat} {number}"
        if accept(self.store, said(text, who)):
            self.expected[who] += [text, f"{text}!"]

    @rule()
    def think(self) -> None:
        """The worker answers the oldest message."""
        answer(self.store, twice, self.clock, nobody, Reply("?"))

    @rule(limit=st.integers(1, 3))
    def claim(self, limit: int) -> None:
        """The deliverer takes rows."""
        with self.store.transaction() as kept:
            self.flying += kept.outbox.claim(self.clock.now(), limit, LEASE)

    @precondition(lambda self: self.flying)
    @rule(is_recorded=st.booleans())
    def send(self, *, is_recorded: bool) -> None:
        """One arrives; perhaps the process dies before that is recorded."""
        row = self.flying.pop(0)
        self.shown[row.address][row.id] = row.reply.text
        if is_recorded:
            with self.store.transaction() as kept:
                kept.outbox.sent(row.id, self.clock.now())

    @precondition(lambda self: self.flying)
    @rule()
    def refuse(self) -> None:
        """The platform wants it later."""
        row = self.flying.pop()
        with self.store.transaction() as kept:
            kept.outbox.postpone(row.id, self.clock.now(), "bận")

    @rule()
    def die(self) -> None:
        """Whatever was being sent is forgotten; the leases run out."""
        self.flying.clear()
        self.clock.forward(LEASE)
        with self.store.transaction() as kept:
            kept.outbox.reclaim(self.clock.now(), ["web"])

    def teardown(self) -> None:
        """In the end everybody has read everything, in order."""
        self.die()
        while answer(self.store, twice, self.clock, nobody, Reply("?")):
            pass
        self.claim(10)
        while self.flying:
            self.send(is_recorded=True)
            self.claim(10)
        self.store.close()
        for who, texts in self.expected.items():
            assert list(self.shown[who].values()) == texts


@pytest.mark.parametrize(("kind", "examples"), [("memory", 40), ("sqlite", 5)])
def test_each_reply_is_shown_once_and_in_order(tmp_path: Path, kind: str, examples: int) -> None:
    """Under duplicates, shuffling, refusals and deaths."""
    number = count()
    makers: dict[str, Callable[[], Store]] = {
        "memory": MemoryStore,
        "sqlite": lambda: open_store(f"sqlite:///{tmp_path}/{next(number)}.db"),
    }
    run_state_machine_as_test(
        lambda: Traffic(makers[kind]()),  # type: ignore[arg-type] # a factory will do
        settings=settings(
            max_examples=examples,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
