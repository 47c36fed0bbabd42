"""What the check of eligibility says: its questions, what it has heard, its results."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.dialogue.answer import aging, caveats_of, sources_of
from bot.dialogue.check_state import programs_of, told_of, values_of
from bot.dialogue.situation import CHECK
from bot.dialogue.wording import fill
from bot.eligibility.assessment import assess
from bot.message import Button, Reply

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from bot.dialogue.conversation import CheckState, Told
    from bot.dialogue.situation import Situation
    from bot.eligibility.assessment import Assessment, Change, Reason, Verdict
    from bot.knowledge.program import Program
    from bot.knowledge.sourced import Citation

LONGEST = 2000
"""Characters; the limit of Zalo's own messages."""
ASKING = 50
"""Characters of the line with which a channel without buttons asks to choose."""
FEW_REASONS = 2
"""So many are told with a list of programs; more would be longer than the list."""
ORDER = ("likely", "open", "officer", "not_yet")


@dataclass(frozen=True, slots=True)
class Result:
    """What one or more programs come to, ready to be read."""

    texts: tuple[str, ...]
    """One, or two where it is too long for one message."""
    buttons: tuple[Button, ...]
    sources: tuple[str, ...] = ()


def question(situation: Situation, state: CheckState) -> Reply:
    """What the check is waiting for."""
    knowledge = situation.knowledge
    fact, say = knowledge.facts[state.fact or ""], knowledge.eligibility_wording
    choices = [Button(one.title, f"{CHECK}say:{fact.id}:{one.id}") for one in fact.choices]
    unknown = Button(say.button_unknown, f"{CHECK}unknown:{fact.id}")
    back = situation.buttons("back") if state.asked or told_of(state, fact.id) else ()
    return Reply(fill(fact.question, knowledge), (*choices, unknown, *back))


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


def result(situation: Situation, state: CheckState) -> Result:
    """Of one program all of it; of several a list, which leads to each."""
    today = situation.now.date()
    programs = programs_of(state, situation.knowledge, today)
    found = [assess(program, values_of(state), today) for program in programs]
    return _one(situation, state, found[0]) if len(found) == 1 else _list(situation, state, found)


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
        _joined([text, _section(situation, say.all_because, reasons[verdict])], "\n")
        for verdict, text in bare.items()
    ]
    cited = [one for some in reasons.values() for reason in some for one in reason.citations]
    limits = caveats_of(cited, knowledge, situation.now.date(), say.documents)
    whole = _joined([title, *told, "\n".join(limits), closing])
    if len(whole) + _room(buttons) <= LONGEST:
        return Result((whole,), buttons, sources_of(cited, knowledge))
    return Result((_joined([title, *bare.values(), closing]),), buttons)


def _group(situation: Situation, verdict: str, found: Sequence[Assessment]) -> str:
    knowledge, say = situation.knowledge, situation.knowledge.eligibility_wording
    heading: str = getattr(say, f"all_{verdict}")
    titles = "\n".join(fill(say.title, knowledge, title=one.program.title) for one in found)
    return fill(heading, knowledge, titles=titles)


def _few_reasons(state: CheckState, verdict: str, found: Sequence[Assessment]) -> Sequence[Reason]:
    """What is in the way of these programs; none where it is too much for a list."""
    wanted = {"officer": "officer", "not_yet": "fails"}.get(verdict)
    unknown = {one.fact for one in state.told if one.value is None}
    reasons = {
        reason.text: reason
        for one in found
        for reason in (_as_said(reason, unknown) for reason in one.reasons)
        if reason.state == wanted and not reason.is_always_officer
    }
    return [*reasons.values()] if len(reasons) <= FEW_REASONS else []


def _outlook(found: Assessment) -> Verdict:
    """Where not all was asked but an officer has to look in any case, that."""
    decided = (one for one in found.reasons if not one.is_always_officer)
    is_for_officer = found.verdict == "open" and any(one.state == "officer" for one in decided)
    return "officer" if is_for_officer else found.verdict


