"""All that is particular to SQLite: one private file, one writer, every commit on the disk.

Another database is another module like this one; the tables and queries stay the same.
"""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from sqlalchemy import Connection, StaticPool, create_engine, event

from bot.errors import StoreBusyError

if TYPE_CHECKING:
    from sqlalchemy import URL, Engine
    from sqlalchemy.engine.default import DefaultExecutionContext

log = structlog.get_logger()

PRAGMAS = (
    "PRAGMA synchronous = FULL",  # a commit that returned survives a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is erased is overwritten with zeros
)
BUSY = "Cơ sở dữ liệu đang bận, xin thử lại sau ít phút."
NOT_WRITABLE = "Không ghi được vào tệp cơ sở dữ liệu; xin kiểm tra quyền ghi của thư mục."
BROKEN = "Tệp cơ sở dữ liệu bị hỏng; xin dừng bot rồi khôi phục bản sao lưu (docs/van-hanh.md)."
"""Also a reason to be asked again later: what is acknowledged now would be lost."""
SENTENCES = {
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_FULL: "Đĩa đã đầy nên chưa ghi được gì; xin giải phóng chỗ trống rồi thử lại.",
    sqlite3.SQLITE_IOERR: "Ổ đĩa báo lỗi khi đọc hoặc ghi; xin kiểm tra ổ đĩa rồi thử lại.",
    sqlite3.SQLITE_READONLY: NOT_WRITABLE,
    sqlite3.SQLITE_CANTOPEN: NOT_WRITABLE,
    sqlite3.SQLITE_CORRUPT: BROKEN,
    sqlite3.SQLITE_NOTADB: BROKEN,
}


def sqlite_engine(url: URL, patience: float) -> Engine:
    """An engine on a file that only its owner may read; waits `patience` seconds for a lock."""
    if url.database:
        _create_file(Path(url.database))
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": patience})
    return _listening(engine)


def memory_engine() -> Engine:
    """An engine on a database of its own, gone with the process."""
    shared = {"check_same_thread": False}  # one connection for all threads, each in its turn
    engine = create_engine(
        "sqlite://", hide_parameters=True, poolclass=StaticPool, connect_args=shared
    )
    return _listening(engine)


def busy_sentence(error: BaseException | None) -> str | None:
    """What to tell an administrator when trying later may help; None when it will not."""
    if not isinstance(error, sqlite3.DatabaseError):
        return None
    primary = error.sqlite_errorcode & 0xFF  # the rest of an extended code tells the variety
    return SENTENCES.get(primary)


def sweep(engine: Engine) -> None:
    """Empty the write-ahead log when something was deleted: its old pages still hold the text."""
    raw = engine.raw_connection()
    try:
        if raw.info.get("has_deleted"):
            row = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            raw.info["has_deleted"] = is_held = bool(row[0])
            if is_held:  # by a reader in another process; the next transaction tries again
                log.warning("nội dung đã xoá chưa được dọn khỏi tệp ghi trước (WAL)")
    finally:
        raw.close()


def _listening(engine: Engine) -> Engine:
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "after_cursor_execute", _remember_deletion)
    return engine


def _create_file(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # SQLite gives its -wal and -shm files the mode of this one.
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreBusyError(NOT_WRITABLE) from error


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver would begin late, and not at once for writing
    _switch_to_wal(connection)
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    """Try a few times: for this alone SQLite does not wait when two processes open a new file."""
    for pause in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(pause)
        else:
            return
    connection.execute("PRAGMA journal_mode = WAL")


def _begin(connection: Connection) -> None:
    """Ask for the right to write at once: asking in the middle could fail halfway."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _remember_deletion(
    connection: Connection,
    _cursor: object,
    _statement: str,
    _parameters: object,
    context: DefaultExecutionContext | None,
    _many: bool,  # noqa: FBT001 - the signature is SQLAlchemy's
) -> None:
    if context is not None and context.isdelete:
        connection.info["has_deleted"] = True
