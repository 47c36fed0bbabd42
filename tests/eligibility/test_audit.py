"""Rules that can be read but make no sense are told with their place, and what to do."""

from __future__ import annotations

from datetime import date

import pytest

from bot.bootstrap.answering import load_knowledge, shipped_knowledge
from bot.eligibility.audit import audit
from tests.eligibility.rules import known

TODAY = date(2026, 11, 29)
RULES = """\
facts:
  - id: owner
    label: Loại hình
    question: Loại hình nào?
    choices: [{id: household, title: Hộ}, {id: large, title: Lớn}, {id: office, title: Cơ quan}]
  - id: workers
    label: Lao động
    question: Mấy người?
    kind: number
    most: 500
programs:
  - id: program.machinery
    title: Máy móc
    entry: machinery
    form: form.support
    requires:
      - id: owner
        say: Là hộ
        when: {fact: owner, is: household}
        officer: Lớn thì cán bộ xem
        officer_when: {fact: owner, is: large}
        else: nếu là hộ
        sources: [{document: law}]
      - id: workers
        say: Từ 2 đến 9 người
        when: {fact: workers, within: {least: 2, most: 9}}
        sources: [{document: law}]
    outcome: {support: Máy}
"""


def told(*changes: tuple[str, str], day: date = TODAY) -> list[str]:
    rules = RULES
    for before, after in changes:
        assert before in rules
        rules = rules.replace(before, after)
    return [str(mistake) for mistake in audit(known(rules), day)]


def test_good_rules_are_not_blamed() -> None:
    """These, and the shipped ones, today and in a year."""
    assert told() == []
    shipped = load_knowledge(shipped_knowledge()).knowledge
    assert list(audit(shipped, TODAY)) == list(audit(shipped, date(2027, 11, 29))) == []


@pytest.mark.parametrize(
    ("before", "after", "where", "why"),
    [
        ("{least: 2, most: 9}", "{least: 0, most: 500}", "24:13", "lúc nào cũng đạt"),
        ("{least: 2, most: 9}", "{least: 501, most: 900}", "24:13", "không bao giờ đạt"),
        ("owner, is: large", "owner, is: household", "17:13", "không bao giờ đạt"),
        (
            "when: {fact: owner, is: household}",
            "when: {fact: owner, one_of: [household, large]}",
            "17:13",
            "ghi thừa (owner: large)",
        ),
        (
            "{fact: workers, within: {least: 2, most: 9}}",
            "{any: [{fact: workers, at_most: 9}, {fact: workers, at_most: 4}]}",
            "24:13",
            "ghi thừa (workers)",
        ),
        (
            "when: {fact: owner, is: household}",
            "when: {not: {fact: owner, one_of: [office, large]}}",
            "17:13",
            "ghi thừa (owner: large)",
        ),
        ("fact: owner, is: large", "not: {fact: owner, is: household}", "17:13", "có else mà"),
        ("        sources: [{document: law}]\n    outcome",
         "        sources: [{document: law}]\n        valid: {since: 2019-12-31}\n    outcome",
         "24:13", "trước ngày hiệu lực 2020-01-01 của law"),
        ("        sources: [{document: law}]\n    outcome",
         "        sources: [{document: law}]\n        valid: {until: 2026-11-28}\n    outcome",
         "24:13", "đã thôi áp dụng từ sau ngày 2026-11-28"),
    ],
)  # fmt: skip
def test_a_requirement_that_decides_nothing(before: str, after: str, where: str, why: str) -> None:
    """Or never lets anybody through, or names something in vain, or is out of its time."""
    assert any(
        line.startswith(f"luat.yaml:{where}:") and why in line for line in told((before, after))
    )


def test_requirements_that_exclude_each_other() -> None:
    """Each can hold, both together cannot, so nobody would ever be likely."""
    other = "when: {all: [{fact: workers, within: {least: 2, most: 9}}, {fact: owner, is: office}]}"
    lines = told(("when: {fact: workers, within: {least: 2, most: 9}}", other))
    [line] = [line for line in lines if "có thể đủ" in line]
    assert line.startswith('luat.yaml:12:9: chương trình "program.machinery" không bao giờ ra')


def test_a_program_that_the_bot_cannot_judge() -> None:
    """Everything for an officer: then there is nothing to ask."""
    lines = told(
        ("when: {fact: workers, within: {least: 2, most: 9}}", "officer: Cán bộ đếm"),
        ("        when: {fact: owner, is: household}\n", ""),
        ("        officer_when: {fact: owner, is: large}\n", ""),
    )
    assert any("không có điều kiện nào bot tự xét" in line for line in lines)


def test_a_program_that_refuses_nobody() -> None:
    """Is a warning: it may be meant."""
    lines = told(
        ("{fact: owner, is: large}", "{fact: owner, one_of: [large, office]}"),
        ("        else: nếu là hộ\n", ""),
        ("        when: {fact: workers, within: {least: 2, most: 9}}\n", "        officer: Đếm\n"),
    )
    assert any(
        'cảnh báo: chương trình "program.machinery" không bao giờ ra "chưa đủ"' in line
        for line in lines
    )


def test_a_question_that_nobody_needs() -> None:
    """And a shared requirement that no program takes."""
    shared = "requirements:\n  - {id: place, officer: Nơi, sources: [{document: law}]}\nprograms:"
    lines = told(
        ("programs:", shared),
        ("when: {fact: workers, within: {least: 2, most: 9}}", "officer: Đếm"),
    )
    assert any(line.startswith('luat.yaml:6:9: câu hỏi "workers"') for line in lines)
    assert any(
        'luat.yaml:12:10: không chương trình nào dùng điều kiện chung "place"' in line
        for line in lines
    )


def test_the_calendar_alone_makes_no_error() -> None:
    """A requirement that is yet to come is no reason to complain; one that is over is told, and
    its question as well, until somebody deletes them.
    """
    before = "within: {least: 2, most: 9}}\n"
    assert told((before, f"{before}        valid: {{since: 2027-01-01}}\n")) == []
    over = told((before, f"{before}        valid: {{until: 2026-11-28}}\n"))
    assert any('câu hỏi "workers" không làm thay đổi' in line for line in over)
    assert all("cảnh báo: " in line for line in over)


def test_a_program_whose_rules_are_yet_to_come() -> None:
    """Can be prepared."""
    first, second = "owner, is: large}\n", "within: {least: 2, most: 9}}\n"
    since = "        valid: {since: 2027-01-01}\n"
    [line] = told((first, first + since), (second, second + since))
    assert "cảnh báo: " in line
    assert "vào ngày này" in line


def test_what_is_wrong_with_a_shared_requirement_is_told_once() -> None:
    """However many programs share it."""
    anybody = """\
requirements:
  - id: anybody
    say: Ai cũng được
    when: {fact: owner, one_of: [household, large, office]}
    sources: [{document: law}]
programs:
  - id: program.other
    title: Khác
    entry: machinery
    form: form.support
    common: [anybody]
    outcome: {support: Khác}
"""
    lines = told(
        ("programs:\n", anybody),
        ("form.support\n    requires", "form.support\n    common: [anybody]\n    requires"),
    )
    assert len([line for line in lines if "lúc nào cũng đạt" in line]) == 1
