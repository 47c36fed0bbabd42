"""The Zalo Bot Platform on loopback: a real server that keeps what it is told and can misbehave.

People talk through `say`, `send`; what the bot sent lies in `sent`.  Updates are told one at a
time to whoever polls, or are posted to the webhook that was set.
"""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

import aiohttp
from aiohttp import web

from bot.rehearsal.fakes.dates import dated
from bot.rehearsal.fakes.notes import ANY, OK, Note, Watch, look_away
from bot.rehearsal.fakes.zalo_bot_values import (
    ME,
    MOST_CHARACTERS,
    REFUSALS,
    TOKEN,
    Fault,
    Json,
    Sent,
    Trouble,
    cut_off,
    now,
    refusal,
    result,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

__all__ = ["ME", "TOKEN", "FakeZaloBot", "Fault", "Sent", "Trouble"]


@dataclass
class FakeZaloBot:
    """Use as a context manager; give `base_url` and `TOKEN` to the bot."""

    base_url: str = ""
    sent: list[Sent] = field(default_factory=list)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    updates: list[Json] = field(default_factory=list)
    """Not told yet."""
    told: list[Json] = field(default_factory=list)
    webhook: Json = field(default_factory=dict)
    statuses: list[int] = field(default_factory=list)
    """What the webhook answered."""
    outcome: str = ""
    """What the check of the webhook comes to; empty: what it really comes to."""
    is_replaying: bool = False
    """Tell everything again and again, as was once observed, instead of once."""
    is_wrapped: bool = False
    """As the documents show it, not as it was observed."""
    is_shuffled: bool = False
    repeats: int = 1
    """How often each Update is posted."""
    pace: float = 0.05
    """Seconds between two tries at the webhook."""
    now: Callable[[], float] = time.time
    """Seconds since 1970, by the platform's clock."""
    watch: Watch = look_away
    clock_ahead: float = 0.0
    """Seconds by which its clock is ahead."""
    listeners: int = 0
    """How many are polling at the moment."""

    def __post_init__(self) -> None:
        self._number = 0
        self._changed = asyncio.Event()
        self._next = 0

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.add_routes([web.post("/bot{token}/{method}", self._answer)])
        app.on_response_prepare.append(dated(lambda: self.clock_ahead))
        self._runner = web.AppRunner(
            app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.base_url = f"http://{host}:{port}"
        self._http = aiohttp.ClientSession()
        self._posting = asyncio.create_task(self._post())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._posting.cancel()
        with suppress(asyncio.CancelledError):
            await self._posting
        await self._http.close()
        await self._runner.cleanup()

    # What people do

    def say(self, chat: str, text: str) -> Json:
        """Somebody writes in a private chat."""
        return self.send(chat, "text", text=text)

    def send(self, chat: str, kind: str, **content: Any) -> Json:
        """Somebody sends a text, an image, a sticker, or what the platform does not support."""
        self._number += 1
        message = {
            "message_id": f"82599fa3{self._number:012x}",
            "date": int(1000 * self.now()),
            "from": {"id": chat, "display_name": f"Người {chat}", "is_bot": False},
            "chat": {"id": chat, "chat_type": "PRIVATE"},
            "message_type": "CHAT_MESSAGE",
        }
        return self.push({"event_name": f"message.{kind}.received", "message": message | content})

    def push(self, update: Json) -> Json:
        """Put an Update in line."""
        self.updates.append(update)
        self._changed.set()
        return update

    def said_to(self, chat: str) -> list[str]:
        """The texts a chat got."""
        return [one.text for one in self.sent if one.chat == chat]

    async def until(self, fact: Callable[[], object], patience: float = 20.0) -> None:
        """Let the bot work until it is so.  Raises TimeoutError."""
        async with asyncio.timeout(patience):
            while not fact():  # noqa: ASYNC110 - the facts are many
                await asyncio.sleep(0.005)

    async def hears(self, chat: str, words: str, patience: float = 20.0) -> Sent:
        """The first message to a chat with these words, waited for."""

        def found() -> list[Sent]:
            return [one for one in self.sent if one.chat == chat and words in one.text]

        await self.until(found, patience)
        return found()[0]

    # What the bot calls

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        told = json.loads(await request.read() or b"{}")
        self.calls.append((method, told))
        if request.match_info["token"] != TOKEN:
            return refusal(401, 401, "Unauthorized")
        trouble = self._trouble(method, told)
        if trouble is not None or method != "getUpdates":  # which goes on all the time
            self.watch(Note("zalo_bot", method, trouble.told if trouble else OK))
        if trouble is not None and trouble.fault != "pass":
            return await self._misbehave(request, trouble, method, told)
        return await self._respond(method, told)

    def _trouble(self, method: str, told: Json) -> Trouble | None:
        for trouble in self.troubles:
            is_meant = trouble.chat is None or trouble.chat == told.get("chat_id")
            if trouble.method in {method, ANY} and is_meant and trouble.times > 0:
                trouble.times -= 1
                return trouble
        return None

    async def _misbehave(
        self, request: web.Request, trouble: Trouble, method: str, told: Json
    ) -> web.StreamResponse:
        if trouble.fault in REFUSALS:
            return refusal(*REFUSALS[trouble.fault])
        if trouble.fault == "429":
            asked = {"parameters": {"retry_after": trouble.retry_after}}
            return refusal(429, 429, "Quota exceeded", **(asked if trouble.retry_after else {}))
        if trouble.fault == "html":
            return web.Response(status=503, text="<html>bảo trì</html>", content_type="text/html")
        if trouble.fault == "hang":
            await asyncio.sleep(3600)
        if trouble.fault == "reset":
            return cut_off(request, web.Response())
        answer = await self._respond(method, told)
        if trouble.fault == "truncated":
            whole = answer.text or ""
            return web.Response(text=whole[: len(whole) // 2], content_type="application/json")
        return cut_off(request, answer)

    async def _respond(self, method: str, told: Json) -> web.Response:  # noqa: PLR0911 - a table
        match method:
            case "getMe":
                return result(ME)
            case "getUpdates":
                return await self._fetched(float(told.get("timeout", 30)))
            case "sendMessage":
                return self._keep(told)
            case "sendChatAction":
                return web.json_response({"ok": True})
            case "setWebhook":
                return await self._set_webhook(told)
            case "testWebhook":
                return result(await self._verify())
            case "deleteWebhook":
                self.webhook = {}
                return result({"url": "", "updated_at": now()})
            case "getWebhookInfo" if self.webhook:
                return result({"url": self.webhook["url"], "updated_at": now()})
        return refusal(404, 404, "Not Found")

    def _keep(self, told: Json) -> web.Response:
        chat, text = told.get("chat_id"), told.get("text")
        if not isinstance(chat, str) or not isinstance(text, str):
            return refusal(400, 400, "Bad Request: chat_id and text are required")
        if not 1 <= len(text) <= MOST_CHARACTERS:
            return refusal(400, 400, "Bad Request: text must be 1 to 2000 characters")
        number = len(self.sent) + 1
        self.sent.append(Sent(number, chat, text, time.monotonic()))
        return result({"message_id": f"a1b2{number:016x}", "date": now()})

    async def _fetched(self, seconds: float) -> web.Response:
        """One object; 408 when there is none in time."""
        if self.webhook:
            return refusal(400, 400, "Bad Request: a webhook is set")
        if not self.updates and not (self.is_replaying and self.told):
            self._changed.clear()
            self.listeners += 1
            try:
                async with asyncio.timeout(seconds):
                    await self._changed.wait()
            except TimeoutError:
                return refusal(408, 408, "Request timeout")
            finally:
                self.listeners -= 1
        if self.updates:
            self.told.append(self.updates.pop(-1 if self.is_shuffled else 0))
            return result(self.told[-1])
        self._next += 1
        return result(self.told[self._next % len(self.told)])

    async def _set_webhook(self, told: Json) -> web.Response:
        if not 8 <= len(str(told.get("secret_token", ""))) <= 256:
            return refusal(400, 400, "Bad Request: The secret_token must not be empty")
        self.webhook = told
        self._changed.set()
        return result(
            {"url": told["url"], "updated_at": now(), "verification": await self._verify()}
        )

    async def _verify(self) -> Json:
        """Call the webhook with nothing, as the platform does."""
        url = self.webhook.get("url", "")
        outcome = self.outcome or await self._met(url)
        return {"ok": outcome == "webhook.ok", "url": url, "outcome": outcome, "hint": ""}

    async def _met(self, url: str) -> str:
        with suppress(aiohttp.ClientError, TimeoutError):
            wait = aiohttp.ClientTimeout(total=2)
            async with self._http.post(url, timeout=wait) as answer:
                is_well = answer.status == 200
                return "webhook.ok" if is_well else f"webhook.http.{answer.status}"
        return "webhook.err.unreachable"

    async def _post(self) -> None:
        """Post what waits to the webhook, one at a time, until it is taken."""
        while True:
            await asyncio.sleep(self.pace if self.updates else 0.01)
            while self.webhook and self.updates:
                if not await self._take(self.updates[-1 if self.is_shuffled else 0]):
                    break
                self.told.append(self.updates.pop(-1 if self.is_shuffled else 0))

    async def _take(self, update: Json) -> bool:
        secret = {"X-Bot-Api-Secret-Token": self.webhook.get("secret_token", "")}
        body = {"ok": True, "result": update} if self.is_wrapped else update
        taken = False
        for _ in range(self.repeats):
            with suppress(aiohttp.ClientError):
                url = self.webhook["url"]
                async with self._http.post(url, json=body, headers=secret) as answer:
                    self.statuses.append(answer.status)
                    self.watch(Note("zalo_bot", "POST", str(answer.status)))
                    taken = answer.status == 200
        return taken
