"""Buys Zalo's next tokens in a process of its own, which goes on when ours is killed.

Zalo forgets the old pair the moment it gives the new one: whoever dies between that and the commit
is locked out.  So the little that must not be cut short is done by a process that does nothing
else; it gets the settings, with their secrets, through a pipe.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

from bot.bootstrap.answering import LocalClock
from bot.bootstrap.logs import configure_logs
from bot.bootstrap.zalo_place import owner_of, place_of
from bot.channels.zalo_oa.client import Client
from bot.channels.zalo_oa.renewal import Renewal
from bot.config import Settings
from bot.errors import DeliveryError, KhuyencongError
from bot.storage.database import open_store

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

LOOK_AGAIN = 0.05
LONGEST = 90.0
"""Seconds; the lease has ended by then."""
FAILED = "Zalo: chưa đổi được token, xem nhật ký"


def renewing(settings: Settings) -> Callable[[str], Awaitable[None]]:
    """See `Renewal.renew`."""

    async def renew(dead: str) -> None:
        process = await asyncio.to_thread(_start, settings, dead)
        async with asyncio.timeout(LONGEST):
            while (code := process.poll()) is None:  # noqa: ASYNC110 - no event, and no wait that a cancellation would turn into a kill
                await asyncio.sleep(LOOK_AGAIN)
        if code:
            raise DeliveryError(FAILED)

    return renew


def main() -> None:
    """The other process."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # it is over within the client's patience
    settings = Settings.model_validate_json(sys.stdin.read())
    configure_logs(settings.log.level, settings.log.format, sys.stderr)
    try:
        asyncio.run(renew_here(settings, sys.argv[1]))
    except KhuyencongError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(1) from None


async def renew_here(settings: Settings, dead: str) -> None:
    """In this process.  Raises DeliveryError, StoreBusyError."""
    store = open_store(settings.database.url)
    clock = LocalClock(settings.zone)
    try:
        async with Client(place_of(settings)) as client:
            holder = f"{os.getpid()}"
            await Renewal(store, owner_of(settings), clock, client.buy, holder).renew(dead)
    finally:
        store.close()


def _start(settings: Settings, dead: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, "-m", "bot.bootstrap.outliving", dead],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        start_new_session=True,  # Ctrl-C is not meant for it
    )
    assert process.stdin is not None  # noqa: S101 - it is a pipe
    with process.stdin as pipe:
        pipe.write(settings.model_dump_json(by_alias=True))
    return process


if __name__ == "__main__":
    main()
