"""Wires a conversation in the terminal: the path of every channel, one message at a time."""

from __future__ import annotations

import random
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from bot.bootstrap.preparing import cache_dir, prepare
from bot.bootstrap.remembering import open_records, open_rehearsal
from bot.channels.console import Console
from bot.dialogue.engine import respond
from bot.dialogue.wording import fill
from bot.leads.routing import assign
from bot.message import Message, Reply
from bot.services.deliver import Deliver
from bot.services.receive import accept, answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bot.bootstrap.remembering import Records
    from bot.leads.lead import Lead
    from bot.message import Address


class Terminal:
    """One person at a terminal; what they say goes through inbox and outbox like all else."""

    def __init__(self, records: Records, write: Callable[[str], object]) -> None:
        understanding = prepare(records.knowledge, cache_dir(records.settings))
        apology = Reply(fill(records.knowledge.sentences.failed, records.knowledge))
        self._store = records.store
        self._clock = records.clock
        self._console = Console(write)
        self._answer_next = partial(
            answer,
            records.store,
            partial(respond, understanding),
            records.clock,
            lambda lead: _collaborator(lead, records),
            apology,
        )

    async def say(
        self, address: Address, event_id: str, text: str, target: str | None = None
    ) -> None:
        """Say something and print what comes back."""
        message = Message(address, event_id, text, self._clock.now(), target)
        accept(self._store, message)
        while self._answer_next():
            pass
        channels = [self._console]
        await Deliver(self._store, channels, self._clock, jitter=random.random).flush()


def _collaborator(lead: Lead, records: Records) -> str:
    return assign(lead, records.roster).id


@contextmanager
def open_terminal(
    config: Path | None, write: Callable[[str], object], at: str | None = None
) -> Iterator[Terminal]:
    """Open the database for a conversation, and close it afterwards.  `at`: as if it were that
    moment; nothing is kept then.
    """
    with open_rehearsal(config, at) if at else open_records(config, creates=True) as records:
        yield Terminal(records, write)
