"""Switches: how a misbehavior of a fake is turned on and off."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from bot.rehearsal.fakes import telegram, zalo_bot, zalo_oa

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.rehearsal.fakes.zalo_oa_values import Fault as ZaloOaFault

Trouble = TypeVar("Trouble")
Undo = Callable[[], object]

FOREVER = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Platforms:
    """The fakes."""

    telegram: telegram.FakeTelegram
    zalo_oa: zalo_oa.FakeZalo
    zalo_bot: zalo_bot.FakeZaloBot


@dataclass(frozen=True, slots=True)
class Switch:
    """One misbehavior."""

    id: str
    platform: str
    title: str
    hint: str
    """What it stands for in life."""
    turn: Callable[[Platforms], Undo]
    """Turns it on; what comes back turns it off."""
    is_once: bool = False
    """Whether it happens and is over."""


class Switchboard:
    """Which of them are on."""

    def __init__(self, platforms: Platforms, switches: Sequence[Switch]) -> None:
        self._platforms = platforms
        self._known = {switch.id: switch for switch in switches}
        self._on: dict[str, Undo] = {}

    @property
    def on(self) -> list[str]:
        """Their ids."""
        return sorted(self._on)

    def set(self, switch: str, *, is_on: bool) -> None:
        """Raises KeyError: there is no such switch."""
        found = self._known[switch]
        if is_on and switch not in self._on:
            undo = found.turn(self._platforms)
            if not found.is_once:
                self._on[switch] = undo
        elif not is_on and switch in self._on:
            self._turn_off(switch)

    def _turn_off(self, switch: str) -> None:
        """Two may change the same thing: all are taken back, the others done again."""
        stay = [one for one in self._on if one != switch]
        for undo in reversed(self._on.values()):
            undo()
        self._on = {one: self._known[one].turn(self._platforms) for one in stay}


def _queue(troubles: list[Trouble], trouble: Trouble) -> Undo:
    troubles.append(trouble)

    def take_out() -> None:
        with suppress(ValueError):
            troubles.remove(trouble)

    return take_out


def _change(target: object, **values: Any) -> Undo:  # noqa: ANN401 - whatever the field holds
    before = {name: getattr(target, name) for name in values}
    for name, value in values.items():
        setattr(target, name, value)

    def restore() -> None:
        for name, value in before.items():
            setattr(target, name, value)

    return restore


# Each takes what goes wrong first and the fakes last, so that a table can name the first part.


def telegram_fault(fault: telegram.Fault, platforms: Platforms, **more: Any) -> Undo:  # noqa: ANN401 - as above
    """Telegram answers so, until it is turned off."""
    trouble = telegram.Trouble(fault, times=FOREVER, **more)
    return _queue(platforms.telegram.troubles, trouble)


def zalo_oa_fault(fault: ZaloOaFault, platforms: Platforms, **more: Any) -> Undo:  # noqa: ANN401 - as above
    """The same of the Official Account."""
    trouble = zalo_oa.Trouble(fault, times=FOREVER, **more)
    return _queue(platforms.zalo_oa.troubles, trouble)


def zalo_bot_fault(fault: zalo_bot.Fault, platforms: Platforms, **more: Any) -> Undo:  # noqa: ANN401 - as above
    """The same of the Bot Platform."""
    trouble = zalo_bot.Trouble(fault, times=FOREVER, **more)
    return _queue(platforms.zalo_bot.troubles, trouble)


def telegram_habit(platforms: Platforms, **values: Any) -> Undo:  # noqa: ANN401 - as above
    """Telegram tells Updates so."""
    return _change(platforms.telegram, **values)


def zalo_oa_habit(platforms: Platforms, **values: Any) -> Undo:  # noqa: ANN401 - as above
    """Zalo behaves so."""
    return _change(platforms.zalo_oa.switches, **values)


def zalo_bot_habit(platforms: Platforms, **values: Any) -> Undo:  # noqa: ANN401 - as above
    """The Bot Platform tells Updates so."""
    return _change(platforms.zalo_bot, **values)


def strange_to_telegram(platforms: Platforms) -> Undo:
    """Updates of shapes that nobody has seen yet."""
    platforms.telegram.push(message={"text": "không có ngày giờ"})
    platforms.telegram.push(new_thing={"id": 1})
    return lambda: None


def strange_to_zalo_oa(platforms: Platforms) -> Undo:
    """The same, signed; and what is old."""
    person = {"sender": {"id": "1111111111111111111"}, "recipient": {"id": zalo_oa.OA_ID}}
    platforms.zalo_oa.push("user_does_something_new", **person)
    platforms.zalo_oa.push("user_send_text", **person)
    platforms.zalo_oa.push("user_send_text", message=None, timestamp="0", **person)
    return lambda: None


def strange_to_zalo_bot(platforms: Platforms) -> Undo:
    """The same; the platform itself leaves the message out of what it does not support."""
    platforms.zalo_bot.push({"event_name": "message.unsupported.received"})
    platforms.zalo_bot.push({"event_name": "message.new.received", "message": "?"})
    return lambda: None


def expire(platforms: Platforms) -> Undo:
    """Zalo refuses every access token there is; the bot may buy another at once."""
    platforms.zalo_oa.tokens.accesses.clear()
    return lambda: None
