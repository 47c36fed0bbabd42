"""From Zalo's Update to our Message; what is no Message may still tell something."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.message import Address, Message

if TYPE_CHECKING:
    Json = dict[str, Any]

NAME = "zalo_oa"
OLDEST = timedelta(days=30)
"""A time further back than this is no time of an Update."""
WELCOMED = frozenset({"follow", "user_click_chatnow"})


@dataclass(frozen=True, slots=True)
class Heard:
    """What an Update tells."""

    at: datetime
    """When it happened."""
    message: Message | None = None
    taken_over: Address | None = None
    """Where a person answered for us."""
    left: Address | None = None
    """Who no longer follows the account."""


def decode(body: bytes) -> Json | None:
    """None for what is no Update.  Numbers stay as they were written: ids are longer than what
    others can count, and the time is part of a sum.
    """
    try:
        told = json.loads(body, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def timestamp_of(update: Json) -> str | None:
    """As it was written."""
    said = update.get("timestamp")
    return said if isinstance(said, str) else None


def account_of(update: Json) -> str:
    """The Official Account that it is about; empty: it does not say."""
    name = str(update.get("event_name") or "")
    end = "sender" if name.startswith("oa_") else "recipient"
    return _text(update.get("oa_id")) or _id(update, end)


def read(update: Json, account: str, now: datetime) -> Heard:
    """What it tells us; nothing but its time for what is not ours to answer.

    Receipts, reactions, groups, visitors without an account and whatever Zalo invents next are
    such; for the last but one nobody has told yet how they are answered.
    """
    name = _text(update.get("event_name"))
    at = _moment(update, now)
    if name.startswith("oa_send_"):
        return Heard(at, taken_over=_taken_over(update))
    person = _person(update, account)
    if not person:
        return Heard(at)
    address = Address(NAME, person)
    if name == "unfollow":
        return Heard(at, left=address)
    if name in WELCOMED:
        event = f"welcome:{person}:{at:%Y-%m-%d}"
        return Heard(at, Message(address, event, "xin chào", at, "greeting"))
    text = _said(name, update)
    if text is None:
        return Heard(at)
    event = _event(update, name, person)
    return Heard(at, Message(address, event, text.replace("\x00", "").strip(), at))


def _said(name: str, update: Json) -> str | None:
    """None: nothing that asks for an answer; empty: something that cannot be read, a picture."""
    if name == "user_submit_info":
        return _text(_part(update, "info").get("phone")) or None
    if not name.startswith("user_send_") or name.startswith("user_send_group_"):
        return None
    message = _part(update, "message")
    if name == "user_send_business_card":
        return _card(message) or _text(message.get("text"))
    return _text(message.get("text"))


def _card(message: Json) -> str:
    """The telephone number on a card that was passed on."""
    attachments = message.get("attachments")
    first = attachments[0] if isinstance(attachments, list) and attachments else {}
    payload = _part(first, "payload") if isinstance(first, dict) else {}
    described = decode(_text(payload.get("description")).encode()) or {}
    return _text(described.get("phone"))


def _taken_over(update: Json) -> Address | None:
    """Our own echoes have no administrator in them."""
    person = _id(update, "recipient")
    is_human = bool(_text(_part(update, "sender").get("admin_id")))
    return Address(NAME, person) if is_human and person else None


def _person(update: Json, account: str) -> str:
    """Sources differ on the direction of some Updates: it is the one who is not the account."""
    ids = (
        _id(update, "follower"),
        _text(update.get("user_id")),
        _id(update, "sender"),
        _id(update, "recipient"),
    )
    if _text(update.get("event_name")).startswith("anonymous_"):
        return ""
    return next((one for one in ids if one and one != account), "")


def _event(update: Json, name: str, person: str) -> str:
    """The same for a repeat, another for everything else."""
    number = _text(_part(update, "message").get("msg_id"))
    if number:
        return f"{account_of(update)}:{name}:{number}"
    return f"{name}:{person}:{timestamp_of(update)}"


def _moment(update: Json, now: datetime) -> datetime:
    """When it happened, where that can be; else now."""
    try:
        at = datetime.fromtimestamp(int(timestamp_of(update) or "") / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return now
    return at if now - OLDEST <= at <= now else now


def _id(update: Json, end: str) -> str:
    return _text(_part(update, end).get("id"))


def _part(update: Json, name: str) -> Json:
    part = update.get(name)
    return part if isinstance(part, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
