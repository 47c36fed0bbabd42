"""What only a database on a disk can get wrong: opening it twice, locks, a full disk, remains."""

import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from textwrap import dedent

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, event, make_url
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from bot.dialogue.conversation import Conversation
from bot.errors import ConfigError, StoreBusyError
from bot.message import Reply
from bot.ports import Store
from bot.storage.database import SqlStore, open_store
from bot.storage.migrate import migrate
from bot.storage.schema import metadata
from bot.storage.sqlite import sqlite_engine
from tests.fakes import AN, NOON, said, wants_a_call


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database will be, in a folder that is not there yet."""
    return tmp_path / "data" / "bot.db"


def opened(path: Path, patience: float = 0.05) -> SqlStore:
    return open_store(f"sqlite:///{path}", patience)


def pragma(store: SqlStore, name: str) -> object:
    """A setting as the store's own connections have it."""
    with store.engine.connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def test_a_new_database_is_private_and_durable(path: Path) -> None:
    """Only its owner may read it, and a commit that returned survives a power cut."""
    store = opened(path)
    with store.transaction() as kept:
        kept.inbox.add(said("chào"))
    modes = {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert modes == {0o600}
    assert pragma(store, "journal_mode") == "wal"
    assert pragma(store, "synchronous") == 2
    assert pragma(store, "foreign_keys") == 1
    assert pragma(store, "secure_delete") == 1
    store.close()


def test_migrations_make_the_tables_of_the_schema(path: Path) -> None:
    """Nothing is missing and nothing is left over."""
    opened(path).close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_questions_of_an_older_database_are_kept(path: Path) -> None:
    """The column for what was picked comes later; before it nothing was."""
    path.parent.mkdir()
    engine = sqlite_engine(make_url(f"sqlite:///{path}"), 1)
    with engine.begin() as connection:
        migrate(connection, "0001")
        connection.exec_driver_sql(
            "INSERT INTO missed (question, asked_at, channel, score)"
            " VALUES ('giá vàng', '2026-11-23 02:00:00.000000', 'web', 0.0)"
        )
    engine.dispose()
    store = opened(path)
    with store.transaction() as kept:
        [missed] = kept.missed.recent(2)
    assert (missed.question, missed.chosen) == ("giá vàng", None)
    store.close()


def test_opening_again_finds_what_was_kept(path: Path) -> None:
    """Migrations have nothing to do the second time."""
    store = opened(path)
    with store.transaction() as kept:
        kept.inbox.add(said("chào"))
    store.close()
    store = opened(path)
    with store.transaction() as kept:
        assert kept.inbox.oldest() == said("chào")
    store.close()


def test_processes_may_open_it_at_the_same_time(path: Path) -> None:
    """One migrates, the others wait for it."""
    script = dedent("""
        import sys
        from bot.storage.database import open_store
        sys.stdin.readline()
        open_store(sys.argv[1]).close()
    """)
    command = [sys.executable, "-c", script, f"sqlite:///{path}"]
    processes = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    with ThreadPoolExecutor(3) as threads:
        errors = list(threads.map(lambda process: process.communicate("go\n")[1], processes))
    assert errors == ["", "", ""]
    assert [process.returncode for process in processes] == [0, 0, 0]


def test_a_locked_database_is_busy(path: Path) -> None:
    """Another process is writing: nothing was written here, later it will work."""
    store = opened(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusyError, match="đang bận"), store.transaction():
        pass
    other.execute("ROLLBACK")
    other.close()
    with store.transaction() as kept:
        assert kept.inbox.add(said("chào"))
    store.close()


def test_a_thread_that_waits_too_long_is_told(path: Path) -> None:
    """Threads take turns without asking the database."""
    store = opened(path)

    def also() -> None:
        with store.transaction():
            pass

    with store.transaction(), ThreadPoolExecutor(1) as threads:
        refused = threads.submit(also).exception()
    assert isinstance(refused, StoreBusyError)
    store.close()


def test_a_full_disk_loses_nothing_that_was_kept(path: Path) -> None:
    """What does not fit is refused as a whole; after making room it fits."""
    store = opened(path)
    with store.transaction() as kept:
        kept.inbox.add(said("chào"))

    def add_much() -> None:
        with store.transaction() as kept:
            kept.inbox.finish(said("chào"), NOON)
            kept.inbox.add(said("x" * 1_000_000, event="much"))

    pragma(store, "max_page_count = 1")  # as many as there are
    with pytest.raises(StoreBusyError, match="Đĩa đã đầy"):
        add_much()
    with store.transaction() as kept:
        assert kept.inbox.oldest() == said("chào")
    pragma(store, "max_page_count = 100000")
    add_much()
    store.close()


def test_a_database_that_may_only_be_read_is_busy(path: Path) -> None:
    """An administrator reads what to check."""
    opened(path).close()
    engine = sqlite_engine(make_url(f"sqlite:///{path}"), 0.05)
    store = SqlStore(engine)

    def forbid_writing(connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA query_only = ON")

    event.listen(engine, "begin", forbid_writing)

    def add() -> None:
        with store.transaction() as kept:
            kept.inbox.add(said("chào"))

    with pytest.raises(StoreBusyError, match="quyền ghi"):
        add()
    store.close()


def test_a_folder_that_cannot_be_made_is_busy(tmp_path: Path) -> None:
    """A file lies where the folder should be."""
    (tmp_path / "data").touch()
    with pytest.raises(StoreBusyError, match="quyền ghi"):
        opened(tmp_path / "data" / "bot.db")


def test_a_broken_file_is_not_acknowledged(path: Path) -> None:
    """What cannot be kept is told to be sent again, until somebody has restored the file."""
    path.parent.mkdir()
    path.write_bytes(b"no database at all, but long enough to have a header" * 20)
    with pytest.raises(StoreBusyError, match="bị hỏng"):
        open_store(f"sqlite:///{path}")


def test_other_errors_are_not_called_busy(path: Path) -> None:
    """Trying later would not help."""
    store = opened(path)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE inbox")
    with pytest.raises(OperationalError, match="no such table"), store.transaction() as kept:
        kept.inbox.oldest()
    store.close()


def test_errors_do_not_tell_what_was_written(path: Path) -> None:
    """They end up in logs, and people's words do not belong there."""
    store = opened(path)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE missed")
        connection.exec_driver_sql("DROP TABLE inbox")
    with pytest.raises(OperationalError) as caught, store.transaction() as kept:
        kept.inbox.add(said("bí mật của An"))
    assert "bí mật" not in str(caught.value)
    store.close()


@pytest.mark.parametrize(
    "state",
    ["", "{", "[]", '{"address": {"channel": "web"}}', '{"form": {"step": "of old"}}', "\x00"],
)
def test_an_unreadable_conversation_begins_again(path: Path, state: str) -> None:
    """It is logged without its content, and the bot goes on."""
    store = opened(path)
    with store.transaction() as kept:
        kept.conversations.save(Conversation(AN, topic="fair"))
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE conversations SET state = ?", (state,))
    with capture_logs() as logs, store.transaction() as kept:
        assert kept.conversations.get(AN) == Conversation(AN)
    assert [entry["value"] for entry in logs] == ["conversation"]
    assert "of old" not in str(logs)
    store.close()


def test_fields_of_another_version_are_passed_over(path: Path) -> None:
    """What is new has its default, what is gone is ignored."""
    store = opened(path)
    with store.transaction() as kept:
        kept.conversations.save(Conversation(AN))
    state = '{"address": {"channel": "web", "chat": "an"}, "topic": "fair", "mood": "good"}'
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE conversations SET state = ?", (state,))
    with store.transaction() as kept:
        assert kept.conversations.get(AN) == Conversation(AN, topic="fair")
    store.close()


def test_a_reply_with_unreadable_buttons_still_speaks(path: Path) -> None:
    """And a lead with unreadable details still has its phone."""
    store = opened(path)
    with store.transaction() as kept:
        kept.outbox.add("k", AN, Reply("dạ"), NOON)
        number = kept.leads.add(wants_a_call(), "nhóm 1")
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE outbox SET buttons = '[1]'")
        connection.exec_driver_sql("UPDATE leads SET details = '?'")
    with store.transaction() as kept:
        assert kept.outbox.find()[0].reply == Reply("dạ")
        back = kept.leads.get(number)
        assert back is not None
        assert (back.lead.phone, back.lead.details) == ("+84900000001", ())
    store.close()


def everything_on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


def erase(store: Store) -> None:
    with store.transaction() as kept:
        kept.conversations.erase(AN)
        kept.leads.erase([lead.id for lead in kept.leads.find(address=AN)])


def test_what_is_erased_is_gone_from_the_disk(path: Path) -> None:
    """From every file of the database, not only from the tables."""
    store = opened(path)
    with store.transaction() as kept:
        kept.inbox.add(said("cưa xẻ gỗ của tôi", event="1"))
        kept.inbox.finish(said("cưa xẻ gỗ của tôi", event="1"), NOON)
        kept.conversations.save(Conversation(AN, question="cưa xẻ gỗ của tôi"))
        kept.leads.add(wants_a_call(), "nhóm 1")
        kept.outbox.add("k", AN, Reply("chào chủ cưa xẻ gỗ"), NOON)
        kept.outbox.sent(kept.outbox.find()[0].id, NOON)
    assert "cưa xẻ gỗ".encode() in everything_on_disk(path)
    erase(store)
    assert "cưa xẻ gỗ".encode() not in everything_on_disk(path)
    assert b"+84900000001" not in everything_on_disk(path)
    store.close()


def test_remains_held_by_a_reader_are_swept_later(path: Path) -> None:
    """Whoever still reads the old pages keeps them for a while; the next transaction sweeps."""
    store = opened(path)
    with store.transaction() as kept:
        kept.leads.add(wants_a_call(), "nhóm 1")
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM leads").fetchone()
    erase(store)
    reader.execute("COMMIT")
    reader.close()
    with store.transaction():
        pass
    assert b"+84900000001" not in everything_on_disk(path)
    store.close()


def test_an_address_that_is_none(tmp_path: Path) -> None:
    """A slip in the settings is said, without repeating what may hold a password."""
    with pytest.raises(ConfigError, match=r"database\.url"):
        open_store("garbage")
