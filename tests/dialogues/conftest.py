"""The knowledge as it is shipped, understood once."""

from __future__ import annotations

import pytest

from bot.bootstrap.answering import load_knowledge, shipped_knowledge
from bot.dialogue.understanding import Understanding, understand


@pytest.fixture(scope="session")
def shipped() -> Understanding:
    return understand(load_knowledge(shipped_knowledge()).knowledge)
