"""What `python -m bench.faults` plays at full length, shorter."""

import sys
from pathlib import Path

import pytest

from bench.faults.digests import digest
from bench.faults.edits import edit
from bench.faults.kills import kill
from bench.faults.repeats import repeat
from bench.faults.stopping import stop
from bench.faults.stores import full, locked, refuse
from tests.faults.conftest import Keeps


async def test_killed_at_random_instants(tmp_path: Path, keeps: Keeps) -> None:
    """On all platforms at once: what was acknowledged is answered once, or told as maybe sent."""
    keeps(await kill(tmp_path, seed=5, lives=2))


async def test_repeated_and_shuffled(tmp_path: Path, keeps: Keeps) -> None:
    """Each Update three times: no second answer, and each person's in order."""
    keeps(await repeat(tmp_path, seed=5, deliveries=180))


async def test_database_is_locked(tmp_path: Path, keeps: Keeps) -> None:
    """503 with Retry-After for everybody, and everything is delivered later."""
    keeps(await refuse(tmp_path, 5, "locked", locked, seconds=2.5))


@pytest.mark.skipif(sys.platform != "linux", reason="only there can a limit be set from outside")
async def test_disk_is_full(tmp_path: Path, keeps: Keeps) -> None:
    """The same, and the program lives on although it cannot even write its log."""
    keeps(await refuse(tmp_path, 5, "full", full, seconds=2.5))


async def test_told_to_stop_under_load(tmp_path: Path, keeps: Keeps) -> None:
    """Out within five seconds, while Telegram hangs and the database is locked."""
    keeps(await stop(tmp_path, seed=5, lives=1))


async def test_knowledge_is_saved_in_halves(tmp_path: Path, keeps: Keeps) -> None:
    """The last good one is served until the new one is whole."""
    keeps(await edit(tmp_path, seed=5, edits=2))


async def test_one_of_65_digests_has_to_wait(tmp_path: Path, keeps: Keeps) -> None:
    """The other 64 leave at full rate, it leaves after its time, and each arrives once."""
    keeps(await digest(tmp_path, seed=5, wait=3))
