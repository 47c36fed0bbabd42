"""Picks up edits of the files that administrators write, while the bot is running."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

import structlog
from watchfiles import Change, awatch

from bot.errors import KhuyencongError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

T = TypeVar("T")

SETTLE_MS = 50
"""How long nothing may change before we read: editors write a file in several steps."""
LONGEST_SETTLE_MS = 800
LOOK_AROUND_MS = 250
"""How often we look whether what we watch is still the same folder."""

log = structlog.get_logger()


class Refresh(Generic[T]):
    """Watches one folder, or one file, and hands on what was read from it after a good edit.

    `load` runs in a thread, `on_change` on the event loop.  A value equal to the last one is not
    handed on.  When `load` raises, the reasons are logged and nothing else happens.
    """

    def __init__(
        self, path: Path, load: Callable[[], T], on_change: Callable[[T], None], current: T
    ) -> None:
        self._path = path
        self._load = load
        self._on_change = on_change
        self._current = current
        """What is served; given at the start, so that an edit before the watch began is seen."""

    async def run(self) -> None:
        """Watch until cancelled."""
        must_poll: bool | None = None  # None: as the environment says, mostly not
        while True:
            try:
                async with aclosing(watch(self._path, must_poll=must_poll)) as changes:
                    async for _ in changes:
                        await self._reload()
            except FileNotFoundError:
                await asyncio.sleep(LOOK_AROUND_MS / 1000)  # not there (yet)
            except (OSError, RuntimeError) as error:  # what watchfiles raises, by the cause
                log.warning("máy không báo khi tệp thay đổi, bot tự xem định kỳ", reason=str(error))
                must_poll = True
                await asyncio.sleep(LOOK_AROUND_MS / 1000)  # it may last: others must get a turn

    async def _reload(self) -> None:
        try:
            loaded = await asyncio.to_thread(self._load)
            if loaded != self._current:
                self._on_change(loaded)
                self._current = loaded
                log.info("đã dùng nội dung vừa sửa", path=str(self._path))
        except KhuyencongError as error:
            log.warning(
                "nội dung vừa sửa có lỗi, bot vẫn dùng bản trước", reasons=str(error).splitlines()
            )
        except Exception:
            # One surprise must not end the watch: the next good edit has to be seen.
            log.exception("không đọc được nội dung vừa sửa, bot vẫn dùng bản trước")


async def watch(path: Path, *, must_poll: bool | None) -> AsyncGenerator[None, None]:
    """Yield once when the watch stands and after every change; end when it watches in vain.

    Raises FileNotFoundError when there is nothing to watch, other OSErrors when the system cannot.
    """
    target = find_target(path)
    is_first = True
    async for changes in awatch(
        target.folder,
        watch_filter=target.is_concerned,
        step=SETTLE_MS,
        debounce=LONGEST_SETTLE_MS,
        rust_timeout=LOOK_AROUND_MS,
        yield_on_timeout=True,
        force_polling=must_poll,
        recursive=target.name is None,
    ):
        if changes or is_first:
            yield
        is_first = False
        if target.is_gone(changes) or find_target(path) != target:
            return


@dataclass(frozen=True, slots=True)
class Target:
    """The folder that is watched, told from another one that takes its name later."""

    folder: Path
    name: str | None
    """The only file that matters; None: all of them.  A file is watched through its folder,
    because an editor that renames a new file over it would leave us watching the old one.
    """
    identity: tuple[int, int]

    def is_concerned(self, _change: Change, path: str) -> bool:
        """True when the change matters."""
        return self.name is None or Path(path).name == self.name

    def is_gone(self, changes: set[tuple[Change, str]]) -> bool:
        """True when the folder itself was deleted; the next one may get the same identity."""
        gone = {path for change, path in changes if change is Change.deleted}
        return any(Path(path) == self.folder for path in gone)


def find_target(path: Path) -> Target:
    """What to watch to see the path change.  Raises FileNotFoundError when there is nothing."""
    path = path.absolute()
    folder, name = (path, None) if path.is_dir() else (path.parent, path.name)
    found = folder.stat()
    return Target(folder, name, (found.st_dev, found.st_ino))
