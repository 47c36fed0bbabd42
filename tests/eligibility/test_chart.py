"""The decision of a program as text that Mermaid draws, and as a picture."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from bot.bootstrap.answering import load_knowledge, shipped_knowledge
from bot.eligibility.chart import chart_of
from bot.eligibility.mermaid import mermaid
from bot.eligibility.svg import svg
from bot.knowledge.program import Program
from tests.eligibility.rules import known

TODAY = date(2026, 11, 29)
KNOWN = load_knowledge(shipped_knowledge()).knowledge
SVG = "{http://www.w3.org/2000/svg}"
RULES = """\
facts:
  - id: machine
    label: Máy
    question: Máy mới hay cũ?
    choices: [{id: new, title: 'Máy "mới" & <b>tốt</b>'}, {id: used, title: Cũ}]
  - {id: workers, label: Lao động, question: Mấy người?, kind: number, unit: người, most: 90}
programs:
  - id: program.machinery
    title: Máy <script>alert(1)</script>
    entry: machinery
    form: form.support
    requires:
      - id: machine
        say: "Máy mới #1"
        when:
          all:
            - {fact: machine, is: new}
            - not:
                any:
                  - {fact: workers, at_least: 50}
                  - {fact: workers, within: {least: 2, most: 3}}
        else: nếu máy mới
        sources: [{document: law, at: Điều 1}]
      - id: few
        say: Ít người
        when: {fact: workers, at_most: 80}
        sources: [{document: law}]
        valid: {since: 2027-01-01}
      - id: place
        officer: Nơi sản xuất
        sources: [{document: law}]
    outcome: {support: Máy, undecided: [Bao nhiêu]}
"""
ODD = known(RULES)


def texts(picture: str) -> str:
    """What can be read in it."""
    elements = ET.fromstring(picture).iter(f"{SVG}text")  # noqa: S314 - our own picture
    return " ".join(element.text or "" for element in elements)


def test_conditions_are_told_in_words() -> None:
    """With the titles that people see."""
    [step] = chart_of(ODD.programs["program.machinery"], ODD, TODAY).steps
    assert step.condition == (
        'Máy: Máy "mới" & <b>tốt</b> và (không phải: Lao động: từ 50 người trở lên'
        " hoặc Lao động: từ 2 đến 3 người)"
    )
    assert (step.source, step.fails, step.officer) == ("Nghị định 1, Điều 1", "nếu máy mới", None)


def test_a_chart_is_of_its_day() -> None:
    """What is not in force yet is not drawn."""
    program = ODD.programs["program.machinery"]
    assert len(chart_of(program, ODD, date(2027, 1, 1)).steps) == 2


@pytest.mark.parametrize("program", KNOWN.programs.values(), ids=lambda program: program.id)
def test_every_requirement_is_drawn(program: Program) -> None:
    """Its words, its article, and what the bot leaves open, in both kinds of drawing."""
    chart = chart_of(program, KNOWN, TODAY)
    text, read = mermaid(chart), texts(svg(chart))
    for requirement in program.requires:
        assert requirement.text in text
        assert requirement.text in read
        for citation in requirement.sources:
            assert KNOWN.documents[citation.document].name in text
            assert KNOWN.documents[citation.document].name in read
    for one in program.outcome.undecided:
        assert one in text
        assert one in read


def test_mermaid_leads_from_the_start_to_the_result() -> None:
    """Step by step; each step that may fail or needs an officer has its box."""
    text = mermaid(chart_of(KNOWN.programs["program.machinery"], KNOWN, TODAY))
    steps = re.findall(r"^    (s\d+)\{\{\"", text, re.MULTILINE)
    assert len(steps) == 9
    for before, after in pairwise([*steps, "likely"]):
        assert f"    {before} -->|đạt| {after}\n" in text
    assert '    s6 -->|chưa đạt| n6["Chưa đủ<br/>nếu là máy mới thì xét được"]\n' in text
    assert "    s9 -.->|cán bộ xem| o9[" in text
    assert "n9" not in text


def test_what_was_written_cannot_break_a_drawing() -> None:
    """Quotes, angle brackets and the like are said as they are."""
    chart = chart_of(ODD.programs["program.machinery"], ODD, TODAY)
    text, picture = mermaid(chart), svg(chart)
    assert "#quot;mới#quot; #amp; #lt;b#gt;" in text
    assert "Máy mới #35;1" in text
    assert "<script" not in text + picture
    assert "alert(1)" in texts(picture)


def test_a_picture_is_plain() -> None:
    """Boxes, lines and texts, inside its frame; nothing that loads or runs."""
    picture = svg(chart_of(KNOWN.programs["program.machinery"], KNOWN, TODAY))
    root = ET.fromstring(picture)  # noqa: S314 - our own picture
    names = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert names == {"svg", "title", "rect", "path", "text"}
    width, height = (int(one) for one in root.attrib["viewBox"].split()[2:])
    for box in root.iter(f"{SVG}rect"):
        assert int(box.attrib["x"]) + int(box.attrib["width"]) < width
        assert int(box.attrib["y"]) + int(box.attrib["height"]) < height
    assert not any("on" in name[:2] or "href" in name for one in root.iter() for name in one.attrib)
