"""The stage: who said what on which channel, and what the platforms did, in the order in which it
happened.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING, Literal

from bot.rehearsal.desks import CAST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.rehearsal.desks import Desk, Option, Role
    from bot.rehearsal.fakes.notes import Note

Who = Literal["person", "bot", "staff"]

PICTURE = "[Hình]"
MOST = 2000
"""Lines, and notes, that are kept."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something that was said."""

    id: int
    channel: str
    role: Role
    """In whose chat."""
    who: Who
    text: str
    options: Sequence[Option] = ()
    asks_contact: bool = False
    number: int = -1
    """The message's place among those of its channel, if it is the bot's."""
    at: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(frozen=True, slots=True)
class Noted:
    """A note and when it was made."""

    id: int
    note: Note
    at: datetime = field(default_factory=lambda: datetime.now(UTC))


class Stage:
    """Give `watch` to the fakes."""

    def __init__(self) -> None:
        self._desks: Mapping[str, Desk] = {}
        self._lines: deque[Line] = deque(maxlen=MOST)
        self._notes: deque[Noted] = deque(maxlen=MOST)
        self._ids = count(1)
        self._gathered: dict[str, int] = {}

    def open(self, desks: Mapping[str, Desk]) -> None:
        """Begin."""
        self._desks = desks

    def watch(self, note: Note) -> None:
        """A platform did something."""
        self._notes.append(Noted(next(self._ids), note))

    def say(self, channel: str, role: Role, text: str) -> None:
        """A person writes.  Raises KeyError: there is no such channel or role."""
        desk, chat = self._desks[channel], CAST[channel][role]
        self._add(channel, role, "person", text)
        desk.say(chat, text)

    def share(self, channel: str, role: Role, phone: str) -> None:
        """A person shares their number by a tap."""
        desk, chat = self._desks[channel], CAST[channel][role]
        self._add(channel, role, "person", phone)
        desk.share(chat, phone)

    def send_picture(self, channel: str, role: Role) -> None:
        """A person sends a picture."""
        desk, chat = self._desks[channel], CAST[channel][role]
        self._add(channel, role, "person", PICTURE)
        desk.send_picture(chat)

    def press(self, line: int, title: str) -> None:
        """The reader of a line presses a button of it.  Raises KeyError: there is none."""
        pressed = next((one for one in self._lines if one.id == line), None)
        if pressed is None or not any(one.title == title for one in pressed.options):
            raise KeyError(line, title)
        self._desks[pressed.channel].press(pressed.number, title)
        self._add(pressed.channel, pressed.role, "person", title)

    def note_staff(self, channel: str, role: Role, text: str) -> None:
        """One of the Centre's people wrote with the platform's own tool."""
        self._add(channel, role, "staff", text)

    def lines(self, after: int = 0) -> list[Line]:
        """What was said later than that line."""
        self._gather()
        return [line for line in self._lines if line.id > after]

    def notes(self, after: int = 0) -> list[Noted]:
        """What was noted later than that."""
        return [noted for noted in self._notes if noted.id > after]

    def _add(self, channel: str, role: Role, who: Who, text: str) -> None:
        self._gather()
        self._lines.append(Line(next(self._ids), channel, role, who, text))

    def _gather(self) -> None:
        for channel in self._desks:
            self._lines.extend(self._news(channel))

    def _news(self, channel: str) -> Iterator[Line]:
        desk, begin = self._desks[channel], self._gathered.get(channel, 0)
        self._gathered[channel] = desk.count
        roles: dict[str, Role] = {chat: role for role, chat in CAST[channel].items()}
        for number in range(begin, desk.count):
            shown = desk.shown(number)
            if shown.chat in roles:
                yield Line(
                    next(self._ids),
                    channel,
                    roles[shown.chat],
                    "bot",
                    shown.text,
                    shown.options,
                    shown.asks_contact,
                    number,
                )
