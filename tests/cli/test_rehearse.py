from __future__ import annotations

import socket
from pathlib import Path

from tests.cli.conftest import Khuyencong


def test_the_port_is_taken(khuyencong: Khuyencong) -> None:
    """Somebody else has it: what to do is said."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        done = khuyencong("rehearse", "--port", port)
    assert done.exit_code == 1
    assert f"Không mở được cổng {port}: đã có chương trình khác dùng" in done.stderr


def test_the_knowledge_is_broken(khuyencong: Khuyencong, tmp_path: Path) -> None:
    """The bot does not start, and its last words are shown."""
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "a.yaml").write_text("entries: [\n", "utf-8")
    done = khuyencong("rehearse", "--port", "0", "--knowledge", "broken")
    assert done.exit_code == 1
    assert "a.yaml:" in done.stderr
