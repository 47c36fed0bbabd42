from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from bot.channels.zalo_bot import connecting
from bot.channels.zalo_bot.client import Client
from bot.channels.zalo_bot.courtesy import Courtesy
from bot.channels.zalo_bot.intake import Intake, IntakeDoors
from bot.message import Message
from bot.rehearsal.fakes.zalo_bot import TOKEN, FakeZaloBot
from tests.fakes import NOON


@dataclass
class Desk:
    """Keeps what comes in, when it can."""

    inbox: list[Message] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)
    """Raised one by one before anything is kept."""
    tries: int = 0

    async def accept(self, message: Message) -> bool:
        """Commit it."""
        self.tries += 1
        if self.faults:
            raise self.faults.pop(0)
        if any(one.event_id == message.event_id for one in self.inbox):
            return False
        self.inbox.append(message)
        return True

    def intake(self, client: Client) -> Intake:
        """The way to this desk."""
        return Intake(IntakeDoors(self.accept, lambda: NOON), Courtesy(client, patience=60))

    def texts(self) -> list[str]:
        """What is kept."""
        return [message.text for message in self.inbox]


@pytest.fixture
def desk() -> Desk:
    """An empty one."""
    return Desk()


@pytest.fixture
async def zalo() -> AsyncIterator[FakeZaloBot]:
    """The platform, on which nobody has written yet."""
    async with FakeZaloBot() as fake:
        yield fake


@pytest.fixture
async def client(zalo: FakeZaloBot) -> AsyncIterator[Client]:
    """A connection to it."""
    opened = Client(TOKEN, zalo.base_url)
    yield opened
    await opened.close()


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has a second to lose."""
    monkeypatch.setattr(connecting.Waits.__init__, "__defaults__", (0.01,))
