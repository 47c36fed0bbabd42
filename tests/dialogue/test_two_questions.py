from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.dialogue.clauses import questions_in
from bot.dialogue.situation import turn
from bot.message import Reply

if TYPE_CHECKING:
    from bot.dialogue.conversation import Turn
    from bot.dialogue.situation import Situation
    from tests.talk import Talk


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("hội chợ khi nào có? đăng ký thế nào?", ("hội chợ khi nào có?", "đăng ký thế nào?")),
        ("may moc bn tien va can ho so gi", ("may moc bn tien", "can ho so gi")),
        ("máy bao nhiêu còn hội chợ thì sao", ("máy bao nhiêu", "còn hội chợ thì sao")),
        ("Em làm gỗ, muốn mua máy. Được gì?", ("Em làm gỗ, muốn mua máy. Được gì?",)),
        ("máy cũ có được không, hay máy mới", ("máy cũ có được không, hay máy mới",)),
        ("được gì? em cảm ơn", ("được gì? em cảm ơn",)),
        ("mức hỗ trợ và hồ sơ", ("mức hỗ trợ hồ sơ",)),
        ("mua máy và bán máy", ()),
        ("mức cũ, giờ sao", ("mức cũ, giờ sao",)),
        (
            "Em buôn bán, không sản xuất gì, có được không",
            ("Em buôn bán, không sản xuất gì, có được không",),
        ),
        ("", ()),
    ],
)
def test_questions_of_a_message(text: str, questions: tuple[str, ...]) -> None:
    """A story belongs to the question after it, thanks to the one before."""
    assert tuple(questions_in(text, lambda clause: "mức" in clause)) == questions


def test_both_questions_are_answered(talk: Talk) -> None:
    """One message, both texts and both sources; the first entry counts, the talk goes on."""
    turn = talk.say("mua máy được hỗ trợ bao nhiêu tiền? xin tiền mua máy mới có được không?")
    assert (turn.kind, turn.entry) == ("answer", "machinery.amount")
    text = turn.replies[0].text
    assert "Tối đa năm phần" in text
    assert "Cơ sở được xét hỗ trợ" in text
    assert len(turn.sources) == 2
    assert len(turn.replies) == 1
    assert talk.conversation.entry == "machinery.overview"
    assert talk.press("Xem thêm").entry == "machinery.overview"


def test_the_second_question_may_leave_out_the_subject(talk: Talk) -> None:
    """The papers are those for the machine that the first one is about."""
    turn = talk.say("may moc duoc bao nhieu tien va can giay to gi")
    assert [match.entry for match in turn.matches[:2]] == ["machinery.amount", "machinery.dossier"]


def test_so_may_the_first(talk: Talk) -> None:
    """The one topic of the message is that of both."""
    turn = talk.say("cần giấy tờ gì và được bao nhiêu khi mua máy")
    assert [match.entry for match in turn.matches[:2]] == ["machinery.dossier", "machinery.amount"]


def test_what_is_not_known_is_left_out(talk: Talk) -> None:
    """Half a guess would be worse than one answer."""
    turn = talk.say("máy móc cần giấy tờ gì? giá vàng SJC sáng nay ra sao?")
    assert turn.entry == "machinery.dossier"
    assert "Cần đơn đề nghị" in turn.replies[0].text


def test_the_same_answer_is_given_once(talk: Talk) -> None:
    """Two ways to ask one thing are one question."""
    text = talk.say("giấy tờ mua máy cần gì? hồ sơ gồm những gì?").replies[0].text
    assert text.count("Cần đơn đề nghị") == 1


def test_what_is_surer_as_a_whole_is_one_question(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of it means the same, less surely; the other half by itself means something else."""
    scores = iter((("fair.dossier", 0.92), ("fair.overview", 0.9), ("fair.dossier", 0.75)))

    def answer(situation: Situation) -> Turn:
        entry, score = next(scores)
        told = turn(situation.conversation, "answer", [Reply("...")])
        return replace(told, entry=entry, score=score)

    monkeypatch.setattr("bot.dialogue.two_questions.answer_question", answer)
    found = talk.say("hội chợ cần giấy tờ gì? hồ sơ gồm những gì?")
    assert (found.entry, found.score) == ("fair.dossier", 0.92)
