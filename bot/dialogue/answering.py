"""Answers a question: find the entry, say it with its sources, offer what people ask next."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogue.answer import compose, with_sources
from bot.dialogue.calendar import list_events, with_lunar_note
from bot.dialogue.conversation import Turn
from bot.dialogue.event_card import answer_event
from bot.dialogue.meaning import find_meaning
from bot.dialogue.place import what_became
from bot.dialogue.situation import CHECK, MOST_BUTTONS, with_matches
from bot.dialogue.wording import fill
from bot.dialogue.workdays import count_workdays
from bot.eligibility.offered import offered
from bot.message import Button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogue.asked import Meaning
    from bot.dialogue.conversation import Conversation, Kind
    from bot.dialogue.situation import Situation
    from bot.knowledge.entry import Entry


def answer_question(situation: Situation) -> Turn:
    """The answer, a choice, the menu of a topic, or the admission that there is none.

    A form, a command or the check that was meant comes back as its name in `entry` and kind `form`,
    `menu` or `eligibility`: what follows from that is not decided here.
    """
    meaning = find_meaning(situation)
    result = _said(_asked(situation, meaning.topic), meaning)
    return with_matches(result, meaning.matches[: situation.understanding.top])


def _said(situation: Situation, meaning: Meaning) -> Turn:
    if meaning.kind == "unknown":
        return _unknown(situation)
    if meaning.kind == "topic":
        return _topic(situation, meaning)
    if meaning.kind == "choice":
        return _choice(situation, meaning.entries)
    return _answered(situation, meaning)


def answer_entry(situation: Situation, key: str) -> Turn:
    """The entry as it is said on this day, with buttons for what people ask next."""
    entry = situation.knowledge.entries[key]
    if entry.kind == "place" and not _is_withheld(situation, entry):
        return _place(situation, entry)
    if entry.kind == "workdays":
        return count_workdays(situation, entry)
    said = compose(entry, situation.knowledge, situation.now.date())
    if entry.events and not said.is_withheld:
        listed = list_events(situation, entry, entry.events)
        if listed:
            return listed
        said = replace(said, text=with_lunar_note(said.text, situation))
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
    said = with_sources(entry.more, entry, knowledge, situation.now.date())
    result = situation.say("answer", said.text, situation.buttons(*entry.next, "menu"))
    return replace(result, entry=entry.id, score=1.0, sources=said.sources)


def _is_withheld(situation: Situation, entry: Entry) -> bool:
    return compose(entry, situation.knowledge, situation.now.date()).is_withheld


def _asked(situation: Situation, topic: str | None) -> Situation:
    """The situation in which this question is the one that was asked last."""
    before = situation.conversation
    conversation = replace(before, question=situation.text, topic=topic or before.topic)
    return replace(situation, conversation=conversation)


def _answered(situation: Situation, meaning: Meaning) -> Turn:
    [key] = meaning.entries
    entry = situation.knowledge.entries.get(key)
    if entry is not None and entry.kind == "check" and can_check(situation):
        return Turn(situation.conversation, (), "eligibility", entry=key)
    if entry is not None:
        answered = answer_entry(situation, key)
        talked_of = replace(answered.conversation, topic=meaning.topic)
        return replace(answered, conversation=talked_of) if meaning.topic else answered
    if key in situation.knowledge.events:
        return answer_event(situation, key)
    kind: Kind = "form" if key in situation.knowledge.forms else "menu"
    return Turn(situation.conversation, (), kind, entry=key)


def can_check(situation: Situation) -> bool:
    """Whether there are rules to check somebody's case with."""
    return bool(offered(situation.knowledge, situation.now.date()))


def _topic(situation: Situation, meaning: Meaning) -> Turn:
    """What there is about the topic; a topic with a single entry is answered with it."""
    topic = situation.knowledge.topics[meaning.topic or ""]
    if len(meaning.entries) == 1:
        return answer_entry(situation, meaning.entries[0])
    text = fill(situation.knowledge.sentences.topic_menu, situation.knowledge, title=topic.title)
    return situation.say(
        "choice", text, situation.buttons(*meaning.entries), _asking_back(situation)
    )


def _asking_back(situation: Situation) -> Conversation:
    return replace(situation.conversation, asked_back=situation.text)


def _choice(situation: Situation, keys: Sequence[str]) -> Turn:
    sentences, knowledge = situation.knowledge.sentences, situation.knowledge
    none = Button(sentences.button_none_of_these, "person")
    buttons = (*situation.buttons(*keys), none)
    asked = _asking_back(situation)
    return situation.say("choice", fill(sentences.choice, knowledge), buttons, asked)


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
    said = with_sources(text, entry, situation.knowledge, situation.now.date())
    result = situation.say("answer", said.text, choices or _next(situation, entry), about)
    return replace(result, entry=entry.id, score=1.0, sources=said.sources)


def _next(situation: Situation, entry: Entry) -> tuple[Button, ...]:
    """*Xem thêm* when there is more, then what the administrators chose, then the neighbors."""
    more = ("more",) if entry.more else ()
    chosen = entry.next
    if not chosen and entry.topic:
        neighbors = situation.understanding.pairs.neighbors(entry.topic)
        chosen = tuple(key for key in neighbors if key != entry.id)[: MOST_BUTTONS - 2]
    if "person" not in chosen and not any(key.startswith("form.") for key in chosen):
        chosen = (*chosen[: MOST_BUTTONS - 1 - len(more)], "person")
    return _with_check(situation, entry, situation.buttons(*more, *chosen))


def _with_check(
    situation: Situation, entry: Entry, buttons: tuple[Button, ...]
) -> tuple[Button, ...]:
    """Below what tells of a program first the check of it; another entry makes room for it."""
    programs = offered(situation.knowledge, situation.now.date())
    program = next((one for one in programs if one.entry == entry.id), None)
    if program is None:
        return buttons
    title = situation.knowledge.eligibility_wording.button_check
    others = [one for one in buttons if one.target in situation.knowledge.entries]
    spare = others[-1:] if len(buttons) == MOST_BUTTONS else []
    kept = (one for one in buttons if one not in spare)
    return (Button(title, f"{CHECK}start:{program.id}"), *kept)[:MOST_BUTTONS]
