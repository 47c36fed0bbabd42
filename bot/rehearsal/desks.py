"""The places where people talk to the bot: one desk for each fake, and all desks alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.rehearsal.fakes.telegram import FakeTelegram
    from bot.rehearsal.fakes.zalo_bot import FakeZaloBot
    from bot.rehearsal.fakes.zalo_oa import FakeZalo

Role = Literal["owner", "collaborator"]

CAST: Mapping[str, Mapping[Role, str]] = {
    "zalo_oa": {"owner": "2468013579246801357", "collaborator": "3579135791357913579"},
    "telegram": {"owner": "1001", "collaborator": "2002"},
    "zalo_bot": {"owner": "6ede9afa66b88fe6d6a9", "collaborator": "7fdf9afa66b88fe6d6b0"},
}
"""Who talks on which channel, by their ids there."""
PICTURE = "https://picture.example.org/a.jpg"
"""Nobody looks at it."""
_TAG = re.compile(r"</?[a-z]+>")


@dataclass(frozen=True, slots=True)
class Option:
    """A button."""

    title: str
    link: str = ""
    """What it opens; empty: a press is told to the bot."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A message of the bot as its reader sees it."""

    chat: str
    text: str
    options: Sequence[Option] = ()
    asks_contact: bool = False
    """Whether the reader may share their number by a tap."""


class Desk(Protocol):
    """A channel, seen by the people on it."""

    @property
    def count(self) -> int:
        """How many messages of the bot were taken."""

    def shown(self, number: int) -> Shown:
        """The message of that number, from 0."""

    def say(self, chat: str, text: str) -> object:
        """Somebody writes."""

    def press(self, number: int, title: str) -> object:
        """The reader of a message presses a button of it.  Raises KeyError: there is none."""

    def share(self, chat: str, phone: str) -> object:
        """Somebody shares their number."""

    def send_picture(self, chat: str) -> object:
        """Somebody sends a picture, without a word."""


@dataclass(frozen=True, slots=True)
class TelegramDesk:
    """Inline buttons carry data; the keyboard below the chat writes what stands on it."""

    fake: FakeTelegram

    @property
    def count(self) -> int:
        """How many messages of the bot were taken."""
        return len(self.fake.sent)

    def shown(self, number: int) -> Shown:
        """Without the markup."""
        sent = self.fake.sent[number]
        links = [Option(title, url) for title, url in sent.links.items()]
        keys = [key for key in sent.keys if not key.get("request_contact")]
        pressed = [Option(title) for title in (*sent.buttons, *(key["text"] for key in keys))]
        text = unescape(_TAG.sub("", sent.text))
        return Shown(str(sent.chat), text, [*pressed, *links], len(keys) < len(sent.keys))

    def say(self, chat: str, text: str) -> object:
        """Somebody writes."""
        return self.fake.say(int(chat), text)

    def press(self, number: int, title: str) -> object:
        """Somebody presses a button."""
        sent = self.fake.sent[number]
        if any(key["text"] == title for key in sent.keys):
            return self.fake.say(sent.chat, title)
        return self.fake.press_data(sent.chat, sent, sent.buttons[title])

    def share(self, chat: str, phone: str) -> object:
        """Somebody shares their number."""
        return self.fake.share_contact(int(chat), phone)

    def send_picture(self, chat: str) -> object:
        """Somebody sends a picture, without a word."""
        photo = {"file_id": "p", "file_unique_id": "p", "width": 640, "height": 480}
        return self.fake.push(message=self.fake.message(int(chat), photo=[photo]))


@dataclass(frozen=True, slots=True)
class ZaloOaDesk:
    """A press is shown, and comes back, as words."""

    fake: FakeZalo

    @property
    def count(self) -> int:
        """How many messages of the bot were taken."""
        return len(self.fake.sent)

    def shown(self, number: int) -> Shown:
        """With what buttons open."""
        sent = self.fake.sent[number]
        options = [Option(one["title"], _opened(one["payload"])) for one in sent.buttons]
        return Shown(sent.user, sent.text, options, sent.asks_contact)

    def say(self, chat: str, text: str) -> object:
        """Somebody writes."""
        return self.fake.say(chat, text)

    def press(self, number: int, title: str) -> object:
        """Somebody presses a button."""
        sent = self.fake.sent[number]
        payloads = {one["title"]: one["payload"] for one in sent.buttons}
        return self.fake.say(sent.user, payloads[title])

    def share(self, chat: str, phone: str) -> object:
        """Somebody shares their number."""
        return self.fake.share_contact(chat, phone)

    def send_picture(self, chat: str) -> object:
        """Somebody sends a picture, without a word."""
        return self.fake.send(chat, "image", {"thumbnail": PICTURE, "url": PICTURE})


@dataclass(frozen=True, slots=True)
class ZaloBotDesk:
    """There are no buttons: people type the number."""

    fake: FakeZaloBot

    @property
    def count(self) -> int:
        """How many messages of the bot were taken."""
        return len(self.fake.sent)

    def shown(self, number: int) -> Shown:
        """Nothing but text."""
        sent = self.fake.sent[number]
        return Shown(sent.chat, sent.text)

    def say(self, chat: str, text: str) -> object:
        """Somebody writes."""
        return self.fake.say(chat, text)

    def press(self, number: int, title: str) -> object:
        """Never: there is nothing to press."""
        raise KeyError(number, title)

    def share(self, chat: str, phone: str) -> object:
        """By typing it."""
        return self.fake.say(chat, phone)

    def send_picture(self, chat: str) -> object:
        """Somebody sends a picture, without a word."""
        return self.fake.send(chat, "image", photo_url=PICTURE)


def _opened(payload: object) -> str:
    if not isinstance(payload, dict):
        return ""
    return str(payload.get("url") or f"tel:{payload.get('phone_code', '')}")
