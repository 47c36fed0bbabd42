"""Prepares knowledge for being asked, and keeps what was learned from it beside other caches.

The same files are learned once: the next start reads arrays of numbers from
`~/.cache/khuyencong/<what they were learned from>/`.  Whatever goes wrong there is no more than a
slower start, so it is passed over.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.dialogue.lessons import lessons_of
from bot.dialogue.understanding import understand
from bot.matching.learned import Learned
from bot.matching.thresholds import Thresholds

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.dialogue.understanding import Understanding
    from bot.knowledge.snapshot import Knowledge

_PACKAGE = Path(__file__).resolve().parent.parent
_KEPT = 3
"""So many states of the knowledge stay, those used last: editing makes a new one each time."""
_LIMITS = "thresholds.json"


def cache_dir(settings: Settings) -> Path | None:
    """Where prepared knowledge is kept; None where there is no such place."""
    if settings.knowledge.cache:
        return settings.knowledge.cache
    with suppress(RuntimeError):  # an account without a home
        base = os.environ.get("XDG_CACHE_HOME")
        return (Path(base) if base else Path.home() / ".cache") / "khuyencong"
    return None


def prepare(knowledge: Knowledge, kept_in: Path | None) -> Understanding:
    """The understanding of a snapshot, from what is kept or learned anew and kept."""
    if kept_in is None:
        return understand(knowledge)
    folder = kept_in / _fingerprint(knowledge)
    kept = _read(folder)
    if kept is not None:
        return understand(knowledge, *kept)
    understanding = understand(knowledge)
    with suppress(OSError):
        _keep(understanding, folder)
    return understanding


def _read(folder: Path) -> tuple[Learned, Thresholds] | None:
    """What is kept there, mapped into memory: only what a question touches is read from disk.
    None when nothing is, or it is broken.
    """
    try:
        arrays = {
            file.stem: np.asarray(np.load(file, mmap_mode="r", allow_pickle=False))
            for file in folder.glob("*.npy")
        }
        limits = Thresholds(**json.loads((folder / _LIMITS).read_text("utf-8")))
        learned = Learned.unpack(arrays)
    except (OSError, EOFError, ValueError, LookupError, TypeError):
        return None
    with suppress(OSError):
        os.utime(folder)  # what is in use is the last to go
    return learned, limits


def _keep(understanding: Understanding, folder: Path) -> None:
    """Write a folder beside and give it its name when it is whole."""
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".new-") as name:
        new = Path(name) / folder.name
        new.mkdir()
        for key, array in understanding.matcher.learned.pack().items():
            np.save(new / f"{key}.npy", array, allow_pickle=False)
        limits = asdict(understanding.matcher.thresholds)
        (new / _LIMITS).write_text(json.dumps(limits), "utf-8")
        shutil.rmtree(folder, ignore_errors=True)  # what could not be read
        new.rename(folder)
    _forget_older(folder.parent)


def _forget_older(kept_in: Path) -> None:
    states = sorted(kept_in.glob("[0-9a-f]*"), key=lambda state: state.stat().st_mtime)
    for state in states[:-_KEPT]:
        shutil.rmtree(state, ignore_errors=True)


def _fingerprint(knowledge: Knowledge) -> str:
    """Changes with whatever could change what is learned: the knowledge, the code, numpy."""
    digest = hashlib.sha256(repr(lessons_of(knowledge)).encode())
    digest.update(_code())
    return digest.hexdigest()[:32]


@cache
def _code() -> bytes:
    digest = hashlib.sha256(np.__version__.encode())
    for room in ("matching", "text", "dialogue"):
        for file in sorted((_PACKAGE / room).glob("*.py")):
            digest.update(file.read_bytes())
    return digest.digest()
