"""What programs require, for administrators at a terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Khuyencong


def test_programs_are_listed_with_what_may_come_of_them(khuyencong: Khuyencong) -> None:
    """And the file to edit."""
    result = khuyencong("rules", "list")
    assert result.exit_code == 0, result.output
    [line] = [line for line in result.stdout.splitlines() if line.startswith("program.machinery:")]
    assert "9 câu hỏi, 11 điều kiện" in line
    assert "Có thể đủ, Chưa đủ, Cần cán bộ xác nhận" in line
    assert "dieu-kien-may-moc.yaml:3:9" in line
    rows = [json.loads(one) for one in khuyencong("rules", "list", "--json").stdout.splitlines()]
    assert len(rows) == len(result.stdout.splitlines())
    assert {"program", "facts", "requirements", "verdicts", "written_at"} <= rows[0].keys()


def test_a_program_is_drawn(khuyencong: Khuyencong, tmp_path: Path) -> None:
    """As Mermaid text on standard output, or as a picture in a file."""
    assert khuyencong("rules", "show", "program.fair").stdout.startswith("flowchart TD\n")
    result = khuyencong("rules", "show", "program.fair", "--svg", "fair.svg")
    assert result.stdout == "Đã vẽ fair.svg.\n"
    assert (tmp_path / "fair.svg").read_text("utf-8").startswith("<svg ")


def test_everything_about_a_program_for_other_programs(khuyencong: Khuyencong) -> None:
    """Conditions in words, sources, outcome; a rule counts from its first day on."""
    row = json.loads(khuyencong("rules", "show", "program.fair-abroad", "--json").stdout)
    [last] = [one for one in row["requirements"] if one["id"] == "twice-a-year"]
    assert last["when"] == "Lần đi hội chợ nước ngoài: không quá 1 lần"
    assert (last["source"], last["in_force"]) == ("Thông tư 46/2012/TT-BCT, Điều 4 khoản 1", True)
    assert "mức tối đa 100%" in row["ceiling"]
    early = khuyencong("rules", "show", "program.fair-abroad", "--json", "--at", "2013-02-09")
    [last] = [
        one for one in json.loads(early.stdout)["requirements"] if one["id"] == "twice-a-year"
    ]
    assert not last["in_force"]


def test_a_misspelt_program_is_a_mistake(khuyencong: Khuyencong) -> None:
    """With the nearest name."""
    result = khuyencong("rules", "show", "program.fiar")
    assert result.exit_code == 1
    assert 'có phải anh/chị định viết "program.fair"?' in result.output


def test_knowledge_without_programs(khuyencong: Khuyencong, tmp_path: Path) -> None:
    """Says where to read on."""
    (tmp_path / "k").mkdir()
    entry = "entries:\n  - {id: fair.booth, title: Gian hàng, ask: [gian hàng], answer: Có.}\n"
    (tmp_path / "k" / "a.yaml").write_text(entry, "utf-8")
    result = khuyencong("rules", "list", "--knowledge", "k")
    assert "Chưa có chương trình nào" in result.stdout
    assert khuyencong("rules", "list", "--knowledge", "k", "--json").stdout == ""


def test_the_check_tells_rules_that_make_no_sense(khuyencong: Khuyencong, tmp_path: Path) -> None:
    """As mistakes, with their line, and counts them."""
    (tmp_path / "k").mkdir()
    text = """\
entries:
  - {id: fair.booth, title: Gian hàng, ask: [gian hàng], answer: Có.}
documents:
  - {id: law, name: Nghị định 1, title: Luật, basis: current}
forms:
  - {id: form.fair, title: F, consent: c, slots: [{id: name, label: N, question: N?}], done: X}
consents:
  - {id: c, version: 1, purpose: P, text: T}
facts:
  - {id: owner, label: L, question: Q?, choices: [{id: one, title: O}, {id: two, title: T}]}
programs:
  - id: program.fair
    title: Gian hàng
    entry: fair.booth
    form: form.fair
    requires:
      - id: any
        say: Ai cũng được
        when: {fact: owner, one_of: [one, two]}
        sources: [{document: law}]
    outcome: {support: Gian hàng}
"""
    (tmp_path / "k" / "a.yaml").write_text(text, "utf-8")
    result = khuyencong("check", "k")
    assert result.exit_code == 1
    assert 'k/a.yaml:17:13: điều kiện "any" lúc nào cũng đạt' in result.stdout
    assert 'k/a.yaml:10:10: câu hỏi "owner" không làm thay đổi kết quả' in result.stdout
    assert "Điều kiện hỗ trợ: 1 chương trình, 1 câu hỏi; 2 lỗi." in result.stdout
