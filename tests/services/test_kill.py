import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from bot.storage.database import open_store

ROOT = Path(__file__).parents[2]
LIVES = 14


@pytest.mark.skipif(not hasattr(os, "fork"), reason="lives are forks")
def test_killed_at_any_moment_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    """Acknowledged means answered, once; what nobody can know is recorded as maybe sent."""
    command = [sys.executable, "-m", "tests.services.mortal", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=60)
    *lines, exits = (tmp_path / "seen").read_text().splitlines()
    died = exits.split()[1:].count("-9")
    assert died >= 10
    assert exits.endswith(" 0")
    said = [f"{life}-{number}" for life in range(LIVES) for number in range(6)]
    sent = [line.split()[1:] for line in lines if line.startswith("sent")]

    acknowledged = [line.split()[1] for line in lines if line.startswith("acknowledged")]
    assert sorted(acknowledged) == sorted(said)
    for chat, first in (("web:an", 0), ("web:binh", 1)):
        shown = list(dict.fromkeys(text for to, text in sent if to == chat))
        assert shown == [name for name in said if int(name.split("-")[1]) % 3 == first]

    store = open_store(f"sqlite:///{tmp_path}/bot.db")
    with store.transaction() as kept:
        rows = kept.outbox.find()
    store.close()
    assert sorted(row.reply.text for row in rows) == sorted(said)
    times = Counter(text for to, text in sent if to == "telegram:chi")
    maybe = {row.reply.text for row in rows if row.state == "maybe_sent"}
    for_chi = {name for name in said if int(name.split("-")[1]) % 3 == 2}
    assert set(times.values()) <= {1}
    assert for_chi - set(times) <= maybe <= for_chi
    assert 3 <= len(maybe) <= died
