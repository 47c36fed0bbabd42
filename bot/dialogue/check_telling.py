"""What the check of eligibility asks, and what it has heard, as people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.check_state import told_of
from bot.dialogue.situation import CHECK
from bot.dialogue.wording import fill
from bot.message import Button, Reply

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.dialogue.conversation import CheckState, Told
    from bot.dialogue.situation import Situation


def question(situation: Situation, state: CheckState) -> Reply:
    """What the check is waiting for.  Where a number is, a number means nothing else: no buttons,
    which some channels number, but what to type.
    """
    knowledge = situation.knowledge
    fact, say = knowledge.facts[state.fact or ""], knowledge.eligibility_wording
    told = (state.question, *(one.text for one in state.told), situation.text)
    is_helped = situation.understanding.facts.wants_help(fact.id, *told)
    is_new = not state.tries  # else the help is said already, above the question
    with_help = fact.help if is_new and (fact.kind == "number" or is_helped) else None
    text = fill("\n".join(filter(None, (fact.question, with_help))), knowledge)
    if fact.kind == "number":
        return Reply(text)
    choices = [Button(one.title, f"{CHECK}say:{fact.id}:{one.id}") for one in fact.choices]
    unknown = Button(say.button_unknown, f"{CHECK}unknown:{fact.id}")
    back = situation.buttons("back") if state.asked or told_of(state, fact.id) else ()
    return Reply(text, (*choices, unknown, *back))


def heard(situation: Situation, told: Iterable[Told], place: str = "") -> str:
    """One line that tells back what was taken from somebody's own words; nothing: none."""
    say = situation.knowledge.eligibility_wording
    facts = [labelled(situation, one) for one in told]
    if place:
        facts.append(fill(say.fact, situation.knowledge, label=say.fact_place, value=place))
    return fill(say.told, situation.knowledge, facts="; ".join(facts)) if facts else ""


def labelled(situation: Situation, told: Told) -> str:
    """A fact with its label."""
    knowledge = situation.knowledge
    fact, say = knowledge.facts[told.fact], knowledge.eligibility_wording
    value = say.unknown_value if told.value is None else told.text or fact.title_of(told.value)
    return fill(say.fact, knowledge, label=fact.label, value=value)
