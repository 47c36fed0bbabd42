from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Khuyencong

SMALLEST = """entries:
  - id: fair.booth
    title: Hỗ trợ thuê gian hàng hội chợ
    ask:
      - thuê gian hàng hội chợ có được hỗ trợ không
    answer: |
      Có.
"""


def test_the_smallest_knowledge_is_valid_alone(khuyencong: Khuyencong, tmp_path: Path) -> None:
    """One file, one entry, one way to ask."""
    (tmp_path / "k").mkdir()
    (tmp_path / "k" / "mot.yaml").write_text(SMALLEST, "utf-8")
    result = khuyencong("check", "k")
    assert result.exit_code == 0, result.output
    assert "1 mục" in result.stdout
    assert khuyencong("check", "k", "--strict").exit_code == 1
    assert "Có." in khuyencong("ask", "thue gian hang hoi cho", "--knowledge", "k").stdout


def test_every_mistake_is_told_at_once(khuyencong: Khuyencong, tmp_path: Path) -> None:
    """Of all files, each with its place, and the exit code says so."""
    (tmp_path / "k").mkdir()
    (tmp_path / "k" / "a.yaml").write_text(SMALLEST.replace("title", "titel"), "utf-8")
    (tmp_path / "k" / "b.yaml").write_text(SMALLEST + "    next: [nowhere]\n", "utf-8")
    result = khuyencong("check", "k")
    assert result.exit_code == 1
    assert "k/a.yaml:3:5" in result.stdout
    assert "k/b.yaml:8:" in result.stdout


def test_the_shipped_knowledge_is_clean(khuyencong: Khuyencong) -> None:
    """No mistake, and every question of its own tests reaches its entry."""
    result = khuyencong("check")
    assert result.exit_code == 0, result.stdout[-3000:]


def test_the_limits_are_printed(khuyencong: Khuyencong) -> None:
    """Where *answer* begins is derived, and everybody may see it."""
    assert "Ngưỡng" in khuyencong("check").stdout
