"""How a check of eligibility begins in somebody's own words: *tôi là hộ kinh doanh làm đồ gỗ, muốn
mua máy CNC*.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.dialogue.clauses import is_asking
from bot.dialogue.conversation import Answered
from bot.dialogue.fact_reading import own_words, rest_behind
from bot.dialogue.slots import both_names
from bot.dialogue.small_words import SmallWords
from bot.eligibility.offered import offered
from bot.text.fold import fold
from bot.text.phrases import split

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.dialogue.situation import Situation
    from bot.knowledge.fact import Fact

OF_FACILITY, FEWEST, MANY = 2, 3, 4
"""So much has to be said of the facility itself (its place aside, which stories tell too), and so
much in all, before a message counts as the beginning of a check; with many things said also where
an entry answers it surely.
"""
SURE = 0.85
ASPECTS = frozenset({None, "overview", "conditions", "benefit"})
"""What else is asked (how much, which papers) is answered instead."""
_WHETHER = re.compile(r"\b(co|duoc|dc|du)\b.*\b(khong|ko|k|hong|chua)$")
_ASKING_FOR = SmallWords(
    "em", "tôi", "tui", "mình", "anh", "chị", "ơi", "muốn", "cần", "cho", "xin", "nhờ", "giúp",
)  # fmt: skip
_NOT_BUT = re.compile(r"\b(khong|ko|k|hong|chua) phai\b.*\bma (la|lam|toi|tui|em|minh)\b")
_AMOUNT = re.compile(r"\b(bao nhieu|nhieu|toi da|may (trieu|ty|chuc|tram))\b")
"""*Có được hỗ trợ không* asks for no amount, whatever it resembles."""


def opens_check(situation: Situation) -> bool:
    """Whether somebody tells so much of themselves that they want to know about their own case."""
    if not offered(situation.knowledge, situation.now.date()):
        return False
    text, understanding = situation.text, situation.understanding
    if understanding.owner(text):
        return False
    if _calls_for_it(situation):
        return True
    program = situation.knowledge.programs.get(meant_program(situation, text) or "")
    said = [situation.knowledge.facts[one.fact] for one in understanding.facts.read(text)]
    of_facility = sum(fact.general for fact in said) + _hints(situation, said)
    of_case = 1 + sum(not fact.general for fact in said if fact in program.asks) if program else 0
    count = of_facility + of_case + bool(place_in(situation, text))
    if of_facility < OF_FACILITY or count < FEWEST or not _asks_whether(situation):
        return False
    best = understanding.rank(text)
    return count >= MANY or not best or best[0].score < SURE


def _calls_for_it(situation: Situation) -> bool:
    """*Kiểm tra điều kiện mua máy*; or who tells what they are not and what they are, or of another
    and of themselves, whom no answer in general fits.
    """
    say, reader, text = (
        situation.knowledge.eligibility_wording,
        situation.understanding.facts,
        situation.text,
    )
    words = split(text)
    start = next((at for at, word in enumerate(words) if word not in _ASKING_FOR), 0)
    rest = rest_behind(" ".join(words[start:]), say.words_check)
    if rest is not None:
        return not is_asking(" ".join(rest))
    said = [situation.knowledge.facts[one.fact] for one in reader.read(text)]
    knows = any(fact.general for fact in said) or _hints(situation, said)
    if knows and _asks_of_own_case(situation):
        return True
    is_other = bool(_NOT_BUT.search(fold(" ".join(split(text))))) or own_words(text) != text
    return bool(knows) and is_other and _asks_whether(situation)


def _asks_of_own_case(situation: Situation) -> bool:
    """Whether the message has in it, word for word, a way of asking for the check."""
    said = f" {fold(' '.join(split(situation.text)))} "
    checks = (one for one in situation.knowledge.entries.values() if one.kind == "check")
    return any(f" {fold(' '.join(split(ask)))} " in said for one in checks for ask in one.ask)


def _hints(situation: Situation, said: Iterable[Fact]) -> int:
    """Facts of the facility that are half said: *công ty*, whose size is to be asked."""
    reader, known = situation.understanding.facts, {fact.id for fact in said}
    facts = situation.knowledge.facts.values()
    open_facts = (fact for fact in facts if fact.general and fact.id not in known)
    return sum(reader.wants_help(fact.id, situation.text) for fact in open_facts)


def _asks_whether(situation: Situation) -> bool:
    """Whether nothing else is asked: how much, which papers."""
    text, places = situation.text, situation.knowledge.places
    said = fold(" ".join(split(text)))
    rest = places.remove(text, places.find(text))  # *Bù Đăng* asks for no money
    aspect = situation.understanding.subjects.read(rest).aspect
    return not _AMOUNT.search(said) and (aspect in ASPECTS or bool(_WHETHER.search(said)))


def meant_program(situation: Situation, text: str) -> str | None:
    """The one program whose topic the text names, or that alone asks for what it says."""
    topics = situation.understanding.subjects.topics(text)
    entries, facts = situation.knowledge.entries, situation.knowledge.facts
    programs = offered(situation.knowledge, situation.now.date())
    named = [one.id for one in programs if entries[one.entry].topic in topics]
    said = [facts[one.fact] for one in situation.understanding.facts.read(text)]
    case = [fact for fact in said if not fact.general]
    asking = [one.id for one in programs if case and all(fact in one.asks for fact in case)]
    meant = named or asking
    return meant[0] if len(meant) == 1 else None


def talked_of(situation: Situation) -> str | None:
    """The one program of the topic that was talked of last."""
    before, entries = situation.conversation, situation.knowledge.entries
    programs = offered(situation.knowledge, situation.now.date())
    topics = [(one.id, entries[one.entry].topic) for one in programs]
    found = [key for key, topic in topics if topic and topic == before.topic]
    return found[0] if before.entry and len(found) == 1 else None


def says_something(situation: Situation, text: str) -> bool:
    """Whether the text says anything that a check can use."""
    return bool(
        situation.understanding.facts.read(text)
        or place_in(situation, text)
        or meant_program(situation, text)
    )


def place_in(situation: Situation, text: str) -> Answered | None:
    """The place that the text names: with both its names where it is one unit of today."""
    found = situation.knowledge.places.find(text)
    if not found.units:
        return None
    if len(found.units) > 1 or found.is_split:
        return Answered(found.typed)
    return Answered(both_names(found.typed, found.units[0].name), found.units[0].code)
