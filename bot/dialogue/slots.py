"""Reads the answer to one question of a form: accepted, or what has to be asked instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.dialogue.clauses import is_begging
from bot.dialogue.conversation import Answered
from bot.dialogue.lessons import COURTESIES
from bot.dialogue.place import meaning_buttons, unit_buttons, units_in
from bot.dialogue.understanding import plain
from bot.dialogue.wording import fill
from bot.message import Button
from bot.text.phone import format_phone, read_phone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogue.situation import Situation
    from bot.knowledge.form import Slot
    from bot.knowledge.place import Unit

LONGEST_ANSWER = 500
NAMES = frozenset({"name", "business"})
"""Slots that want a name."""
FEWEST_LETTERS = 3
"""*đt 0912…* is a number all the same."""
MOST_TRIES = 2
"""So often it is asked which of several places is meant; then the words are taken as they are."""


@dataclass(frozen=True, slots=True)
class AskAgain:
    """The answer cannot be used yet: what to say, and what to choose from."""

    text: str
    buttons: tuple[Button, ...] = ()


def read_slot(slot: Slot, situation: Situation, tries: int) -> Answered | AskAgain:
    """What the message fills the slot with.  `tries`: answers before it that could not be used."""
    if len(situation.text) > LONGEST_ANSWER:
        sentences = situation.knowledge.sentences
        return AskAgain(fill(sentences.slot_too_long, situation.knowledge, limit=LONGEST_ANSWER))
    if slot.kind == "phone":
        return _phone(slot, situation)
    if slot.kind == "place":
        return _place(slot, situation, tries)
    if slot.kind == "choice":
        return _choice(slot, situation)
    if slot.id in NAMES and not _is_name(situation) and tries < MOST_TRIES:
        required = fill(situation.knowledge.sentences.slot_required, situation.knowledge)
        return AskAgain(f"{required}\n{slot.question}")
    return Answered(" ".join(situation.text.split()))  # reviewed and told in one line


def _is_name(situation: Situation) -> bool:
    """Whether somebody, or some facility, may be called so: not 😀, *không* or a number to call."""
    text = situation.text
    is_answer = situation.target in {"yes", "no"} and situation.message.target is None
    is_phone = read_phone(text) is not None and sum(map(str.isalpha, text)) < FEWEST_LETTERS
    is_said = any(map(str.isalpha, text)) and not is_answer and not is_phone
    return is_said and not is_begging(text) and not _is_courtesy(situation)


def _is_courtesy(situation: Situation) -> bool:
    """*Tks ad* thanks, of which nothing is left to understand; nobody is called so."""
    understanding = situation.understanding
    best = understanding.best(situation.text)
    if best is None:
        return True
    return best.entry in COURTESIES and best.score >= understanding.limits.threshold


def _phone(slot: Slot, situation: Situation) -> Answered | AskAgain:
    phone = read_phone(situation.text)
    if phone is None:
        return AskAgain(slot.hint or fill(situation.knowledge.sentences.phone_invalid,
                                          situation.knowledge))  # fmt: skip
    return Answered(format_phone(phone))


def _choice(slot: Slot, situation: Situation) -> Answered:
    """One of the choices, pressed or typed; other words are kept as they are."""
    pressed = dict(zip(choice_targets(slot), slot.choices, strict=True))
    if situation.target in pressed:
        return Answered(pressed[situation.target])
    said = plain(situation.text)
    return Answered(next((one for one in slot.choices if plain(one) == said), situation.text))


def choice_targets(slot: Slot) -> list[str]:
    """The targets of the buttons of a slot's choices."""
    return [f"choice.{number}" for number in range(len(slot.choices))]


def _place(slot: Slot, situation: Situation, tries: int) -> Answered | AskAgain:
    """A unit of today.  A place that stays unknown is kept in the person's own words: somebody on
    duty can sort it out, but nobody is turned away for the name of a village.
    """
    knowledge = situation.knowledge
    chosen = units_in(situation.target, knowledge.places)
    if chosen:
        return _unit_of(chosen, situation, situation.text)
    found = knowledge.places.find(situation.text, is_answer=True)
    if len(found.units) == 1:
        return _unit_of(found.units, situation, found.typed)
    is_enough = tries >= MOST_TRIES if found.units else tries > 0
    if is_enough or found.is_split:
        return Answered(situation.text)
    if found.choices:
        text = fill(knowledge.sentences.place_which, knowledge, typed=found.typed)
        return AskAgain(text, meaning_buttons(found))
    if found.units:
        return _unit_of(found.units, situation, found.typed)
    unknown = fill(knowledge.sentences.place_unknown, knowledge, typed=situation.text)
    return AskAgain(slot.hint or unknown)


def asked_first(slot: Slot, situation: Situation) -> AskAgain | None:
    """What to ask of a place that was named in the check of eligibility and is several of today."""
    check, knowledge = situation.conversation.check, situation.knowledge
    if slot.kind != "place" or check is None or check.place is None or check.place.unit:
        return None
    found = knowledge.places.find(check.place.text, is_answer=True)
    if found.choices:
        text = fill(knowledge.sentences.place_which, knowledge, typed=found.typed)
        return AskAgain(text, meaning_buttons(found))
    which = knowledge.sentences.place_district_which
    text = fill(which, knowledge, typed=found.typed)
    return AskAgain(text, unit_buttons(found.units)) if len(found.units) > 1 else None


def _unit_of(units: Sequence[Unit], situation: Situation, typed: str) -> Answered | AskAgain:
    if len(units) == 1:
        return Answered(both_names(situation.text, units[0].name), units[0].code)
    which = situation.knowledge.sentences.place_district_which
    return AskAgain(fill(which, situation.knowledge, typed=typed), unit_buttons(units))


def both_names(typed: str, today: str) -> str:
    """People keep using the old name: it stays, with the new one beside it."""
    said, name = plain(typed), plain(today)
    is_same = name.endswith(said) or said == f"{name} nay"  # the title of a button for two meanings
    return today if is_same else f"{typed} (nay là {today})"
