"""The steps of the check of eligibility: ask, take, go on, go back, change, tell.

Each is a Turn; which of them a message calls for is decided in `checking`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogue import check_telling
from bot.dialogue.check_lines import joined, room, section
from bot.dialogue.check_list import result
from bot.dialogue.check_state import (
    asked_of,
    matters,
    programs_of,
    told_of,
    values_of,
    with_told,
    without,
)
from bot.dialogue.conversation import CheckState, Conversation, Told, Turn
from bot.dialogue.fact_reading import rest_behind
from bot.dialogue.situation import CHECK, LONGEST_MESSAGE, turn
from bot.dialogue.understanding import plain
from bot.dialogue.wording import fill
from bot.eligibility.asking import next_fact
from bot.eligibility.assessment import assess
from bot.message import Button, Reply
from bot.text.phrases import split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogue.check_lines import Result
    from bot.dialogue.situation import Situation
    from bot.knowledge.program import Program

MOST_TRIES = 2
"""After so many answers that could not be used, the next one counts as *không biết*."""


def take(situation: Situation, state: CheckState, told: Sequence[Told], place: str = "") -> Turn:
    """Go on with what was said; what was not asked for is told back, and what may be misread."""
    fact = state.fact
    new = [one for one in told if told_of(state, one.fact) != one]
    beside = [one for one in new if one.fact != fact or _is_read(situation, one)]
    if fact is not None and any(one.fact == fact for one in told):
        state = replace(state, asked=(*(one for one in state.asked if one != fact), fact))
    state = replace(with_told(state, told), fact=None, tries=0)
    return go_on(situation, state, check_telling.heard(situation, beside, place))


def _is_read(situation: Situation, told: Told) -> bool:
    """Whether the words were other than those of the choice, or than a plain yes or no; a number
    always.
    """
    fact, value = situation.knowledge.facts[told.fact], told.value
    if value is None or fact.kind == "number":
        return value is not None
    if fact.kind == "yes_no" and situation.understanding.facts.is_plain_answer(situation.text):
        return False
    title = set(plain(fact.title_of(value)).split())
    return not title.issuperset(plain(situation.text).split())


def asked_about(situation: Situation, state: CheckState) -> Sequence[Program]:
    """The programs, as far as they are asked about now."""
    today = situation.now.date()
    return asked_of(programs_of(state, situation.knowledge, today), state)


def with_opening(situation: Situation, state: CheckState) -> CheckState:
    """The state with what the message that it began with says of what was not told since."""
    read = situation.understanding.facts.read(state.question)
    said = matters(read, asked_about(situation, state))
    return with_told(state, (one for one in said if told_of(state, one.fact) is None))


def go_on(situation: Situation, state: CheckState, *before: str) -> Turn:
    """The next question, or the result; what is said before it stands above."""
    today = situation.now.date()
    fact = next_fact(asked_about(situation, state), values_of(state), today)
    if fact is not None:
        return ask(situation, replace(state, fact=fact, tries=0), *before)
    state = replace(state, fact=None, tries=0)
    told = result(situation, state)
    replies = _replies(joined(before[-1:]), told)  # above a result no introduction
    shown = turn(about(situation, state), "eligibility", replies)
    return replace(named(shown, situation, state), sources=told.sources)


def _replies(heard: str, told: Result) -> list[Reply]:
    """The result below what was heard, in one message where that fits."""
    whole = joined([heard, told.texts[0]])
    fits = len(whole) + room(told.buttons) <= LONGEST_MESSAGE
    texts = [whole, *told.texts[1:]] if fits else [heard, *told.texts]
    *first, last = filter(None, texts)
    return [*map(Reply, first), Reply(last, told.buttons)]


def ask(situation: Situation, state: CheckState, *before: str) -> Turn:
    """The question for the fact, below what is said before it."""
    asked = check_telling.question(situation, state)
    text = "\n\n".join(filter(None, (*before, asked.text)))
    shown = turn(about(situation, state), "eligibility", [Reply(text, asked.buttons)])
    return named(shown, situation, state)


def noted(situation: Situation, state: CheckState, *, is_asking: bool = False) -> Turn:
    """A place was named and nothing else that can be used: it is told back, with what is to be said
    of places where that is the question, and asked again.
    """
    heard = check_telling.heard(situation, (), state.place.text if state.place else "")
    told = _of_places(situation, state) if is_asking else ""
    return ask(situation, state, heard, told)


def _of_places(situation: Situation, state: CheckState) -> str:
    """What is required of the place of production."""
    knowledge, today = situation.knowledge, situation.now.date()
    places = {key for key, fact in knowledge.facts.items() if fact.kind == "place"}
    found = [
        reason
        for program in programs_of(state, knowledge, today)
        for reason in assess(program, {}, today).reasons
        if not places.isdisjoint(reason.facts)
    ]
    one_each = list({reason.text: reason for reason in found}.values())
    return section(situation, knowledge.eligibility_wording.officer, one_each)


def restart(situation: Situation, state: CheckState) -> Turn:
    """Of the same program, as if nothing had been said."""
    begun = fill(situation.knowledge.eligibility_wording.restarted, situation.knowledge)
    return go_on(situation, CheckState(program=state.program), begun)


def explain(situation: Situation, state: CheckState) -> Turn:
    """What the question means."""
    say = situation.knowledge.eligibility_wording
    return again(situation, state, say.explain, say.explain_bare)


def again(situation: Situation, state: CheckState, helped: str = "", bare: str = "") -> Turn:
    """It could not be used: asked again with help, the third time taken for *không biết*."""
    knowledge, say = situation.knowledge, situation.knowledge.eligibility_wording
    helped, bare = helped or say.again, bare or say.again_bare
    if state.tries >= MOST_TRIES and state.fact:
        gave_up = fill(say.gave_up, knowledge)
        told = with_told(state, [Told(state.fact, None, situation.text)])
        return go_on(situation, replace(told, asked=(*state.asked, state.fact), fact=None), gave_up)
    fact = knowledge.facts[state.fact or ""]
    text = fill(helped if fact.help else bare, knowledge, help=fact.help or "")
    return ask(situation, replace(state, tries=state.tries + 1), text)


def back(situation: Situation, state: CheckState) -> Turn:
    """The question before this one; from a change to where it was made."""
    if state.fact and told_of(state, state.fact):
        return go_on(situation, replace(state, fact=None))
    if not state.asked:
        at_start = fill(situation.knowledge.eligibility_wording.at_start, situation.knowledge)
        return ask(situation, state, at_start)
    *before, fact = state.asked
    earlier = replace(without(state, fact), asked=tuple(before), fact=fact, tries=0)
    return ask(situation, earlier)


def changed(
    situation: Situation, state: CheckState, *, is_sure: bool = False, is_choosing: bool = False
) -> Turn | None:
    """*Sửa loại hình*, *đổi lại là hợp tác xã*; None when nothing is to be changed.  `is_sure`:
    only what cannot mean anything else (*sửa máy* is somebody's trade).  `is_choosing`: we asked
    which, so a label says it.
    """
    say, reader = situation.knowledge.eligibility_wording, situation.understanding.facts
    rest = rest_behind(situation.text, say.words_edit)
    if rest is None and is_choosing:
        said = split(situation.text)
        named_fact = reader.labelled(said, [one.fact for one in state.told], is_whole=True)
        return edit(situation, state, named_fact) if named_fact else None
    if rest is None:
        return None
    fact = reader.labelled(rest, [one.fact for one in state.told], is_whole=is_sure)
    if is_sure:
        return edit(situation, state, fact) if fact else None
    told = matters(reader.read(" ".join(rest)), asked_about(situation, state))
    if told:
        return take(situation, state, told)
    return edit(situation, state, fact) if fact else edit_which(situation, state)


def edit(situation: Situation, state: CheckState, fact: str) -> Turn:
    """Ask once more; what was said before stands until it is answered."""
    return ask(situation, replace(state, fact=fact, tries=0))


def edit_which(situation: Situation, state: CheckState) -> Turn:
    """The facts that were said, to choose from."""
    knowledge, say = situation.knowledge, situation.knowledge.eligibility_wording
    if not state.told:
        nothing = fill(say.nothing_to_edit, knowledge)
        return go_on(situation, state, nothing)
    buttons = [
        Button(check_telling.labelled(situation, one), f"{CHECK}edit:{one.fact}")
        for one in state.told
    ]
    about = replace(situation.conversation, check=replace(state, fact=None))
    text = fill(say.edit_which, knowledge)
    return named(situation.say("eligibility", text, buttons, about), situation, state)


def about(situation: Situation, state: CheckState) -> Conversation:
    """What is talked of from now on: the program's entry, so that *cần giấy tờ gì* is about it."""
    program = situation.knowledge.programs.get(state.program or "")
    entry = situation.knowledge.entries.get(program.entry) if program else None
    before = situation.conversation
    return replace(
        before,
        check=state,
        form=None,
        question=state.question or before.question,
        topic=entry.topic if entry and entry.topic else before.topic,
        entry=entry.id if entry else before.entry,
    )


def named(shown: Turn, situation: Situation, state: CheckState) -> Turn:
    """The Turn, under the name of what is checked."""
    entries = situation.knowledge.entries.values()
    own = next((entry.id for entry in entries if entry.kind == "check"), None)
    return replace(shown, entry=state.program or own, score=1.0)
