"""Rules as administrators write them, and how a slip is told."""

# ruff: noqa: E501 - a message stands on one line, as people read it

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bot.bootstrap.answering import shipped_knowledge
from bot.dialogue.answer import with_citations
from bot.eligibility.audit import audit
from bot.errors import KnowledgeError
from bot.knowledge.age import aged, citing
from bot.knowledge.assembly import Folder, assemble
from bot.knowledge.loader import read_folder
from tests.eligibility.rules import FRAME, known

FACTS = """\
facts:
  - id: owner
    label: Loại hình
    question: Loại hình nào?
    choices: [{id: household, title: Hộ, words: [hộ cá thể]}, {id: large, title: Lớn, words: [tập đoàn]}]
  - {id: workers, label: Lao động, question: Mấy người?, kind: number, unit: người}
  - {id: place, label: Nơi, question: Ở đâu?, kind: place}
  - id: funded
    label: Đã nhận
    question: Nhận chưa?
    kind: yes_no
    choices: [{id: "yes", title: Rồi}, {id: "no", title: Chưa}]
"""
SHARED = """\
requirements:
  - id: place
    officer: Nơi sản xuất
    about: place
    owner: An
    review_by: 2026-05-01
    sources: [{document: law, at: Điều 9}]
"""
PROGRAM = """\
programs:
  - id: program.machinery
    title: Máy móc
    entry: machinery
    form: form.support
    common: [place]
    requires:
      - id: owner
        say: Là hộ
        when: {fact: owner, is: household}
        sources: [{document: law, at: Điều 1}]
    outcome:
      support: Máy
      ceiling: tối đa một nửa
      sources: [{document: law, at: Điều 2}]
"""
RULES = FACTS + SHARED + PROGRAM


def refused(before: str, after: str) -> list[str]:
    assert before in RULES
    with pytest.raises(KnowledgeError) as caught:
        known(RULES.replace(before, after))
    return [str(mistake) for mistake in caught.value.mistakes]


