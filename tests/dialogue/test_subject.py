from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.dialogue.subject import Subject

if TYPE_CHECKING:
    from bot.dialogue.understanding import Understanding
    from tests.talk import Talk


@pytest.mark.parametrize(
    ("question", "topic", "aspect"),
    [
        ("hội chợ cần giấy tờ gì", "fair", "dossier"),
        ("gian hang thi can giay to gi vay ad", "fair", "dossier"),
        ("thiết bị được bao nhiêu tiền", "machinery", "amount"),
        ("caanf giaays towf gif", None, "dossier"),
        ("xã phường hội chợ", None, None),
    ],
)
def test_a_question_names_a_topic_and_an_aspect(
    small: Understanding, question: str, topic: str | None, aspect: str | None
) -> None:
    """However it is typed; two topics are none."""
    subject = small.subjects.read(question)
    assert (subject.topic, subject.aspect) == (topic, aspect)


def test_what_else_is_said_is_left_over(small: Understanding) -> None:
    """Small words are nothing else; the wood that somebody works with is."""
    assert small.subjects.read("vậy bên em cần những giấy tờ gì nữa ạ").is_whole
    assert small.subjects.read("bên em làm gỗ thì cần giấy tờ gì").rest == ("gỗ",)


def test_a_topic_by_itself_is_bare(small: Understanding) -> None:
    """Nothing is asked of it; a joining word asks what was asked before."""
    assert small.subjects.read("hoi cho") == Subject("fair", is_bare=True, asks_whether=True)
    assert small.subjects.read("thế hội chợ thì sao ạ").is_joined
    assert not small.subjects.read("hội chợ có được hỗ trợ không").is_bare


def test_a_pair_needs_no_phrasing(talk: Talk) -> None:
    """Topic and aspect lead to their entry, also when no phrasing joins them."""
    turn = talk.say("gian hàng thì hồ sơ gồm những gì")
    assert (turn.entry, turn.matches[0].entry) == ("fair.dossier",) * 2


def test_a_pair_without_an_entry_is_answered_by_the_nearest(talk: Talk) -> None:
    """That of an aspect near to it, that of the wider topic, or none."""
    pairs = talk.understanding.pairs
    assert pairs.find("fair", "amount") is None
    assert pairs.find("fair", "cost") == "fair.overview"
    assert pairs.find("stall", "dossier") == "fair.dossier"


def test_a_topic_by_itself_opens_its_menu(talk: Talk) -> None:
    """Two to four entries of it; what was asked before comes first."""
    turn = talk.say("hội chợ")
    assert turn.kind == "choice"
    assert [one.title for one in turn.conversation.offered] == ["Hội chợ", "Giấy tờ hội chợ"]
    assert talk.say("cần giấy tờ gì").entry == "fair.dossier"
    assert talk.say("máy móc").conversation.offered[0].target == "machinery.dossier"


def test_a_correction_keeps_the_aspect(talk: Talk) -> None:
    """Whoever corrects the topic still wants to know the same."""
    talk.say("máy móc cần giấy tờ gì")
    assert talk.say("à không, ý em là hội chợ").entry == "fair.dossier"


def test_a_carried_subject_beats_the_general_answer(talk: Talk) -> None:
    """A few words more do not make it another question."""
    talk.say("đi hội chợ triển lãm")
    assert talk.say("vậy bên em học quản trị rồi thì cần giấy tờ gì nữa ạ").entry == "fair.dossier"