def _one(situation: Situation, state: CheckState, found: Assessment) -> Result:
    reasons = _reasons(situation, state, found)
    rest = [_outcome(situation, found), *_fine_print(situation, state, found)]
    whole, buttons = _joined([*reasons, *rest]), _buttons(situation, found.program)
    is_one = len(whole) + _room(buttons) <= LONGEST
    texts = (whole,) if is_one else (_joined(reasons), _joined(rest))
    sources = sources_of(_citations(state, found), situation.knowledge)
    return Result(texts, buttons, sources)


def _room(buttons: Iterable[Button]) -> int:
    """What the buttons take where they are listed below the text."""
    return ASKING + sum(len(one.title) + len("00. \n") for one in buttons)


def _joined(parts: Iterable[str], between: str = "\n\n") -> str:
    return between.join(filter(None, parts))


def _reasons(situation: Situation, state: CheckState, found: Assessment) -> list[str]:
    """The verdict, then what it rests on: first what is in the way."""
    knowledge, say = situation.knowledge, situation.knowledge.eligibility_wording
    verdict = "officer" if found.verdict == "open" else found.verdict
    first: str = getattr(say, f"one_{verdict}")
    told = {one.fact for one in state.told}
    unknown = {one.fact for one in state.told if one.value is None}
    decided = [_as_said(one, unknown) for one in found.reasons if not one.is_always_officer]
    by_state = {
        name: [one for one in decided if one.state == name]
        for name in ("fails", "officer", "open", "holds")
    }
    holds = [one for one in by_state["holds"] if _is_told(one, told, is_final=False)]
    always = [one for one in found.reasons if one.is_always_officer]
    return [
        fill(first, knowledge, title=found.program.title),
        _section(situation, say.fails, by_state["fails"]),
        _changes(situation, found),
        _section(situation, say.holds, holds),
        _open(situation, found, by_state["open"]),
        _section(situation, say.officer, [*by_state["officer"], *always]),
    ]


def _as_said(reason: Reason, unknown: AbstractSet[str]) -> Reason:
    """What they do not know themselves is open; the rules do not leave it to an officer."""
    is_unknown = reason.state == "officer" and not unknown.isdisjoint(reason.facts)
    return replace(reason, state="open") if is_unknown else reason


def _open(situation: Situation, found: Assessment, reasons: Sequence[Reason]) -> str:
    """What is not known; where it cannot change the verdict, only how much that is."""
    knowledge, say = situation.knowledge, situation.knowledge.eligibility_wording
    if reasons and found.verdict == "not_yet":
        return fill(say.unasked, knowledge, count=len(reasons))
    return _section(situation, say.unknown, reasons)


def _fine_print(situation: Situation, state: CheckState, found: Assessment) -> list[str]:
    knowledge = situation.knowledge
    today = situation.now.date()
    several = knowledge.eligibility_wording.documents
    caveats = caveats_of(_citations(state, found), knowledge, today, several)
    limits = (aging(found.program, knowledge, today), *caveats)
    return ["\n".join(filter(None, limits)), fill(knowledge.eligibility_wording.closing, knowledge)]


def _section(situation: Situation, heading: str, reasons: Sequence[Reason]) -> str:
    """A heading and its reasons; those with the same source share a line."""
    if not reasons:
        return ""
    by_source: dict[str, list[str]] = {}
    for one in reasons:
        source = "; ".join(sources_of(one.citations, situation.knowledge))
        text = one.officer if one.state == "officer" and one.officer else one.text
        by_source.setdefault(source, []).append(text.rstrip("."))
    lines = (_line(situation, texts, source) for source, texts in by_source.items())
    return "\n".join([fill(heading, situation.knowledge), *lines])


def _line(situation: Situation, texts: Iterable[str], source: str) -> str:
    knowledge, say = situation.knowledge, situation.knowledge.eligibility_wording
    sentence = say.reason if source else say.reason_bare
    return fill(sentence, knowledge, say=". ".join(texts), source=source)


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
