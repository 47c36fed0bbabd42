"""The lines that results of the check of eligibility are put together from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.dialogue.answer import sources_of
from bot.dialogue.wording import fill
from bot.message import Button

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.dialogue.conversation import CheckState
    from bot.dialogue.situation import Situation
    from bot.eligibility.assessment import Reason

ASKING = 50
"""Characters of the line with which a channel without buttons asks to choose."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one or more programs come to, ready to be read."""

    texts: tuple[str, ...]
    """One, or two where it is too long for one message."""
    buttons: tuple[Button, ...]
    sources: tuple[str, ...] = ()


def room(buttons: Iterable[Button]) -> int:
    """What the buttons take where they are listed below the text."""
    return ASKING + sum(len(one.title) + len("00. \n") for one in buttons)


def joined(parts: Iterable[str], between: str = "\n\n") -> str:
    """Those that say something."""
    return between.join(filter(None, parts))


def as_said(reason: Reason, state: CheckState) -> Reason:
    """What they do not know themselves is open; the rules do not leave it to an officer."""
    unknown = {one.fact for one in state.told if one.value is None}
    is_unknown = reason.state == "officer" and not unknown.isdisjoint(reason.facts)
    return replace(reason, state="open") if is_unknown else reason


def section(situation: Situation, heading: str, reasons: Sequence[Reason]) -> str:
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