def test_a_program_knows_its_requirements_and_questions() -> None:
    """Shared ones too; what can be answered is remembered as what it is."""
    knowledge = known(RULES)
    program = knowledge.programs["program.machinery"]
    assert [requirement.id for requirement in program.requires] == ["place", "owner"]
    assert [fact.id for fact in program.asks] == ["owner"]
    funded, workers = knowledge.facts["funded"], knowledge.facts["workers"]
    assert (funded.value_of("yes"), funded.title_of(value=False)) == (True, "Chưa")
    assert workers.title_of(12) == "12 người"
    assert knowledge.facts["owner"].title_of("large") == "Lớn"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "{fact: owner, is: household}",
            "{fact: ownre, is: household}",
            'luat.yaml:29:22: không có câu hỏi nào mang mã "ownre"; có phải anh/chị định viết "owner"?',
        ),
        (
            "{fact: owner, is: household}",
            "{fact: owner, one_of: [household, lagre]}",
            'luat.yaml:29:49: câu hỏi "owner" không có lựa chọn "lagre"; có phải anh/chị định viết "large"?',
        ),
        (
            "{fact: owner, is: household}",
            "{not: {any: [{fact: funded, is: maybe}]}}",
            'luat.yaml:29:47: câu hỏi "funded" không có lựa chọn "maybe"; chỉ có: no, yes',
        ),
        (
            "{fact: owner, is: household}",
            "{fact: owner, at_least: 3}",
            'luat.yaml:29:29: "owner" không phải con số; hãy dùng is hoặc one_of thay cho at_least',
        ),
        (
            "{fact: owner, is: household}",
            "{fact: workers, is: few}",
            'luat.yaml:29:35: "workers" là con số, nhiều nhất 9 chữ số; hãy viết ví dụ: is: 2',
        ),
        (
            "{fact: owner, is: household}",
            "{fact: place, is: here}",
            'luat.yaml:29:16: "place" là nơi chốn, bot không xét; hãy dùng "officer" và "about: place"',
        ),
        (
            "{fact: owner, is: household}",
            "{fact: owner, is: household, at_most: 2}",
            'luat.yaml:29:15: mỗi điều kiện là một câu: "fact" với một trong is, one_of, at_least, at_most, within; hoặc một trong all, any, not',
        ),
        (
            "        when: {fact: owner, is: household}\n",
            "",
            'luat.yaml:27:9: điều kiện cần "when" (bot tự xét) hoặc "officer" (cán bộ xét)',
        ),
        (
            "        say: Là hộ\n",
            "",
            'luat.yaml:27:9: điều kiện có "when" thì cần "say": câu nói ra điều kiện',
        ),
        (
            "        say: Là hộ\n",
            "        say: Là hộ\n        officer: Cán bộ xem\n",
            'luat.yaml:27:9: "officer_when" đi cùng cả "when" và "officer": lúc nào thì để cán bộ xét',
        ),
        (
            "document: law, at: Điều 1}",
            "document: lwa}",
            'luat.yaml:30:30: không có văn bản nào mang mã "lwa"; có phải anh/chị định viết "law"?',
        ),
        (
            "        sources: [{document: law, at: Điều 1}]\n",
            "",
            'luat.yaml:27:9: thiếu mục "sources"; hãy thêm dòng: sources: nội dung',
        ),
        (
            "sources: [{document: law, at: Điều 1}]",
            "sources: []",
            'luat.yaml:27:9: điều kiện do bot tự xét thì cần nguồn (sources); không có thì "officer"',
        ),
        (
            "common: [place]",
            "common: [plase]",
            'luat.yaml:25:14: không có điều kiện chung nào mang mã "plase"; có phải anh/chị định viết "place"?',
        ),
        (
            "common: [place]",
            "common: [place, place]",
            'luat.yaml:25:21: "place" có hai lần; hãy xóa một',
        ),
        (
            "      - id: owner",
            "      - id: place",
            'luat.yaml:27:13: điều kiện "place" có hai lần trong chương trình; hãy đặt mã khác',
        ),
        (
            "entry: machinery",
            "entry: machine",
            'luat.yaml:23:12: không có mục nào mang mã "machine"; có phải anh/chị định viết "machinery"?',
        ),
        (
            "id: program.machinery",
            "id: machinery",
            'luat.yaml:21:9: mã "machinery" đã là mã của một mục, sự kiện, biểu mẫu hay lệnh; hãy viết: id: program.machinery',
        ),
        (
            "      sources: [{document: law, at: Điều 2}]\n",
            "",
            "luat.yaml:32:7: có mức tối đa (ceiling) thì phải ghi nguồn (sources); hoặc bỏ ceiling",
        ),
        (
            "words: [tập đoàn]",
            "words: [ho ca the]",
            'luat.yaml:5:95: "ho ca the" đã là chữ của lựa chọn "household"; hãy bỏ ở một trong hai',
        ),
        (
            'choices: [{id: "yes", title: Rồi}, {id: "no", title: Chưa}]',
            'choices: [{id: "yes", title: Rồi}]',
            'luat.yaml:8:5: câu hỏi yes_no cần đúng hai lựa chọn (choices): "yes" và "no"',
        ),
        (
            "title: Lớn, words",
            "title: HỘ, words",
            'luat.yaml:5:82: "HỘ" đã là tên hay chữ của lựa chọn "household"; hãy đặt tên khác',
        ),
        (
            "{fact: owner, is: household}",
            f'{{fact: workers, is: "{"9" * 5000}"}}',
            'luat.yaml:29:35: "workers" là con số, nhiều nhất 9 chữ số; hãy viết ví dụ: is: 2',
        ),
        (
            "kind: number, unit: người}",
            "kind: number, least: 9, most: 1}",
            "luat.yaml:6:5: least: 9 lớn hơn most: 1; hãy đổi chỗ",
        ),
        (
            "    about: place",
            "    about: plaec",
            'luat.yaml:16:12: không có câu hỏi nào mang mã "plaec"; có phải anh/chị định viết "place"?',
        ),
        (
            "    outcome:",
            "        valid: {since: 2027-01-01, until: 2026-01-01}\n    outcome:",
            "luat.yaml:31:24: ngày bắt đầu 2027-01-01 sau ngày kết thúc 2026-01-01; hãy đổi chỗ hai ngày",
        ),
    ],
)
def test_a_slip_is_told_with_its_place(before: str, after: str, told: str) -> None:
    """In Vietnamese, with the nearest name or the line as it should be."""
    assert told in refused(before, after)


