"""Telegram's Bot API on loopback: a real server that keeps what it is told and can misbehave.

People talk through `say`, `press`, `share_contact`; what the bot sent lies in `sent`.  Updates wait
until they are confirmed by an offset, or are posted to the webhook that was set.
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
from bot.rehearsal.fakes.telegram_values import (
    ME,
    REFUSALS,
    SENT_AT,
    TOKEN,
    Fault,
    Json,
    Sent,
    Trouble,
    cut_off,
    decoded,
    person,
    refusal,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

__all__ = ["ME", "TOKEN", "FakeTelegram", "Fault", "Sent", "Trouble", "person"]


@dataclass
class FakeTelegram:
    """Use as a context manager; give `base_url` and `TOKEN` to the bot."""

    base_url: str = ""
    sent: list[Sent] = field(default_factory=list)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    updates: list[Json] = field(default_factory=list)
    """Not confirmed yet."""
    webhook: Json = field(default_factory=dict)
    statuses: list[int] = field(default_factory=list)
    """What the webhook answered."""
    complaint: str = ""
    """What the webhook's last error was."""
    is_shuffled: bool = False
    repeats: int = 1
    """How often each Update is delivered, whatever was confirmed."""
    pace: float = 0.05
    """Seconds between two tries at the webhook."""
    watch: Watch = look_away
    clock_ahead: float = 0.0
    """Seconds by which its clock is ahead."""

    def __post_init__(self) -> None:
        self._number = 1000
        self._messages = 0
        self._shown: dict[int, Sent] = {}
        self._changed = asyncio.Event()
        self._again: dict[int, int] = {}

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
        self.base_url = f"http://{host}:{port}/bot"
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

    def say(self, chat: int, text: str, **more: Any) -> Json:
        """Somebody writes in a private chat."""
        entity = {"type": "bot_command", "offset": 0, "length": len(text.split(" ", maxsplit=1)[0])}
        commands = {"entities": [entity]} if text.startswith("/") else {}
        return self.push(message=self.message(chat, text=text, **commands, **more))

    def press(self, chat: int, title: str) -> Json:
        """Somebody presses a button of the latest message that has it."""
        shown = next(
            one for one in reversed(self.sent) if one.chat == chat and title in one.buttons
        )
        return self.press_data(chat, shown, shown.buttons[title])

    def press_data(self, chat: int, shown: Sent, data: str) -> Json:
        """The same by what the button carries."""
        message = self.message(chat, text=shown.text, reply_markup=shown.markup) | {"from": ME}
        query = {"id": f"q{self._number}", "from": person(chat), "message": message}
        return self.push(callback_query=query | {"chat_instance": "1", "data": data})

    def share_contact(self, chat: int, phone: str) -> Json:
        """Somebody presses the button that sends their number."""
        contact = {"phone_number": phone, "first_name": "An", "user_id": chat}
        return self.push(message=self.message(chat, contact=contact))

    def message(self, chat: int, **content: Any) -> Json:
        """A message in a private chat."""
        self._messages += 1
        where = {"id": chat, "type": "private", "first_name": f"Người {chat}"}
        return {
            "message_id": self._messages,
            "date": SENT_AT,
            "chat": where,
            "from": person(chat),
        } | content

    def push(self, **content: Any) -> Json:
        """Put an Update in line."""
        self._number += 1
        update = {"update_id": self._number, **content}
        self.updates.append(update)
        self._changed.set()
        return update

    def said_to(self, chat: int) -> list[str]:
        """The texts a chat got."""
        return [one.text for one in self.sent if one.chat == chat]

    async def until(self, fact: Callable[[], object], patience: float = 20.0) -> None:
        """Let the bot work until it is so.  Raises TimeoutError."""
        async with asyncio.timeout(patience):
            while not fact():  # noqa: ASYNC110 - the facts are many
                await asyncio.sleep(0.005)

    async def hears(self, chat: int, words: str, patience: float = 20.0) -> Sent:
        """The first message to a chat with these words, waited for."""

        def found() -> list[Sent]:
            return [one for one in self.sent if one.chat == chat and words in one.text]

        await self.until(found, patience)
        return found()[0]

    # What the bot calls

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        told = decoded(dict(await request.post()))
        self.calls.append((method, told))
        if request.match_info["token"] != TOKEN:
            return refusal(401, "Unauthorized")
        trouble = self._trouble(method, told)
        self._note(method, trouble)
        if trouble is not None and trouble.fault != "pass":
            return await self._misbehave(request, trouble, method, told)
        return web.json_response({"ok": True, "result": await self._result(method, told)})

    def _note(self, method: str, trouble: Trouble | None) -> None:
        """Fetching goes on all the time and is worth a word only when it fails."""
        if trouble is not None or method != "getUpdates":
            self.watch(Note("telegram", method, trouble.told if trouble else OK))

    def _trouble(self, method: str, told: Json) -> Trouble | None:
        for trouble in self.troubles:
            is_meant = trouble.chat is None or str(trouble.chat) == str(told.get("chat_id"))
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
            waits = {"parameters": {"retry_after": trouble.retry_after}}
            return refusal(429, "Too Many Requests: retry later", **waits)
        if trouble.fault == "hang":
            await asyncio.sleep(3600)
        if trouble.fault == "reset":
            return cut_off(request)
        if trouble.fault == "html":
            return web.Response(status=502, text="<html>bảo trì</html>", content_type="text/html")
        result = await self._result(method, told)
        if trouble.fault == "truncated":
            whole = json.dumps({"ok": True, "result": result})
            return web.Response(text=whole[: len(whole) // 2], content_type="application/json")
        return cut_off(request)

    async def _result(self, method: str, told: Json) -> Any:
        match method:
            case "getMe":
                return ME
            case "getUpdates":
                return await self._fetched(told)
            case "sendMessage":
                return self._keep(told)
            case "setWebhook":
                self.webhook = told
                self._changed.set()
            case "deleteWebhook":
                self.webhook = {}
            case "getWebhookInfo":
                shown = {"url": self.webhook.get("url", ""), "has_custom_certificate": False}
                shown |= {"pending_update_count": len(self.updates)}
                if self.complaint:
                    shown |= {"last_error_message": self.complaint, "last_error_date": SENT_AT}
                return shown
        return True

    def _keep(self, told: Json) -> Json:
        chat, number = int(told["chat_id"]), len(self.sent) + 1
        markup = told.get("reply_markup", {})
        self.sent.append(Sent(number, chat, told["text"], markup, time.monotonic()))
        return self.message(chat, text=told["text"]) | {"from": ME}

    async def _fetched(self, told: Json) -> list[Json]:
        offset = int(told.get("offset", 0))
        self.updates = [one for one in self.updates if self._is_due(one, offset)]
        if not self.updates:
            self._changed.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(float(told.get("timeout", 0))):
                    await self._changed.wait()
        batch = self.updates[:100]
        return batch[::-1] if self.is_shuffled else batch

    def _is_due(self, update: Json, offset: int) -> bool:
        """Below the offset it is confirmed; a fake that repeats itself forgets that."""
        number = update["update_id"]
        if number >= offset:
            return True
        self._again[number] = self._again.get(number, 1) + 1
        return self._again[number] <= self.repeats

    async def _post(self) -> None:
        """Post what waits to the webhook, one at a time, until it is taken."""
        while True:
            await asyncio.sleep(self.pace if self.updates else 0.01)
            while self.webhook.get("url") and self.updates:
                if not await self._take(self.updates[0]):
                    break
                self.updates.pop(0)

    async def _take(self, update: Json) -> bool:
        secret = {"X-Telegram-Bot-Api-Secret-Token": self.webhook.get("secret_token", "")}
        taken = False
        for _ in range(self.repeats):
            with suppress(aiohttp.ClientError):
                async with self._http.post(
                    self.webhook["url"], json=update, headers=secret
                ) as answer:
                    self.statuses.append(answer.status)
                    self.watch(Note("telegram", "POST", str(answer.status)))
                    taken = answer.status == 200
        return taken
