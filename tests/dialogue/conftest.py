"""A small Centre."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.bootstrap.answering import load_knowledge
from bot.dialogue.understanding import Understanding, understand
from tests.talk import Talk

SMALL = Path(__file__).parent / "small"


@pytest.fixture(scope="session")
def small() -> Understanding:
    return understand(load_knowledge(SMALL).knowledge)


@pytest.fixture
def talk(small: Understanding) -> Talk:
    return Talk(small)
