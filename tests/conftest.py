import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from bot.ports import Store
from bot.storage.database import open_store
from bot.storage.memory import MemoryStore
from tests.fakes import HandClock

settings.register_profile("here", deadline=None)  # a busy machine is no failure
settings.load_profile("here")


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is prepared here is kept apart from that of the people here, and by all workers
    together.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(shared / "cache"))
        yield


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Each kind of store, empty."""
    kept: Store = (
        MemoryStore() if request.param == "memory" else open_store(f"sqlite:///{tmp_path}/bot.db")
    )
    yield kept
    kept.close()


@pytest.fixture
def clock() -> HandClock:
    """A clock that stands at noon."""
    return HandClock()
