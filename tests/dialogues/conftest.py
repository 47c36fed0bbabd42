"""The knowledge as it is shipped, understood once."""

from __future__ import annotations

import pytest

from bot.dialogue.understanding import Understanding
from tests.shipped import understand_shipped


@pytest.fixture(scope="session")
def shipped() -> Understanding:
    return understand_shipped()
