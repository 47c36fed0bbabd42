"""What a question means: the ranking of the whole, completed by its subject and by what was
talked about.

A question may leave out its topic (*cần giấy tờ gì*), its aspect (*thế hội chợ thì sao*) or both
sides of the pair may be there without a phrasing that joins them.  Where topic and aspect are all
that is said, their entry is meant; where more is said, the ranking is believed first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.asked import COMPOSED, Asked, Meaning, Pair, composed
from bot.dialogue.calendar import asked_list
from bot.dialogue.choosing import worth_choosing
from bot.dialogue.clauses import is_asking
from bot.dialogue.conversation import Match
from bot.dialogue.lessons import COURTESIES
from bot.dialogue.nearest import nearest
from bot.dialogue.policy import MOST_CHOICES, decide
from bot.dialogue.subject import OVERVIEW
from bot.dialogue.talked_of import (
    asked_again,
    event_talked_of,
    is_surer,
    names_the_place_asked_for,
    narrows,
    of_pair,
)
from bot.dialogue.understanding import plain
from bot.dialogue.workdays import asked_workdays

if TYPE_CHECKING:
    from bot.dialogue.situation import Situation

CLEAR = 0.6
"""Whatever scores this is meant, also where topic and aspect would lead elsewhere."""
FEW = 6
"""So many words beside the aspect may be about whoever asks: *công ty em có 20 công nhân*."""
FEWER = 2
"""The same where the topic is named too: then more words ask for something else."""
BEHIND = 3
"""Of so many matches the entry of topic and aspect has to be one, to go before an overview."""


def find_meaning(situation: Situation) -> Meaning:
    """The entry that answers, those to choose from, a topic of which nothing is asked, or none."""
    if names_the_place_asked_for(situation):
        return Meaning("answer", (situation.conversation.entry or "",))
    understanding = situation.understanding
    own = understanding.owner(situation.text)
    asked_for = asked_workdays(situation) or (None if own else _computed(situation))
    if asked_for:
        return Meaning("answer", (asked_for,), (Match(asked_for, COMPOSED),))
    subject = understanding.subjects.read(situation.text)
    asked = Asked(situation, subject, own, nearest(situation))
    if (check := _own_case(asked)) is not None:
        return Meaning("answer", (check,), asked.matches)
    if subject.topic and subject.is_bare:
        return _about_topic(asked, subject.topic)
    return _about_pair(asked)


def _own_case(asked: Asked) -> str | None:
    """*Cơ sở tôi có được hỗ trợ không* asks for the check, whatever was talked of before; *à ý em
    là điều kiện* goes on talking of that.
    """
    subject = asked.subject
    if subject.aspect and subject.is_joined and not is_asking(asked.situation.text):
        return None
    entries = asked.situation.knowledge.entries
    first = asked.own or (asked.matches[0].entry if asked.matches else "")
    is_clear = asked.own is not None or (bool(asked.matches) and asked.matches[0].score >= CLEAR)
    entry = entries.get(first)
    is_check = entry is not None and entry.kind == "check"
    return first if is_check and is_clear and subject.topic is None else None


def _computed(situation: Situation) -> str | None:
    """What is meant by its dates: a list of events, the event talked of."""
    return asked_list(situation) or event_talked_of(situation)


def _about_topic(asked: Asked, topic: str) -> Meaning:
    """*Thế hội chợ thì sao* asks again what was asked before; *hội chợ* alone asks nothing yet."""
    again = asked_again(asked.situation, topic)
    is_again = asked.subject.is_joined or narrows(asked.situation, topic)
    entry = (again if is_again else None) or asked.own
    if entry:
        return composed(asked, entry, topic)
    near = asked.matches[0].entry if asked.matches else None
    keys = asked.situation.understanding.pairs.menu(topic, MOST_CHOICES, again, near)
    return Meaning("topic", keys, asked.matches, topic)


def _about_pair(asked: Asked) -> Meaning:
    pair = None if _is_courtesy(asked) else _pair_of(asked)
    decided = _decided(asked)
    if pair and pair.is_carried and asked.subject.is_whole and not is_surer(asked, decided, pair):
        return of_pair(asked, pair)
    if decided.kind != "answer" and (plainly := _plainly(asked)):
        return composed(asked, plainly, None)
    if pair and asked.own is None and _gives_way(asked, decided, pair):
        return of_pair(asked, pair)
    return decided


def _is_courtesy(asked: Asked) -> bool:
    """*Cảm ơn em nhiều nha* thanks; it asks for no amount of what was talked of."""
    best = asked.matches[:1]
    return any(match.entry in COURTESIES and match.score >= CLEAR for match in best)


def _plainly(asked: Asked) -> str | None:
    """What is asked in the very words of an entry, or of nothing in particular."""
    titles = asked.situation.understanding.titles
    return asked.own or titles.get(plain(asked.situation.text)) or _general(asked)


def _general(asked: Asked) -> str | None:
    """What is answered when nobody said of what it is asked, and nothing else was said."""
    subject, pairs = asked.subject, asked.situation.understanding.pairs
    is_open = subject.topic is None and asked.situation.conversation.topic is None
    if not (is_open and subject.is_whole and subject.aspect and pairs.general):
        return None
    return pairs.exact(pairs.general, subject.aspect) if subject.aspect != OVERVIEW else None


def _pair_of(asked: Asked) -> Pair | None:
    """*Nhãn hiệu có được hỗ trợ không* names no aspect and says no more: the overview is meant."""
    subject, pairs = asked.subject, asked.situation.understanding.pairs
    topic = subject.topic or asked.situation.conversation.topic
    aspect = subject.aspect or (OVERVIEW if subject.asks_whether else None)
    entry = pairs.find(topic, aspect) if topic and aspect else None
    if entry is None or topic is None or aspect is None:
        return None
    return Pair(entry, topic, pairs.has(topic, aspect), subject.topic is None)


def _gives_way(asked: Asked, decided: Meaning, pair: Pair) -> bool:
    """Whether the ranking is less sure than the pair."""
    subject, understanding = asked.subject, asked.situation.understanding
    most = FEW if pair.is_carried else FEWER
    is_near = subject.is_known and len(subject.rest) <= most
    if decided.kind != "answer":
        is_first = decided.entries[:1] == (pair.entry,)
        is_meant = is_first or (pair.is_carried and subject.is_joined)
        return subject.is_whole or (is_near and is_meant)
    if _tells_it(asked, decided.entries[0], pair):
        return True
    if decided.matches[0].score >= CLEAR or not pair.is_own:
        return False
    entry = understanding.knowledge.entries.get(decided.entries[0])
    is_wider = entry is not None and understanding.pairs.is_wider(entry.topic, pair.topic)
    return subject.is_whole or (pair.is_carried and is_wider and is_near)


def _tells_it(asked: Asked, first: str, pair: Pair) -> bool:
    """Whether an overview came first and the entry that tells what was asked is near behind: long
    names of programs, said in both, outweigh the word for papers or money.
    """
    entry = asked.situation.knowledge.entries.get(first)
    is_overview = entry is not None and entry.aspect == OVERVIEW and entry.topic == pair.topic
    is_behind = any(match.entry == pair.entry for match in asked.matches[1:BEHIND])
    is_told = asked.subject.is_told and asked.subject.aspect != OVERVIEW
    return is_overview and is_behind and is_told and pair.is_own


def _decided(asked: Asked) -> Meaning:
    matches = asked.matches
    decision = decide(matches, asked.situation.understanding.limits)
    entries = tuple(match.entry for match in decision.matches)
    if decision.kind == "choice":
        others = (match.entry for match in matches if match not in decision.matches)
        entries = worth_choosing(entries, tuple(others), asked.situation)
    topic = None if decision.kind == "answer" else asked.subject.topic
    return Meaning(decision.kind, entries, matches, topic)
