"""The same store without a disk, for rehearsals and tests: a database that ends with the process.

It is not written a second time, so what holds on the disk holds here.
"""

from __future__ import annotations

from bot.storage.database import SqlStore
from bot.storage.schema import metadata
from bot.storage.sqlite import memory_engine


class MemoryStore(SqlStore):
    """See `ports.Store`."""

    def __init__(self) -> None:
        engine = memory_engine()
        metadata.create_all(engine)
        super().__init__(engine)
