"""A bot that is killed again and again; started by `test_kill` with a folder to live in.

Each life is a fork: the imports are paid once.  Everything observed from outside is appended to
`seen` with one system call, which a SIGKILL cannot take back.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.dialogue.conversation import Turn
from bot.message import Address, Message, Reply
from bot.services.deliver import Deliver
from bot.services.outcome import Terms
from bot.services.receive import answer
from bot.services.work import Worker
from bot.storage.database import SqlStore, open_store
from tests.fakes import NOON, HandClock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from bot.dialogue.conversation import Conversation
    from bot.leads.lead import KeptLead, Lead
    from bot.ports import Delivery, Transaction

CHATS = (Address("web", "an"), Address("web", "binh"), Address("telegram", "chi"))
SAFE = ("web",)


MOMENTS = (
    ("before commit", 1),
    ("after commit", 1),
    ("before commit", 5),
    ("after commit", 9),
    ("before commit", 17),
    ("before web", 1),
    ("after web", 2),
    ("before telegram", 1),
    ("after telegram", 1),
    ("after telegram", 2),
)


class Fate:
    """Kills the process when a moment of this name is told to it for the n-th time."""

    def __init__(self, name: str, times: int) -> None:
        self._name = name
        self._left = times

    def passes(self, name: str) -> None:
        """A moment."""
        self._left -= name == self._name
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


NONE = ("never", 1)


class MortalStore:
    """Every transaction has two moments: before its commit and after it."""

    def __init__(self, store: SqlStore, fate: Fate) -> None:
        self._store = store
        self._fate = fate

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Begin, if alive."""
        with self._store.transaction() as kept:
            yield kept
            self._fate.passes("before commit")
        self._fate.passes("after commit")

    def close(self) -> None:
        """Close the other."""
        self._store.close()


class MortalChannel:
    """Every sending has two moments: before it reaches the person and after."""

    def __init__(self, name: str, folder: Path, fate: Fate) -> None:
        self.name = name
        self._folder = folder
        self._fate = fate

    async def send(self, delivery: Delivery) -> None:
        """Show it."""
        self._fate.passes(f"before {self.name}")
        note(self._folder, f"sent {delivery.address} {delivery.reply.text}")
        self._fate.passes(f"after {self.name}")
        await asyncio.sleep(0)


def note(folder: Path, line: str) -> None:
    """Append a line that survives us."""
    file = os.open(folder / "seen", os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600)
    os.write(file, f"{line}\n".encode())
    os.close(file)


def echo(
    conversation: Conversation, message: Message, _now: datetime, _leads: Sequence[KeptLead]
) -> Turn:
    """Repeat what was said."""
    return Turn(conversation, (Reply(message.text),), "answer")


def nobody(_lead: Lead) -> str:
    """There are no leads here."""
    return ""


def unacknowledged(folder: Path, life: int) -> list[Message]:
    """What the platforms deliver in this life: two new Messages a chat, and what they repeat."""
    seen = folder / "seen"
    lines = seen.read_text().splitlines() if seen.exists() else []
    acknowledged = {line.split()[1] for line in lines if line.startswith("acknowledged")}
    names = [(f"{n}-{k}", CHATS[k % 3]) for n in range(life + 1) for k in range(6)]
    messages = [Message(chat, name, name, NOON) for name, chat in names]
    return [message for message in messages if message.event_id not in acknowledged]


async def live(folder: Path, life: int, fate: Fate) -> None:
    """Take in what comes, answer it, deliver it; return when everything is done."""
    clock = HandClock()
    clock.forward(life * 1000)
    store = MortalStore(open_store(f"sqlite:///{folder}/bot.db"), fate)
    channels = [MortalChannel(name, folder, fate) for name in ("web", "telegram")]
    terms = Terms(pause=0.01)
    deliver = Deliver(store, channels, clock, jitter=lambda: 0.5, safe=SAFE, terms=terms)
    answer_next = partial(answer, store, echo, clock, nobody, Reply("Xin lỗi"))
    worker = Worker(store, answer_next, deliver.wake)
    tasks = [asyncio.create_task(worker.run()), asyncio.create_task(deliver.run())]
    for message in unacknowledged(folder, life):
        await worker.accept(message)
        note(folder, f"acknowledged {message.event_id}")
    while has_work(store):  # noqa: ASYNC110 - the store raises no event
        await asyncio.sleep(0.02)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    worker.close()


def has_work(store: MortalStore) -> bool:
    """Whether anybody still waits."""
    with store.transaction() as kept:
        unsent = kept.outbox.find(states=["waiting", "sending"])
        return bool(unsent) or kept.inbox.oldest() is not None


def spend(folder: Path, life: int, moment: tuple[str, int], delay: float = 0.0) -> int:
    """One life in a process of its own; the signal that ended it, 0: it ended by itself."""
    child = os.fork()
    if child == 0:
        asyncio.run(live(folder, life, Fate(*moment)))
        os._exit(0)
    if delay:
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main() -> None:
    """Die at ten chosen moments, at three of chance, then live to the end."""
    folder = Path(sys.argv[1])
    chance = random.Random(7)  # noqa: S311 - repeatable, no secret
    exits = [spend(folder, life, moment) for life, moment in enumerate(MOMENTS)]
    for _ in range(3):
        exits.append(spend(folder, len(exits), NONE, chance.uniform(0.01, 0.15)))
    exits.append(spend(folder, len(exits), NONE))
    note(folder, f"exits {' '.join(str(code) for code in exits)}")


if __name__ == "__main__":
    main()
