from __future__ import annotations

import subprocess
import sys

import pytest

from bot.cli import COMMANDS

HEAVY = ("telegram", "httpx", "aiohttp")
SERVERS = {"run", "qr", "zalo", "doctor", "rehearse"}
"""Commands that talk to the network."""


@pytest.mark.parametrize("command", [one for one in COMMANDS if one not in SERVERS])
def test_a_command_loads_no_library_of_the_servers(command: str) -> None:
    """`ask` has to answer within a second and a half of being started."""
    code = f"import sys, bot.cli.{command}; print(*(set(sys.modules) & set({HEAVY})))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == ""
