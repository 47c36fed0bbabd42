from __future__ import annotations

import pytest

from tests.web.fakes import Desk


@pytest.fixture
def desk() -> Desk:
    """A desk nobody has talked to."""
    return Desk()
