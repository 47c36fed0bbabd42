"""The result of the check of eligibility for one program: the verdict, the reasons with their
articles, what would help, the ceiling, what is left open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.answer import aging, caveats_of, sources_of
from bot.dialogue.check_lines import Result, as_said, joined, room, section
from bot.dialogue.situation import CHECK, LONGEST_MESSAGE
from bot.dialogue.wording import fill
from bot.message import Button

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.dialogue.conversation import CheckState
    from bot.dialogue.situation import Situation
    from bot.eligibility.assessment import Assessment, Change, Reason
    from bot.knowledge.program import Program
    from bot.knowledge.sourced import Citation


def tell_one(situation: Situation, state: CheckState, found: Assessment) -> Result:
    """In one message, or in two where it is too long."""
    reasons = _reasons(situation, state, found)
    rest = [_outcome(situation, found), *_fine_print(situation, state, found)]
    whole, buttons = joined([*reasons, *rest]), _buttons(situation, found.program)
    is_one = len(whole) + room(buttons) <= LONGEST_MESSAGE
    texts = (whole,) if is_one else (joined(reasons), joined(rest))
    sources = sources_of(_citations(state, found), situation.knowledge)
    return Result(texts, buttons, sources)


def _reasons(situation: Situation, state: CheckState, found: Assessment) -> list[str]:
    """The verdict, then what it rests on: first what is in the way."""
    knowledge, say = situation.knowledge, situation.knowledge.eligibility_wording
    verdict = "officer" if found.verdict == "open" else found.verdict
    first: str = getattr(say, f"one_{verdict}")
    told = {one.fact for one in state.told}
    decided = [as_said(one, state) for one in found.reasons if not one.is_always_officer]
    by_state = {
        name: [one for one in decided if one.state == name]
        for name in ("fails", "officer", "open", "holds")
    }
    holds = [one for one in by_state["holds"] if _is_told(one, told, is_final=False)]
    always = [one for one in found.reasons if one.is_always_officer]
    return [
        fill(first, knowledge, title=found.program.title),
        section(situation, say.fails, by_state["fails"]),
        _changes(situation, found),
        section(situation, say.holds, holds),
        _open(situation, found, by_state["open"]),
        _misread(situation, state, found),
        section(situation, say.officer, [*by_state["officer"], *always]),
    ]


def _open(situation: Situation, found: Assessment, reasons: Sequence[Reason]) -> str:
    """What is not known; where it cannot change the verdict, only how much that is."""
    knowledge, say = situation.knowledge, situation.knowledge.eligibility_wording
    if reasons and found.verdict == "not_yet":
        return fill(say.unasked, knowledge, count=len(reasons))
    return section(situation, say.unknown, reasons)


def _misread(situation: Situation, state: CheckState, found: Assessment) -> str:
    """Of what is open that which was answered, but not understood."""
    knowledge, say = situation.knowledge, situation.knowledge.eligibility_wording
    asks = {fact.id: fact.label for fact in found.program.asks}
    unread = [one.fact for one in state.told if one.value is None and one.text]
    labels = ", ".join(asks[fact] for fact in unread if fact in asks)
    return fill(say.misread, knowledge, labels=labels) if labels else ""


def _fine_print(situation: Situation, state: CheckState, found: Assessment) -> list[str]:
    knowledge = situation.knowledge
    today = situation.now.date()
    several = knowledge.eligibility_wording.documents
    caveats = caveats_of(_citations(state, found), knowledge, today, several)
    limits = (aging(found.program, knowledge, today), *caveats)
    return ["\n".join(filter(None, limits)), fill(knowledge.eligibility_wording.closing, knowledge)]


def _changes(situation: Situation, found: Assessment) -> str:
    """What would help, in the words of the rules; else the facts as they would have to be."""
    knowledge, say = situation.knowledge, situation.knowledge.eligibility_wording
    written = [one.otherwise for one in found.reasons if one.state == "fails" and one.otherwise]
    lines = [
        fill(say.reason_bare, knowledge, say=f"{one[0].upper()}{one[1:].rstrip('.')}")
        for one in written
    ]
    lines = lines or [_change(situation, one) for one in found.changes]
    return "\n".join([fill(say.changes, knowledge), *dict.fromkeys(lines)]) if lines else ""


def _change(situation: Situation, change: Change) -> str:
    knowledge, say = situation.knowledge, situation.knowledge.eligibility_wording
    to = (
        fill(say.fact, knowledge, label=fact.label, value=fact.title_of(value))
        for fact, value in ((knowledge.facts[key], value) for key, value in change.to)
    )
    return fill(say.reason_bare, knowledge, say="; ".join(to))


def _outcome(situation: Situation, found: Assessment) -> str:
    """The support, its ceiling as a ceiling, and what the bot leaves open."""
    knowledge, say = situation.knowledge, situation.knowledge.eligibility_wording
    outcome = found.program.outcome
    if found.verdict == "not_yet":
        return ""
    sources = "; ".join(sources_of(outcome.sources, knowledge))
    support = ", ".join(filter(None, (outcome.support, outcome.ceiling)))
    sentence = say.outcome if sources else say.outcome_bare
    lines = [fill(sentence, knowledge, support=support.rstrip("."), source=sources)]
    undecided = "; ".join(one.rstrip(".") for one in outcome.undecided)
    lines += [fill(say.undecided, knowledge, what=undecided)] if undecided else []
    return "\n".join(lines)


def _citations(state: CheckState, found: Assessment) -> list[Citation]:
    """Of all that is told."""
    told = {one.fact for one in state.told}
    is_final = found.verdict == "not_yet"
    cited = [
        citation
        for reason in found.reasons
        for citation in reason.citations
        if _is_told(reason, told, is_final=is_final)
    ]
    return cited if is_final else [*cited, *found.program.outcome.sources]


def _is_told(reason: Reason, told: Collection[str], *, is_final: bool) -> bool:
    """What holds without having been asked, or can change nothing any more, is not told."""
    if reason.state == "holds":
        return all(fact in told for fact in reason.facts)
    return reason.state != "open" or not is_final


def _buttons(situation: Situation, program: Program) -> tuple[Button, ...]:
    knowledge, say = situation.knowledge, situation.knowledge.eligibility_wording
    papers = [Button(say.button_papers, program.papers)] if program.papers else []
    has_others = len(knowledge.programs) > 1
    return (
        Button(say.button_register, f"{CHECK}form:{program.id}"),
        *papers,
        Button(say.button_edit, f"{CHECK}edit"),
        *([Button(say.button_all, f"{CHECK}all")] if has_others else []),
        *situation.buttons("person"),
    )
