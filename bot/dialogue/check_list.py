"""The result of the check of eligibility for several programs: a list by verdict, which leads to
each of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.answer import caveats_of, sources_of
from bot.dialogue.check_lines import Result, as_said, joined, room, section
from bot.dialogue.check_result import tell_one
from bot.dialogue.check_state import programs_of, values_of
from bot.dialogue.situation import CHECK, LONGEST_MESSAGE
from bot.dialogue.wording import fill
from bot.eligibility.assessment import assess
from bot.message import Button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogue.conversation import CheckState
    from bot.dialogue.situation import Situation
    from bot.eligibility.assessment import Assessment, Reason, Verdict

FEW_REASONS = 2
"""So many are told with a list of programs; more would be longer than the list."""
ORDER = ("likely", "open", "officer", "not_yet")


def result(situation: Situation, state: CheckState) -> Result:
    """Of one program all of it; of several a list, which leads to each."""
    today = situation.now.date()
    programs = programs_of(state, situation.knowledge, today)
    found = [assess(program, values_of(state), today) for program in programs]
    return (
        tell_one(situation, state, found[0]) if len(found) == 1 else _list(situation, state, found)
    )


def _list(situation: Situation, state: CheckState, found: Sequence[Assessment]) -> Result:
    """The programs by verdict, each as a button; with the reasons where these are few."""
    knowledge, say = situation.knowledge, situation.knowledge.eligibility_wording
    groups = {verdict: [one for one in found if _outlook(one) == verdict] for verdict in ORDER}
    reasons = {verdict: _few_reasons(state, verdict, some) for verdict, some in groups.items()}
    shows = [
        Button(one.program.title, f"{CHECK}show:{one.program.id}")
        for some in groups.values()
        for one in some
    ]
    buttons = (*shows, Button(say.button_edit, f"{CHECK}edit"), *situation.buttons("person"))
    title, closing = fill(say.all_title, knowledge), fill(say.all_closing, knowledge)
    bare = {verdict: _group(situation, verdict, some) for verdict, some in groups.items() if some}
    told = [
        joined([text, section(situation, say.all_because, reasons[verdict])], "\n")
        for verdict, text in bare.items()
    ]
    cited = [one for some in reasons.values() for reason in some for one in reason.citations]
    limits = caveats_of(cited, knowledge, situation.now.date(), say.documents)
    whole = joined([title, *told, "\n".join(limits), closing])
    if len(whole) + room(buttons) <= LONGEST_MESSAGE:
        return Result((whole,), buttons, sources_of(cited, knowledge))
    return Result((joined([title, *bare.values(), closing]),), buttons)


def _group(situation: Situation, verdict: str, found: Sequence[Assessment]) -> str:
    knowledge, say = situation.knowledge, situation.knowledge.eligibility_wording
    heading: str = getattr(say, f"all_{verdict}")
    titles = "\n".join(fill(say.title, knowledge, title=one.program.title) for one in found)
    return fill(heading, knowledge, titles=titles)


def _few_reasons(state: CheckState, verdict: str, found: Sequence[Assessment]) -> Sequence[Reason]:
    """What is in the way of these programs; none where it is too much for a list."""
    wanted = {"officer": "officer", "not_yet": "fails"}.get(verdict)
    reasons = {
        reason.text: reason
        for one in found
        for reason in (as_said(reason, state) for reason in one.reasons)
        if reason.state == wanted and not reason.is_always_officer
    }
    return [*reasons.values()] if len(reasons) <= FEW_REASONS else []


def _outlook(found: Assessment) -> Verdict:
    """Where not all was asked but an officer has to look in any case, that."""
    decided = (one for one in found.reasons if not one.is_always_officer)
    is_for_officer = found.verdict == "open" and any(one.state == "officer" for one in decided)
    return "officer" if is_for_officer else found.verdict
