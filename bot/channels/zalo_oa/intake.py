"""Takes an Update in: what it tells is committed, and only then may it be acknowledged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.channels.zalo_oa.reading import NAME, Heard, account_of, read, timestamp_of
from bot.services.endure import Endurance
from bot.services.trace import trace

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime
    from typing import Any

    from bot.message import Address, Message

    Json = dict[str, Any]

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class IntakeDoors:
    """What is needed of the rest of the program.  The awaitable ones may raise StoreBusyError."""

    accept: Callable[[Message], Awaitable[bool]]
    """Commit a Message to the inbox.  False: it was there already."""
    keep_quiet: Callable[[Address, datetime], Awaitable[None]]
    """A person speaks for us there, until then."""
    left: Callable[[Address, datetime], Awaitable[None]]
    """They no longer follow the account, since then."""
    notice: Callable[[str, str], Awaitable[None]]
    """For `doctor`: what, in words.  Never raises."""
    now: Callable[[], datetime]


class Intake:
    """What becomes of each Update."""

    def __init__(self, doors: IntakeDoors, account: str, silence: timedelta) -> None:
        self._doors = doors
        self._account = account
        """Empty: any."""
        self._silence = silence
        self._endurance = Endurance(NAME)

    async def take(self, update: Json) -> None:
        """When this returns, the Update may be acknowledged.  Raises StoreBusyError, or what it
        failed with until it is set aside.
        """
        name = str(update.get("event_name") or "")
        heard = self._read(update, name)
        event = heard.message.event_id if heard.message else f"{name}:{timestamp_of(update)}"
        await self._endurance.take(event, self._keep(heard, name))

    async def _keep(self, heard: Heard, name: str) -> None:
        if heard.message is not None:
            await self._doors.accept(heard.message)
        elif heard.left is not None:
            await self._doors.left(heard.left, heard.at)
        elif heard.taken_over is not None and self._silence:
            await self._doors.keep_quiet(heard.taken_over, heard.at + self._silence)
        else:
            log.debug("Zalo báo một việc không cần trả lời", name=name)

    def _read(self, update: Json, name: str) -> Heard:
        """What cannot be read would be posted again and again, until Zalo gives up on us."""
        now, account = self._doors.now(), account_of(update)
        if self._account and account and account != self._account and _is_addressed(name):
            log.warning("tin Zalo gửi cho một OA khác với zalo_oa.oa_id, bỏ qua", name=name)
            return Heard(now)
        try:
            return read(update, self._account or account, now)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it
            trace("không đọc được một tin từ Zalo, đã bỏ qua", error)
            return Heard(now)


def _is_addressed(name: str) -> bool:
    """Of some Updates nobody knows for sure which end is the account."""
    return name.startswith(("user_send_", "oa_send_", "follow", "unfollow"))