def test_conditions_that_would_make_people_wait() -> None:
    """What hangs together must be worked out while somebody waits, so there is a limit."""
    facts = "".join(
        f"  - {{id: n{number}, label: N, question: N?, kind: number}}\n" for number in range(6)
    )
    parts = ", ".join(f"{{fact: n{number}, at_least: 2}}" for number in range(6))
    rules = RULES.replace("facts:\n", f"facts:\n{facts}")
    rules = rules.replace("{fact: owner, is: household}", f"{{all: [{parts}]}}")
    with pytest.raises(KnowledgeError) as caught:
        known(rules)
    assert "nối quá nhiều câu hỏi hay con số với nhau (n0, n1, n2, n3, n4, n5)" in str(caught.value)


@pytest.mark.parametrize(("count", "is_too_much"), [(3, False), (20, True)])
def test_every_number_that_is_named_counts(count: int, is_too_much: bool) -> None:
    """Three questions are few, and three times twenty answers to tell apart are many."""
    facts = "".join(
        f"  - {{id: n{number}, label: N, question: N?, kind: number}}\n" for number in range(3)
    )
    answers = ", ".join(str(answer * 2) for answer in range(count))
    parts = ", ".join(f"{{fact: n{number}, one_of: [{answers}]}}" for number in range(3))
    rules = RULES.replace("facts:\n", f"facts:\n{facts}")
    rules = rules.replace("{fact: owner, is: household}", f"{{all: [{parts}]}}")
    if is_too_much:
        with pytest.raises(KnowledgeError, match="nối quá nhiều"):
            known(rules)
    else:
        assert known(rules).programs


def test_rules_grow_old_as_answers_do() -> None:
    """Who looks after them is told what is overdue and what rests on a lapsed document."""
    knowledge = known(RULES.replace("    form:", "    review_by: 2026-01-31\n    form:"))
    told = [str(one.warning) for one in aged(knowledge, date(2026, 5, 2))]
    assert told[0].startswith('luat.yaml:21:9: cảnh báo: mục "program.machinery" đã quá hạn')
    assert told[1].startswith('luat.yaml:14:9: cảnh báo: mục "place" (người phụ trách: An) đã quá')
    places = [(one.id, one.place) for one in citing(knowledge, "law")]
    assert places == [
        ("program.machinery", "luat.yaml:31:19"),
        ("program.machinery", "luat.yaml:35:17"),
        ("place", "luat.yaml:19:15"),
    ]


@pytest.mark.parametrize(
    ("day", "has_lapsed"), [(date(2026, 6, 30), False), (date(2026, 7, 1), True)]
)
def test_what_rests_on_a_lapsed_document_says_so(day: date, has_lapsed: bool) -> None:
    """In the result, from the first day without force, and in the check."""
    frame = FRAME.replace("basis: current", "basis: current, until: 2026-06-30")
    knowledge = known(RULES, frame)
    sources = knowledge.programs["program.machinery"].sources
    said = with_citations("Có thể đủ.", sources, knowledge, day).text
    assert ("Nghị định 1 nay đã hết hiệu lực" in said) == has_lapsed
    places = [one.place for one in aged(knowledge, day) if "hết hiệu lực" in one.why]
    assert places == (["luat.yaml:30:19", "luat.yaml:34:17", "luat.yaml:19:15"] * has_lapsed)


def test_the_example_of_the_guide_is_valid() -> None:
    """Whoever copies it has a program that loads, beside what is shipped."""
    guide = (Path(__file__).parents[2] / "docs" / "quan-tri.md").read_text("utf-8")
    [example] = re.findall(r"```yaml\n(programs:\n.*?)```", guide, re.DOTALL)
    shipped = read_folder(shipped_knowledge())
    files = dict(shipped.files)
    [name] = [one for one in files if one.endswith("dieu-kien-may-moc.yaml")]
    knowledge = assemble(Folder("k", {**files, name: example.encode()})).knowledge
    assert knowledge.programs["program.machinery"].outcome.ceiling
    assert [mistake.why for mistake in audit(knowledge, date(2026, 11, 29))] == [
        f'câu hỏi "{fact}" không làm thay đổi kết quả của chương trình nào;'
        " hãy dùng nó trong một điều kiện, hoặc xóa"
        for fact in ("machine_use", "machine_gain", "bought")
    ]
