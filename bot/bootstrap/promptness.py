"""Settings of Python itself that keep whoever waits for an acknowledgement from waiting longer."""

from __future__ import annotations

import gc
import sys

SWITCH_SECONDS = 0.001
"""Python lets a thread that thinks go on for 5 ms before another one gets its turn.  Taking a
message in needs several turns, each of which lasts less than a tenth of that.
"""


def answer_the_door_first() -> None:
    """Let the threads take turns more often."""
    sys.setswitchinterval(SWITCH_SECONDS)


def spare_the_collector() -> None:
    """What is there now stays: looking through all of the knowledge for garbage, again and again,
    stops everybody for tens of milliseconds.
    """
    gc.collect()
    gc.freeze()
