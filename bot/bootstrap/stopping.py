"""How a program is told to stop."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress


def stop_signal() -> asyncio.Event:
    """Set once SIGTERM or SIGINT came.  To be called on the event loop."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows has no signal handlers on a loop
            loop.add_signal_handler(number, stopped.set)
    return stopped
