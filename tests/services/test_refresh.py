"""Edits are picked up while the bot runs, with real files and the real watcher."""

from __future__ import annotations

import asyncio
import os
import shutil
import threading
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from structlog.testing import capture_logs
from watchfiles import awatch

from bot.errors import KnowledgeError
from bot.knowledge.mistake import Mistake
from bot.services.refresh import Refresh

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

LATEST = 2.0
"""Seconds within which an edit must be served."""


class Served:
    """A folder of texts, what was read from it, and what is served."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.values: list[str] = []
        self.threads: set[int] = set()

    def load(self) -> str:
        """Read everything; refuse what is wrong."""
        self.threads.add(threading.get_ident())
        files = sorted(self.path.rglob("*.yaml")) if self.path.is_dir() else [self.path]
        text = "".join(file.read_text("utf-8") for file in files)
        if "sai" in text or not text:
            raise KnowledgeError([Mistake("a.yaml", 3, 5, "thiếu mục answer")])
        return text

    async def wait_for(self, value: str) -> None:
        """Wait until it is served."""
        await until(lambda: self.values[-1:] == [value], lambda: repr(self.values))


async def until(is_reached: Callable[[], bool], found: Callable[[], str] = str) -> None:
    """Wait until it is so, as long as an edit may take."""
    try:
        async with asyncio.timeout(LATEST):
            while not is_reached():  # noqa: ASYNC110 - what is watched lives in another thread
                await asyncio.sleep(0.01)
    except TimeoutError:
        pytest.fail(f"not reached; found {found()}")


@asynccontextmanager
async def watching(served: Served) -> AsyncIterator[None]:
    current = served.load()
    watch = Refresh(served.path, served.load, served.values.append, current)
    task = asyncio.create_task(watch.run())
    await until(lambda: len(served.threads) > 1)  # the first look, when the watch stands
    yield
    assert not task.done()
    task.cancel()
    await asyncio.wait([task])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fill(tmp_path / "knowledge", "một")
    return tmp_path / "knowledge"


def fill(path: Path, text: str) -> None:
    path.mkdir()
    (path / "a.yaml").write_text(text, "utf-8")


async def test_edit_is_served(folder: Path) -> None:
    """A saved file is served within two seconds, read in another thread."""
    served = Served(folder)
    async with watching(served):
        (folder / "a.yaml").write_text("hai", "utf-8")
        await served.wait_for("hai")
    assert len(served.threads - {threading.get_ident()}) >= 1


async def test_edit_before_the_watch_is_served(folder: Path) -> None:
    """What changed between the first reading and the start of the watch is not missed."""
    served = Served(folder)
    task = asyncio.create_task(
        Refresh(folder, served.load, served.values.append, "bản cũ hơn").run()
    )
    await served.wait_for("một")
    task.cancel()


async def test_broken_edit_changes_nothing_and_is_told(folder: Path) -> None:
    """A broken edit is logged line by line; mending it serves the mended text."""
    served = Served(folder)
    with capture_logs() as logs:
        async with watching(served):
            (folder / "a.yaml").write_text("sai", "utf-8")
            await until(lambda: bool(logs))
            (folder / "a.yaml").write_text("đúng", "utf-8")
            await served.wait_for("đúng")
    assert logs[0]["event"] == "nội dung vừa sửa có lỗi, bot vẫn dùng bản trước"
    assert logs[0]["reasons"] == ["a.yaml:3:5: thiếu mục answer"]


async def test_editor_renames_a_new_file(folder: Path) -> None:
    """Editors write beside the file and rename, again and again; each time counts."""
    served = Served(folder)
    async with watching(served):
        for number in ("hai", "ba"):
            (folder / "a.yaml~").write_text(number, "utf-8")
            (folder / "a.yaml~").rename(folder / "a.yaml")
            await served.wait_for(number)


async def test_half_written_file(folder: Path) -> None:
    """A file emptied before it is written is not served empty."""
    served = Served(folder)
    with capture_logs() as logs:
        async with watching(served):
            (folder / "a.yaml").write_text("", "utf-8")
            await until(lambda: bool(logs))
            (folder / "a.yaml").write_text("hai", "utf-8")
            await served.wait_for("hai")


async def test_deleted_and_new_files(folder: Path) -> None:
    """Files may come and go, in folders below too."""
    served = Served(folder)
    async with watching(served):
        (folder / "more").mkdir()
        (folder / "more" / "b.yaml").write_text(" hai", "utf-8")
        await served.wait_for("một hai")
        (folder / "a.yaml").unlink()
        await served.wait_for(" hai")


async def test_folder_is_replaced(folder: Path) -> None:
    """A folder that is taken away and put back, as by an update, is still watched."""
    served = Served(folder)
    with capture_logs() as logs:
        async with watching(served):
            shutil.rmtree(folder)
            await until(lambda: bool(logs))
            fill(folder, "hai")
            await served.wait_for("hai")
            (folder / "a.yaml").write_text("ba", "utf-8")
            await served.wait_for("ba")


async def test_same_content_is_not_served_again(folder: Path) -> None:
    """Saving without a change swaps nothing."""
    served = Served(folder)
    async with watching(served):
        (folder / "a.yaml").write_text("một", "utf-8")
        (folder / "b.yaml").write_text(" hai", "utf-8")
        await served.wait_for("một hai")
    assert served.values == ["một hai"]


async def test_single_file_among_others(tmp_path: Path) -> None:
    """One file is watched through renames; its neighbors are no reason to read it."""
    file = tmp_path / "collaborators.yaml"
    file.write_text("An", "utf-8")
    served = Served(file)
    async with watching(served):
        (tmp_path / "khuyencong.db").write_text("x", "utf-8")
        for name in ("Bình", "Chi"):
            (tmp_path / "new").write_text(name, "utf-8")
            (tmp_path / "new").rename(file)
            await served.wait_for(name)
    assert served.values == ["Bình", "Chi"]


async def test_surprise_in_loading_does_not_end_the_watch(folder: Path) -> None:
    """A file that cannot be read as text is logged, and the next edit is served."""
    served = Served(folder)
    with capture_logs() as logs:
        async with watching(served):
            (folder / "a.yaml").write_bytes(b"\xff")
            await until(lambda: bool(logs))
            (folder / "a.yaml").write_text("hai", "utf-8")
            await served.wait_for("hai")
    assert logs[0]["exc_info"]


async def test_folder_comes_later(tmp_path: Path) -> None:
    """Not even the folder around needs to be there at the start."""
    served = Served(tmp_path / "new" / "collaborators.yaml")
    task = asyncio.create_task(Refresh(served.path, served.load, served.values.append, "").run())
    served.path.parent.mkdir()
    served.path.write_text("An", "utf-8")
    await served.wait_for("An")
    task.cancel()


async def test_system_without_notifications(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system has no watches left, files are looked at from time to time."""

    def scarce(*paths: Path, force_polling: bool | None, **options: Any) -> Any:
        if not force_polling:
            raise OSError("no space left on device")
        return awatch(*paths, force_polling=True, **options)

    monkeypatch.setattr("bot.services.refresh.awatch", scarce)
    os.utime(folder / "a.yaml", (0, 0))  # looking from time to time, only whole seconds tell apart
    served = Served(folder)
    with capture_logs() as logs:
        async with watching(served):
            (folder / "a.yaml").write_text("hai", "utf-8")
            await served.wait_for("hai")
    assert logs[0]["reason"] == "no space left on device"


async def test_a_path_that_cannot_be_watched_leaves_the_others_alone(tmp_path: Path) -> None:
    """A folder that is a file is looked at now and then; the event loop goes on meanwhile."""
    (tmp_path / "file").write_text("x", "utf-8")
    path = tmp_path / "file" / "folder" / "a.yaml"
    with capture_logs() as logs:
        watching = asyncio.create_task(Refresh(path, str, lambda _: None, "").run())
        await asyncio.wait_for(asyncio.sleep(0.1), LATEST)
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
    assert len(logs) == 1
