from __future__ import annotations

from dataclasses import replace

from bot.bootstrap.answering import load_knowledge
from bot.dialogue.understanding import Understanding, understand
from tests.dialogue.conftest import SMALL
from tests.talk import Talk


def edited(topic: str, **fields: object) -> Understanding:
    """The small knowledge with something else about a topic."""
    knowledge = load_knowledge(SMALL).knowledge
    changed = knowledge.topics[topic].model_copy(update=fields)
    return understand(replace(knowledge, topics={**knowledge.topics, topic: changed}))


def test_a_follow_up_is_of_the_topic_talked_of(small: Understanding) -> None:
    """The same words, after two topics."""
    found = []
    for first in ("giới thiệu hội chợ", "máy móc hỗ trợ bao nhiêu"):
        talk = Talk(small)
        talk.say(first)
        found.append(talk.say("vậy giấy tờ gồm gì").entry)
    assert found == ["fair.dossier", "machinery.dossier"]


def test_a_topic_without_words_is_named_by_its_title() -> None:
    """An administrator need not list any."""
    talk = Talk(edited("machinery", words=()))
    talk.say("mua máy được hỗ trợ bao nhiêu")
    assert talk.conversation.topic == "machinery"
    assert talk.say("hồ sơ gồm gì vậy").entry == "machinery.dossier"


def test_a_topic_that_an_edit_took_away_is_no_hindrance(small: Understanding) -> None:
    """The conversation still names it."""
    talk = Talk(small)
    talk.conversation = replace(talk.conversation, topic="gone", entry=None, changed_at=talk.now)
    assert talk.say("giấy tờ mua máy cần gì").entry == "machinery.dossier"
