"""Knowledge is learned from once; the next start reads what was kept."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.bootstrap.answering import load_knowledge
from bot.bootstrap.preparing import cache_dir, prepare
from bot.config import Settings
from bot.dialogue import understanding as learning
from bot.knowledge.snapshot import Knowledge

SMALL = Path(__file__).parents[1] / "dialogue" / "small"
QUESTION = "ho tro mua may bao nhieu"


@pytest.fixture
def knowledge() -> Knowledge:
    return load_knowledge(SMALL).knowledge


def _states(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def test_a_second_start_answers_alike_and_learns_nothing(
    knowledge: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = prepare(knowledge, tmp_path)
    monkeypatch.setattr(learning, "derive", None)
    second = prepare(knowledge, tmp_path)
    assert second.matcher.rank(QUESTION) == first.matcher.rank(QUESTION) != []
    assert second.limits == first.limits
    assert isinstance(second.matcher.learned.index.arrays()["worth"].base, np.memmap)
    assert len(_states(tmp_path)) == 1


START = """
import sys
from pathlib import Path
from bot.bootstrap.answering import load_knowledge
from bot.bootstrap.preparing import prepare
prepare(load_knowledge(Path(sys.argv[1])).knowledge, Path(sys.argv[2]))
"""


def test_a_second_process_finds_what_the_first_one_kept(tmp_path: Path) -> None:
    """In each of them sets of strings have an order of their own."""
    for seed in ("1", "2", "3"):
        command = [sys.executable, "-c", START, str(SMALL), str(tmp_path / "cache")]
        subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": seed}, check=True)
    assert len(_states(tmp_path / "cache")) == 1


EVENT = """\
events:
  - id: event.moi
    title: Hội chợ mới
    kind: fair
    ask: [hội mới]
    status: live
    sources: []
"""
EDITS = {
    "a way of asking": ("ask:\n", "ask:\n      - cách hỏi mới\n"),
    "a topic": ("    topic: machinery\n    aspect: overview\n", ""),
    "an event": ("entries:\n", EVENT + "entries:\n"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_is_learned_anew(knowledge: Knowledge, tmp_path: Path, edit: str) -> None:
    """Whatever changes what can be meant changes what is learned; nothing old is taken for it."""
    prepare(knowledge, tmp_path / "cache")
    [file] = SMALL.glob("*.yaml")
    (tmp_path / file.name).write_text(file.read_text("utf-8").replace(*EDITS[edit], 1), "utf-8")
    edited = load_knowledge(tmp_path).knowledge
    assert prepare(edited, tmp_path / "cache").matcher.rank(QUESTION)
    assert len(_states(tmp_path / "cache")) == 2


def test_an_edit_of_an_answer_teaches_nothing(knowledge: Knowledge, tmp_path: Path) -> None:
    prepare(knowledge, tmp_path / "cache")
    [file] = SMALL.glob("*.yaml")
    text = file.read_text("utf-8").replace("answer: |\n", "answer: |\n      Thêm một câu.\n", 1)
    (tmp_path / file.name).write_text(text, "utf-8")
    prepare(load_knowledge(tmp_path).knowledge, tmp_path / "cache")
    assert len(_states(tmp_path / "cache")) == 1


@pytest.mark.parametrize("broken", ["language.cells.npy", "thresholds.json", "words.npy"])
def test_a_broken_file_is_only_a_slower_start(
    knowledge: Knowledge, tmp_path: Path, broken: str
) -> None:
    """It is learned anew and written again, so that the start after that one is fast."""
    expected = prepare(knowledge, tmp_path).matcher.rank(QUESTION)
    [state] = _states(tmp_path)
    whole = (state / broken).read_bytes()
    for half in (b"\x93NUMPY half", b"", None):
        (state / broken).unlink()
        if half is not None:
            (state / broken).write_bytes(half)
        assert prepare(knowledge, tmp_path).matcher.rank(QUESTION) == expected
        assert (state / broken).read_bytes() == whole


def test_objects_in_a_kept_file_are_never_loaded(knowledge: Knowledge, tmp_path: Path) -> None:
    prepare(knowledge, tmp_path)
    [state] = _states(tmp_path)
    np.save(state / "discount.npy", np.asarray([object()], dtype=object), allow_pickle=True)
    assert prepare(knowledge, tmp_path).matcher.rank(QUESTION)


def test_where_nothing_can_be_kept_the_start_is_only_slower(
    knowledge: Knowledge, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert prepare(knowledge, blocked).matcher.rank(QUESTION)
    assert prepare(knowledge, None).matcher.rank(QUESTION)


def test_only_the_latest_states_stay(knowledge: Knowledge, tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number:032x}").mkdir()
    prepare(knowledge, tmp_path)
    assert len(_states(tmp_path)) == 3


def test_what_is_in_use_outlives_later_states(knowledge: Knowledge, tmp_path: Path) -> None:
    prepare(knowledge, tmp_path)
    [used] = _states(tmp_path)
    os.utime(used, (0, 0))
    for number in range(3):
        (tmp_path / f"{number:032x}").mkdir()
    prepare(knowledge, tmp_path)  # reads it
    prepare(replace(knowledge, out_of_scope=("thời tiết hôm nay",)), tmp_path)
    assert used in _states(tmp_path)


def test_the_place_is_the_one_that_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_dir(Settings()) == tmp_path / "khuyencong"
    assert cache_dir(Settings.model_validate({"knowledge": {"cache": "/x"}})) == Path("/x")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", _homeless)
    assert cache_dir(Settings()) is None


def _homeless() -> Path:
    raise RuntimeError
