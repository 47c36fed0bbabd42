"""Two questions in one message: *hội chợ khi nào có? đăng ký thế nào?*  Both are answered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogue.answering import answer_question
from bot.dialogue.clauses import questions_in
from bot.dialogue.situation import MOST_BUTTONS, turn
from bot.message import Reply

if TYPE_CHECKING:
    from bot.dialogue.conversation import Conversation, Turn
    from bot.dialogue.situation import Situation

MOST = 3
"""Of more questions than these a message is a story; of three the first two are answered."""
LIKELY = 0.7
"""A part of a message has to be this sure: half a sentence is easily taken for a question."""
SURE = 0.85
"""The same where it is answered alone."""
ANSWERED = frozenset({"answer", "referral"})
LONGEST = 2000
"""Characters; the limit of Zalo's own messages."""


def answer_message(situation: Situation) -> Turn:
    """Both answers, where two questions are asked and each is sure by itself; else one."""
    whole = answer_question(situation)
    understanding, before = situation.understanding, situation.conversation
    subjects = understanding.subjects
    asked = questions_in(situation.text, lambda clause: subjects.read(clause).aspect is not None)
    if not 1 < len(asked) <= MOST or understanding.owner(situation.text):
        return whole
    topic = subjects.read(situation.text).topic or before.topic
    first = answer_question(_part(situation, asked[0], replace(before, topic=topic)))
    second = answer_question(_part(situation, asked[1], first.conversation))
    if _are_two(whole, first, second):
        return _both(situation, first, second)
    return _one_of(whole, first, second) or whole


def _part(situation: Situation, asked: str, conversation: Conversation) -> Situation:
    message = replace(situation.message, text=asked)
    return replace(situation, message=message, conversation=conversation)


def _are_two(whole: Turn, first: Turn, second: Turn) -> bool:
    """Whether both have answers, different ones, and the message as a whole has no better one, nor
    is surer of one of them: *cái nào còn hạn* is no two questions.
    """
    entries = {first.entry, second.entry}
    alike = [part.score for part in (first, second) if part.entry == whole.entry]
    is_better = whole.entry is not None and all(whole.score > score for score in alike)
    is_answered = {first.kind, second.kind} <= ANSWERED
    is_sure = min(first.score, second.score) >= LIKELY
    return is_answered and is_sure and len(entries) > 1 and not is_better


def _one_of(whole: Turn, first: Turn, second: Turn) -> Turn | None:
    """The one answer that is sure, where the message as a whole has none."""
    sure = [one for one in (first, second) if one.kind in ANSWERED and one.score >= SURE]
    return sure[0] if len(sure) == 1 and whole.kind in {"choice", "unknown"} else None


def _both(situation: Situation, first: Turn, second: Turn) -> Turn:
    """One Reply with both texts; the first entry counts as the answer, the talk goes on after
    the second.  When they are too long for one message, the first alone.
    """
    text = "\n\n".join(one.replies[0].text for one in (first, second))
    if len(text) > LONGEST:
        return first
    offered = [*second.replies[0].buttons, *first.replies[0].buttons]
    buttons = {one.target: one for one in offered if one.target not in {first.entry, second.entry}}
    conversation = replace(second.conversation, question=situation.text)
    joined = turn(conversation, first.kind, [Reply(text, tuple(buttons.values())[:MOST_BUTTONS])])
    return replace(
        joined,
        entry=first.entry,
        score=first.score,
        matches=tuple(dict.fromkeys([*first.matches[:1], *second.matches[:1], *first.matches])),
        sources=tuple(dict.fromkeys([*first.sources, *second.sources])),
    )
