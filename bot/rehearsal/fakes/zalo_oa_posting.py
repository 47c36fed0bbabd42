"""How the fake of Zalo posts Updates: signed, in time, again when they are not taken."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import random
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import aiohttp

from bot.rehearsal.fakes.notes import Note, Watch, look_away
from bot.rehearsal.fakes.zalo_oa_values import (
    APP_ID,
    APP_SECRET,
    OA_SECRET,
    RETRIES,
    Json,
    Switches,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Callable

PROBES = (b"{}", b"", b'{"event_name":"user_send_text","message":{"text":"This is testing"}}')


@dataclass
class Posting:
    """The webhook's side of Zalo."""

    switches: Switches
    now: Callable[[], float]
    url: str = ""
    statuses: list[int] = field(default_factory=list)
    """What the webhook answered; 0: nothing, or too late."""
    is_unsubscribed: bool = False
    """Zalo gave up on the webhook."""
    kept: list[Json] = field(default_factory=list)
    """What waits until it is switched on again."""
    watch: Watch = look_away

    def __post_init__(self) -> None:
        self._chance = random.Random(7)  # noqa: S311 - repeatable, no secret
        self._going_on: set[asyncio.Task[None]] = set()
        self._line: asyncio.Queue[Json] = asyncio.Queue()
        self._is_posting = False

    @property
    def is_idle(self) -> bool:
        """Everything was posted, or given up."""
        return self._line.empty() and not self._is_posting and not self._going_on

    async def register(self, url: str, http: aiohttp.ClientSession) -> bool:
        """Save the address as the console does: with unsigned probes that must get 200."""
        for body in PROBES:
            try:
                async with http.post(url, data=body) as answer:
                    if answer.status != 200:
                        return False
            except aiohttp.ClientError:
                return False
        self.url, self.is_unsubscribed = url, False
        flushed, self.kept = self.kept, []
        for update in flushed:
            self.put(update)
        return True

    def put(self, update: Json) -> None:
        """Something happened."""
        if update["event_name"] in self.switches.off:
            return
        if self.is_unsubscribed or not self.url:
            self.kept.append(update)
            return
        self._line.put_nowait(update)

    async def run(self, http: aiohttp.ClientSession) -> None:
        """Post what happens until canceled: a person's Updates one after the other, unless it is
        in the mood to mix them up.
        """
        try:
            while True:
                batch = [await self._line.get()]
                self._is_posting = True  # taken from the line, and nowhere else yet
                if self.switches.is_shuffled:
                    await asyncio.sleep(0.05)
                    while not self._line.empty():
                        batch.append(self._line.get_nowait())
                    self._chance.shuffle(batch)
                for update in batch:
                    await self._post(http, update)
                self._is_posting = False
        finally:
            for task in self._going_on:
                task.cancel()
            await asyncio.gather(*self._going_on, return_exceptions=True)

    async def _post(self, http: aiohttp.ClientSession, update: Json) -> None:
        body, headers = self.signed(update)
        tries = [self.deliver(http, body, headers) for _ in range(self.switches.repeats)]
        if not all(await asyncio.gather(*tries)):
            task = asyncio.create_task(self._again(http, update, body, headers))
            self._going_on.add(task)
            task.add_done_callback(self._going_on.discard)

    async def _again(
        self, http: aiohttp.ClientSession, update: Json, body: bytes, headers: dict[str, str]
    ) -> None:
        for number, wait in enumerate(RETRIES, 1):
            await asyncio.sleep(wait * self.switches.pace)
            if await self.deliver(http, body, headers | {"num_retry": str(number)}):
                return
        self.is_unsubscribed = True
        self.watch(Note("zalo_oa", "webhook", "unsubscribed"))
        self.kept.append(update)

    async def deliver(
        self, http: aiohttp.ClientSession, body: bytes, headers: dict[str, str]
    ) -> bool:
        """One post."""
        status = 0
        with suppress(aiohttp.ClientError, TimeoutError):
            async with asyncio.timeout(self.switches.patience):
                async with http.post(self.url, data=body, headers=headers) as answer:
                    status = answer.status
        self.statuses.append(status)
        self.watch(Note("zalo_oa", "POST", str(status)))
        return status == 200

    def signed(self, update: Json) -> tuple[bytes, dict[str, str]]:
        """The bytes and the headers of an Update."""
        time = str(update["timestamp"])
        if self.switches.is_time_a_number:
            update = update | {"timestamp": int(time)}
        body = written(update, self.switches.spelling)
        headers = {"Content-Type": "application/json"}
        if self.switches.time_header == "signed":
            time = str(int(time) + 17)
        if self.switches.time_header != "absent":
            headers["X-ZEvent-Timestamp"] = time
        mac = self._sum(body, time)
        headers["X-ZEvent-Signature"] = mac if self.switches.is_mac_bare else f"mac={mac}"
        return body, headers

    def _sum(self, body: bytes, time: str) -> str:
        secret = APP_SECRET if self.switches.sum_of == "app" else OA_SECRET
        text = APP_ID.encode() + body + time.encode()
        if self.switches.sum_of == "hmac":
            return hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()
        damage = b" " if self.switches.sum_of == "damaged" else b""
        return hashlib.sha256(text + damage + secret.encode()).hexdigest()
