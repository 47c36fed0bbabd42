"""Answers a question: find the entry, say it with its sources, offer what people ask next."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogue.answer import compose, with_sources
from bot.dialogue.conversation import Match, Turn
from bot.dialogue.place import what_became
from bot.dialogue.policy import decide
from bot.dialogue.situation import MOST_BUTTONS, with_matches
from bot.dialogue.wording import fill
from bot.message import Button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogue.conversation import Kind
    from bot.dialogue.situation import Situation
    from bot.knowledge.entry import Entry


def answer_question(situation: Situation) -> Turn:
    """The answer, a choice, or the admission that there is none.

    A form or a command that was meant comes back as its name in `entry` and kind `form` or
    `menu`: what follows from that is not decided here.
    """
    asked = _asked(situation)
    carried = _carried(asked)
    if carried is not None:
        return answer_entry(asked, carried)
    matches = _rank(asked)
    decision = decide(matches, asked.understanding.limits)
    if decision.kind == "unknown":
        return with_matches(_unknown(asked), matches)
    if decision.kind == "choice":
        return with_matches(_choice(asked, [match.entry for match in decision.matches]), matches)
    return with_matches(_answered(asked, decision.matches[0].entry), matches)


def answer_entry(situation: Situation, key: str) -> Turn:
    """The entry as it is said on this day, with buttons for what people ask next."""
    entry = situation.knowledge.entries[key]
    if entry.kind == "place" and not _is_withheld(situation, entry):
        return _place(situation, entry)
    said = compose(entry, situation.knowledge, situation.now.date())
    about = replace(
        situation.conversation, topic=entry.topic or situation.conversation.topic, entry=key
    )
    buttons = situation.buttons("person", "menu") if said.is_withheld else _next(situation, entry)
    kind: Kind = "referral" if entry.kind == "referral" else "answer"
    result = situation.say(kind, said.text, buttons, about)
    return replace(result, entry=key, score=1.0, sources=said.sources)


def answer_more(situation: Situation) -> Turn:
    """The details of the entry that was answered last, if it has any and may be said."""
    knowledge = situation.knowledge
    entry = knowledge.entries.get(situation.conversation.entry or "")
    if entry is None or entry.more is None or _is_withheld(situation, entry):
        chosen = () if entry is None else entry.next
        text = fill(knowledge.sentences.nothing_more, knowledge)
        return situation.say("menu", text, situation.buttons(*chosen, "menu"))
    said = with_sources(entry.more, entry, knowledge)
    result = situation.say("answer", said.text, situation.buttons(*entry.next, "menu"))
    return replace(result, entry=entry.id, score=1.0, sources=said.sources)


def _is_withheld(situation: Situation, entry: Entry) -> bool:
    return compose(entry, situation.knowledge, situation.now.date()).is_withheld


def _asked(situation: Situation) -> Situation:
    """The situation in which this question is the one that was asked last."""
    conversation = replace(situation.conversation, question=situation.text)
    return replace(situation, conversation=conversation)


def _carried(situation: Situation) -> str | None:
    """The entry that completes a question without a subject, from what was talked about."""
    conversation = situation.conversation
    if _names_the_place_asked_for(situation):
        return conversation.entry
    if conversation.topic is None:
        return None
    follow_ups = situation.understanding.follow_ups
    return follow_ups.completed(situation.text, conversation.topic, _aspect(situation))


def _names_the_place_asked_for(situation: Situation) -> bool:
    """After "which commune was it?" a bare name of a place is the answer to that."""
    entry = situation.knowledge.entries.get(situation.conversation.entry or "")
    if entry is None or entry.kind != "place":
        return False
    places = situation.knowledge.places
    found = places.find(situation.text, is_answer=True)
    rest = places.remove(situation.text, found)
    return bool(found.units) and situation.understanding.follow_ups.says_nothing(rest)


def _aspect(situation: Situation) -> str | None:
    entry = situation.knowledge.entries.get(situation.conversation.entry or "")
    return None if entry is None else entry.aspect


def _rank(situation: Situation) -> tuple[Match, ...]:
    """The best of the question as it stands and of the question without the place in it."""
    understanding, places = situation.understanding, situation.knowledge.places
    whole = understanding.rank(situation.text)
    found = places.find(situation.text)
    rest = places.remove(situation.text, found) if found.units else ""
    if not rest.strip():
        return whole
    best: dict[str, float] = {}
    for match in (*whole, *understanding.rank(rest)):
        best[match.entry] = max(match.score, best.get(match.entry, 0.0))
    ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Match(entry, score) for entry, score in ranked[: len(whole)])


def _answered(situation: Situation, key: str) -> Turn:
    if situation.understanding.is_entry(key):
        return answer_entry(situation, key)
    kind: Kind = "form" if key in situation.knowledge.forms else "menu"
    return Turn(situation.conversation, (), kind, entry=key)


def _choice(situation: Situation, keys: Sequence[str]) -> Turn:
    sentences, knowledge = situation.knowledge.sentences, situation.knowledge
    none = Button(sentences.button_none_of_these, "person")
    buttons = (*situation.buttons(*keys), none)
    return situation.say("choice", fill(sentences.choice, knowledge), buttons)


def _unknown(situation: Situation) -> Turn:
    text = fill(situation.knowledge.sentences.unknown, situation.knowledge)
    result = situation.say("unknown", text, situation.buttons("person", "menu"))
    return replace(result, missed=situation.text)


def _place(situation: Situation, entry: Entry) -> Turn:
    """What a place is called today; without a place in the question, the entry asks for one."""
    places = situation.knowledge.places
    found = places.find(situation.text)
    found = found if found.units else places.find(situation.text, is_answer=True)
    about = replace(situation.conversation, topic=entry.topic, entry=entry.id)
    if not found.units:
        asked = fill(entry.answer, situation.knowledge)
        result = situation.say("answer", asked, _next(situation, entry), about)
        return replace(result, entry=entry.id, score=1.0)
    text, choices = what_became(found, situation.knowledge)
    said = with_sources(text, entry, situation.knowledge)
    result = situation.say("answer", said.text, choices or _next(situation, entry), about)
    return replace(result, entry=entry.id, score=1.0, sources=said.sources)


def _next(situation: Situation, entry: Entry) -> tuple[Button, ...]:
    """*Xem thêm* when there is more, then what the administrators chose, then the neighbours."""
    more = ("more",) if entry.more else ()
    chosen = entry.next
    if not chosen and entry.topic:
        neighbours = situation.understanding.follow_ups.neighbours(entry.topic)
        chosen = tuple(key for key in neighbours if key != entry.id)[: MOST_BUTTONS - 2]
    if "person" not in chosen and not any(key.startswith("form.") for key in chosen):
        chosen = (*chosen[: MOST_BUTTONS - 1 - len(more)], "person")
    return situation.buttons(*more, *chosen)
