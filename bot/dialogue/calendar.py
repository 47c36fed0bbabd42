"""Lists of events: *sắp tới có gì*, *hội chợ tháng 12*, *có gì ở Long Khánh*, *còn hạn gì không*.

A message is taken for a list only when time, place and topic are all that it says: whatever else
is asked belongs to the entries that people wrote.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.dialogue.answer import with_citations
from bot.dialogue.event_card import state_words
from bot.dialogue.event_words import EventWords
from bot.dialogue.situation import MOST_BUTTONS
from bot.dialogue.small_words import SmallWords
from bot.dialogue.wording import fill
from bot.events.listing import in_order, in_span, of_kinds, wanted
from bot.events.span import Word
from bot.events.spoken import find_time
from bot.knowledge.entry import EventList
from bot.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogue.conversation import Turn
    from bot.dialogue.situation import Situation
    from bot.events.span import Span
    from bot.knowledge.entry import Entry
    from bot.knowledge.event import Event
    from bot.knowledge.places import Found

MOST_LINES = 6
"""A list longer than this nobody reads on a phone."""

ASKING = SmallWords("gì", "nào", "lịch", "sự", "kiện", "chi")
"""One of these makes a list of what is nothing but a time or a place."""
LISTING = SmallWords(
    "có", "không", "gì", "nào", "chi", "lịch", "sự", "kiện", "hoạt", "động", "những", "các", "đang",
    "sẽ", "diễn", "ra", "tổ", "chức", "mở", "còn", "hạn", "đăng", "ký", "chưa", "mới", "ở", "tại",
    "trong", "là", "thế", "thì", "sao", "vậy", "vào", "của", "hết", "đi", "xem", "tỉnh", "mình",
    "bên", "em", "và", "cái", "thôi", "hả", "à", "nữa",
)  # fmt: skip
"""What may stand beside time, place and topic without asking for anything else."""
TOPIC_ASPECTS = ("schedule", "deadline")


@dataclass(frozen=True, slots=True)
class Filter:
    """What a question says of time and place."""

    span: Span | None
    place: Found
    is_lunar: bool
    rest: str

    @property
    def is_set(self) -> bool:
        """Whether it names a stretch of time or a place: *sắp tới* is neither."""
        is_coming = self.span is not None and self.span.word is Word.COMING
        return (self.span is not None and not is_coming) or bool(self.place.units)


def read_filter(situation: Situation) -> Filter:
    """Time and place of the message, and the rest of it."""
    said = find_time(situation.text, situation.now.date())
    places = situation.knowledge.places
    found = places.find(said.rest)
    rest = places.remove(said.rest, found) if found.units else said.rest
    return Filter(said.span, found, said.is_lunar, rest)


def asked_list(situation: Situation) -> str | None:
    """The entry whose list the message asks for; None when it asks for something else, too."""
    if not situation.understanding.lists:
        return None
    asked = read_filter(situation)
    if asked.span is None and not asked.place.units and not asked.is_lunar:
        return None
    is_past = asked.span is not None and asked.span.last < situation.now.date()
    subjects = situation.understanding.subjects
    topic = subjects.read(asked.rest).topic
    words = subjects.words(asked.rest)
    left = LISTING.others(words)
    if topic is not None and not is_past:
        named = SmallWords(*(word for one in situation.knowledge.topics[topic].words
                             for word in subjects.words(one)))  # fmt: skip
        return None if named.others(left) else _list_of(situation, topic)
    if left or topic is not None:
        return None
    is_asking = len(ASKING.others(words)) < len(words)
    return _general(situation) if is_asking else _again(situation)


def _list_of(situation: Situation, topic: str) -> str | None:
    """The list of a topic."""
    found = (situation.understanding.pairs.own(topic, one) for one in TOPIC_ASPECTS)
    return next((key for key in found if key in situation.understanding.lists), None)


def _general(situation: Situation) -> str | None:
    """The list of everything that is ahead."""
    entries = situation.knowledge.entries
    lists = ((key, entries[key].events) for key in situation.understanding.lists)
    general = (key for key, one in lists if one and one == EventList())
    return next(general, None)


def _again(situation: Situation) -> str | None:
    """*Thế tháng 1 thì sao* after a list asks for the same list; in a form a place is an answer."""
    if situation.conversation.form is not None:
        return None
    before = situation.conversation.entry
    return before if before in situation.understanding.lists else None


def list_events(situation: Situation, entry: Entry, listed: EventList) -> Turn | None:
    """The list of the entry, as far as the message narrows it; None when there is nothing ahead."""
    events = situation.knowledge.events.values()
    asked, ahead = read_filter(situation), wanted(events, listed, situation.now)
    chosen = _narrowed(situation, asked, ahead)
    if not chosen and asked.is_set:
        chosen = in_order(_narrowed(situation, asked, of_kinds(events, listed)))
    if not chosen and not ahead:
        return None
    words, say = EventWords(situation.knowledge, situation.now), situation.knowledge.event_wording
    shown = (chosen or ahead)[:MOST_LINES]
    found = say.list_open if listed.only == "open" else say.list_title
    title = words.fill(
        found if chosen else say.list_none,
        when=words.span(asked.span) if asked.span else words.fill(say.coming),
        where=words.fill(say.list_place, place=_name(asked.place)) if asked.place.units else "",
    )
    hidden = len(chosen or ahead) - len(shown)
    lines = [
        words.fill(say.lunar) if asked.is_lunar else "",
        title,
        *(_line(event, situation) for event in shown),
        words.fill(say.list_more, n=hidden) if hidden else "",
    ]
    return _turn(situation, entry, "\n".join(filter(None, lines)), shown)


def _name(place: Found) -> str:
    return place.units[0].name if len(place.units) == 1 else place.typed.title()


def with_lunar_note(text: str, situation: Situation) -> str:
    """Whoever named a lunar month is told that it was not looked up."""
    if not read_filter(situation).is_lunar:
        return text
    note = fill(situation.knowledge.event_wording.lunar, situation.knowledge)
    return f"{note}\n\n{text}"


def _narrowed(situation: Situation, asked: Filter, events: Sequence[Event]) -> list[Event]:
    is_coming = asked.span is None or asked.span.word is Word.COMING
    found = list(events) if is_coming or not asked.span else in_span(events, asked.span)
    return [one for one in found if _is_there(situation, asked.place, one)]


def _is_there(situation: Situation, place: Found, event: Event) -> bool:
    if not place.units:
        return True
    if event.place is None:
        return False
    units = situation.knowledge.places.find(event.place).units
    return bool({one.code for one in units} & {one.code for one in place.units}) or (
        fold(place.typed).casefold() in fold(event.place).casefold()
    )


def _line(event: Event, situation: Situation) -> str:
    knowledge, say = situation.knowledge, situation.knowledge.event_wording
    words = EventWords(knowledge, situation.now)
    held = words.held(event)
    return words.fill(
        say.list_line,
        title=event.title,
        state=state_words(event, knowledge, situation.now),
        held=words.fill(say.held, when=held) if held else words.fill(say.held_unknown),
    )


def _turn(situation: Situation, entry: Entry, text: str, shown: Sequence[Event]) -> Turn:
    sources = tuple(dict.fromkeys(citation for one in shown for citation in one.sources))
    said = with_citations(text, sources, situation.knowledge, situation.now.date())
    topic = entry.topic or situation.conversation.topic
    about = replace(situation.conversation, topic=topic, entry=entry.id)
    keys = [event.id for event in shown][: MOST_BUTTONS - 1]
    result = situation.say("answer", said.text, situation.buttons(*keys, "person"), about)
    return replace(result, entry=entry.id, score=1.0, sources=said.sources)
