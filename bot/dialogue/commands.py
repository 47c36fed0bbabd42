"""What people tell the bot to do: greet, show the menu, fetch a person, show or delete data."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.dialogue import form
from bot.dialogue.answering import answer_more
from bot.dialogue.reminding import reminders_kept
from bot.dialogue.situation import CALLBACK, ERASE, KEEP, turn
from bot.dialogue.wording import fill
from bot.message import Button, Reply
from bot.text.phone import format_phone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bot.dialogue.conversation import Turn
    from bot.dialogue.situation import Situation
    from bot.leads.lead import KeptLead


def obey(situation: Situation, command: str) -> Turn:
    """Do what the command says."""
    return _DOERS.get(command, _nothing)(situation)


def _greet(situation: Situation) -> Turn:
    text = fill(situation.knowledge.sentences.greeting, situation.knowledge)
    return situation.say("greeting", text, menu_buttons(situation))


def _help(situation: Situation) -> Turn:
    text = fill(situation.knowledge.sentences.help, situation.knowledge)
    return situation.say("greeting", text, menu_buttons(situation))


def _menu(situation: Situation) -> Turn:
    text = fill(situation.knowledge.sentences.menu, situation.knowledge)
    return situation.say("menu", text, menu_buttons(situation))


def menu_buttons(situation: Situation) -> tuple[Button, ...]:
    """The menu of the knowledge; without one, its forms."""
    knowledge = situation.knowledge
    if knowledge.menu:
        return tuple(Button(item.title, item.go) for item in knowledge.menu)
    return situation.buttons(*knowledge.forms, "person")


def _thank(situation: Situation) -> Turn:
    text = fill(situation.knowledge.sentences.thanks, situation.knowledge)
    return situation.say("greeting", text, situation.buttons("menu"))


def _part(situation: Situation) -> Turn:
    text = fill(situation.knowledge.sentences.goodbye, situation.knowledge)
    return situation.say("greeting", text, situation.buttons("menu"))


def _person(situation: Situation) -> Turn:
    """A human being is offered through the form that asks for nothing but how to call back."""
    text = fill(situation.knowledge.sentences.person, situation.knowledge)
    wanted = situation.knowledge.forms.get(CALLBACK)
    if wanted is None:
        return situation.say("menu", text, situation.buttons("menu"))
    begun = form.start(situation, wanted)
    return replace(begun, replies=(Reply(text), *begun.replies))


def _nothing(situation: Situation) -> Turn:
    """*Có*, *quay lại*, *huỷ* when there is nothing to agree to or to leave."""
    sentences = situation.knowledge.sentences
    is_leaving = situation.target in {"cancel", "back", "skip"}
    text = sentences.nothing_to_cancel if is_leaving else sentences.nothing_more
    return situation.say("menu", fill(text, situation.knowledge), menu_buttons(situation))


def _show_data(situation: Situation) -> Turn:
    sentences, knowledge = situation.knowledge.sentences, situation.knowledge
    kept = [_shown(lead, situation.now) for lead in situation.leads] + reminders_kept(situation)
    if not kept:
        return situation.say("menu", fill(sentences.data_none, knowledge))
    text = fill(sentences.data_shown, knowledge, leads="\n".join(kept))
    return situation.say("menu", text, situation.buttons("delete_data", "menu"))


def _shown(kept: KeptLead, now: datetime) -> str:
    lead = kept.lead
    known = [lead.name, format_phone(lead.phone), lead.place, *(one.text for one in lead.details)]
    day = lead.created_at.astimezone(now.tzinfo)
    return f"- {day:%d/%m/%Y}, {lead.title}: {'; '.join(filter(None, known))}"


def _ask_before_deleting(situation: Situation) -> Turn:
    sentences, knowledge = situation.knowledge.sentences, situation.knowledge
    buttons = (Button(sentences.button_delete, ERASE), Button(sentences.button_keep, KEEP))
    asked = replace(situation.conversation, is_deleting=True)
    return situation.say("menu", fill(sentences.data_confirm, knowledge), buttons, asked)


def confirmed_deletion(situation: Situation) -> Turn | None:
    """The answer to whether everything is really to be deleted."""
    sentences, conversation = situation.knowledge.sentences, situation.conversation
    if not conversation.is_deleting:
        return None
    if situation.means(ERASE, "yes"):
        deleted = situation.say("menu", fill(sentences.data_deleted, situation.knowledge))
        return replace(deleted, erases=True)
    if not situation.means(KEEP, "no"):
        return None
    kept = replace(conversation, is_deleting=False)
    text = fill(sentences.data_kept, situation.knowledge)
    if conversation.form is None:
        return situation.say("menu", text, situation.buttons("menu"), kept)
    resumed = form.question_again(situation, conversation.form)
    return turn(kept, "form", [Reply(text), resumed])


_DOERS: Mapping[str, Callable[[Situation], Turn]] = MappingProxyType(
    {
        "greeting": _greet,
        "help": _help,
        "menu": _menu,
        "person": _person,
        "more": answer_more,
        "thanks": _thank,
        "goodbye": _part,
        "show_data": _show_data,
        "delete_data": _ask_before_deleting,
    }
)
