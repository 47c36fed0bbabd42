from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Khuyencong

SMALL = str(Path(__file__).parents[1] / "dialogue" / "small")


def test_one_question(khuyencong: Khuyencong) -> None:
    """The answer as a person reads it, its buttons numbered."""
    result = khuyencong("ask", "xin tien mua may moi", "--knowledge", SMALL)
    assert result.exit_code == 0
    assert "Nguồn: Luật Thử (2024), Điều 4." in result.stdout
    assert "1. Xem thêm" in result.stdout


def test_a_file_of_questions_as_json(khuyencong: Khuyencong, tmp_path: Path) -> None:
    """One object a line in the order of the questions, nothing else on standard output."""
    questions = tmp_path / "hoi.txt"
    questions.write_text("đi hội chợ\nxin chào\n\nthời tiết hôm nay\n", "utf-8")
    result = khuyencong("ask", "--file", str(questions), "--json", "--knowledge", SMALL)
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["question"] for line in lines] == ["đi hội chợ", "xin chào", "thời tiết hôm nay"]
    assert [line["kind"] for line in lines] == ["answer", "greeting", "unknown"]


def test_an_answer_at_another_time(khuyencong: Khuyencong) -> None:
    """--at shows what people will read on that day."""
    words = ("ask", "lớp khởi sự doanh nghiệp", "--knowledge", SMALL)
    assert "Lớp mở" in khuyencong(*words, "--at", "2026-10-31").stdout
    assert "hết hiệu lực" in khuyencong(*words, "--at", "2026-11-01T00:00").stdout


def test_why_this_answer(khuyencong: Khuyencong) -> None:
    """--explain tells the limits and what the question was near to."""
    shown = khuyencong("ask", "đi hội chợ", "--knowledge", SMALL, "--explain").stdout
    assert "ngưỡng" in shown
    assert "fair.overview" in shown


def test_wrong_usage_is_two(khuyencong: Khuyencong) -> None:
    """No question, both kinds of question, a file that is not there."""
    for words in (["ask"], ["ask", "a", "--file", __file__], ["ask", "--file", "gone"]):
        assert khuyencong(*words).exit_code == 2, words


def test_a_wrong_time_is_said(khuyencong: Khuyencong) -> None:
    """Bad input gets a sentence in Vietnamese and exit code 1."""
    result = khuyencong("ask", "đi hội chợ", "--at", "hôm qua")
    assert result.exit_code == 1
    assert "2026-12-01" in result.stderr


def test_broken_knowledge_is_told_not_traced(khuyencong: Khuyencong, tmp_path: Path) -> None:
    """File, line, column and why."""
    (tmp_path / "k").mkdir()
    (tmp_path / "k" / "a.yaml").write_text("entries:\n  - id: a\n    titel: b\n", "utf-8")
    result = khuyencong("ask", "gì", "--knowledge", "k")
    assert result.exit_code == 1
    assert "k/a.yaml:3:5" in result.stderr
    assert "Traceback" not in result.output


def test_the_program_starts_as_a_module_and_writes_nothing(tmp_path: Path) -> None:
    """`python -m bot ask` from an empty folder finds the shipped knowledge and leaves no file."""
    top = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "khuyến công là gì", "--json"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(top)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["kind"] == "answer"
    assert list(tmp_path.iterdir()) == []
