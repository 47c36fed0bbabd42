from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from bot.bootstrap.answering import load_knowledge
from bot.dialogue.understanding import understand
from bot.services.ask import ask
from bot.services.verify import verify
from tests.fakes import NOON

DIALOGUE = Path(__file__).parents[1] / "dialogue"
SMALL = understand(load_knowledge(DIALOGUE / "small").knowledge)


def test_questions_stand_alone() -> None:
    """Without --dialogue nothing is carried from one line to the next."""
    asked = list(ask(SMALL, ["mua máy được hỗ trợ bao nhiêu tiền", "còn"], NOON, is_dialogue=False))
    assert [one.turn.entry for one in asked] == ["machinery.amount", None]


def test_turns_of_a_dialogue_belong_together() -> None:
    """An empty line begins a new dialogue."""
    lines = ["may moc co duoc ho tro ko", "cần giấy tờ gì", "", "được bao nhiêu tiền"]
    asked = list(ask(SMALL, lines, NOON, is_dialogue=True))
    assert [one.turn.entry for one in asked[:2]] == ["machinery.overview", "machinery.dossier"]
    assert asked[2].turn.conversation.topic != "machinery" or asked[2].turn.matches


def test_a_line_of_json_has_what_was_promised() -> None:
    """The keys are fixed, the text is exactly what a person reads."""
    [asked] = ask(SMALL, ["xin tiền mua máy mới"], NOON, is_dialogue=False)
    line = json.loads(json.dumps(asked.as_json(), ensure_ascii=False))
    assert list(line) == [
        "question", "kind", "entry", "text", "score", "matches", "sources", "buttons",
    ]  # fmt: skip
    assert (line["kind"], line["entry"]) == ("answer", "machinery.overview")
    assert line["text"].endswith("Nguồn: Luật Thử (2024), Điều 4.")
    assert line["sources"] == ["Luật Thử (2024), Điều 4"]
    assert line["matches"][0]["entry"] == "machinery.overview"
    assert 0 <= line["score"] <= 1
    assert {"title": "Xem thêm"} in line["buttons"]


def test_a_check_is_told_step_by_step() -> None:
    """Its questions and its result have a kind of their own, and the choices are buttons."""
    rules = understand(load_knowledge(DIALOGUE / "rules").knowledge)
    lines = ["/dieukien", "hkd", "Hỗ trợ mua máy", "máy cũ"]
    asked = list(ask(rules, lines, NOON, is_dialogue=True))
    assert {one.as_json()["kind"] for one in asked} == {"eligibility"}
    last = asked[-1].as_json()
    assert last["entry"] == "program.machine"
    assert last["sources"] == [
        "Luật Thử (2024), Điều 1", "Thông tư Cũ (2012), Điều 4", "Luật Thử (2024), Điều 2",
    ]  # fmt: skip
    assert "Không biết" in [button.title for button in asked[0].turn.conversation.offered]


def test_the_nearest_entries_are_always_told() -> None:
    """Also for a command, and as many as were wished for."""
    [asked] = ask(replace(SMALL, top=3), ["gặp cán bộ"], NOON, is_dialogue=False)
    assert asked.turn.entry == "form.callback"
    assert len(asked.matches) == 3


def test_a_failing_test_question_is_a_mistake_with_its_place(tmp_path: Path) -> None:
    """The administrator is told which question, where it went, and what to do."""
    (tmp_path / "hoi-cho.yaml").write_text(
        """entries:
  - id: fair.booth
    title: Gian hàng
    ask: [thuê gian hàng hội chợ]
    answer: Được.
    tests:
      - ask: thue gian hang hoi cho
      - ask: trời hôm nay có mưa không
""",
        "utf-8",
    )
    results = list(verify(understand(load_knowledge(tmp_path).knowledge), NOON))
    assert results[0] is None
    assert results[1] is not None
    assert str(results[1]).startswith(f"{tmp_path}/hoi-cho.yaml:8:")
    assert "fair.booth" in results[1].why
