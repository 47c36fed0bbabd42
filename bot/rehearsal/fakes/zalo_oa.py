"""Zalo's Official Account on loopback: OAuth, the API, and a webhook sender, all of which can
misbehave (`switches`, `troubles`).

People act through `say`, `press`, `share_contact`, `follow`; the account's staff through `staff`;
what the bot sent lies in `sent`.  No test library is needed to run it.
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
from bot.rehearsal.fakes.zalo_oa_posting import Posting
from bot.rehearsal.fakes.zalo_oa_tokens import TokenDesk
from bot.rehearsal.fakes.zalo_oa_values import (
    ADMIN_ID,
    APP_ID,
    APP_SECRET,
    COUNTED,
    FREE,
    OA_ID,
    OA_SECRET,
    Json,
    Sent,
    Switches,
    Trouble,
    cut_off,
    fault_in,
    refusal,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

__all__ = ["APP_ID", "APP_SECRET", "OA_ID", "OA_SECRET", "FakeZalo", "Sent", "Switches", "Trouble"]


@dataclass
class FakeZalo:
    """Use as a context manager; give `url` as both `api_base` and `oauth_base`."""

    now: Callable[[], float] = time.time
    switches: Switches = field(default_factory=Switches)
    troubles: list[Trouble] = field(default_factory=list)
    url: str = ""
    sent: list[Sent] = field(default_factory=list)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    """Path and body of every call to the API."""
    heard: dict[str, float] = field(default_factory=dict)
    """When each person did something last."""
    watch: Watch = look_away

    def __post_init__(self) -> None:
        self.tokens = TokenDesk(self.switches, self.now)
        self.posting = Posting(self.switches, self.now, watch=self.watch)
        self._number = 0
        self._minute: list[float] = []

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.add_routes(
            [
                web.get("/v4/oa/permission", self._permission),
                web.post("/v4/oa/access_token", self._access_token),
                web.post("/v3.0/oa/message/cs", self._message),
                web.post("/v3.0/oa/quota/message", self._quota),
                web.get("/v2.0/oa/getoa", self._account),
                web.post("/v2.0/oa/message", self._old),
            ]
        )
        app.on_response_prepare.append(dated(lambda: self.switches.clock_ahead))
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        self._http = aiohttp.ClientSession()
        self._posting = asyncio.create_task(self.posting.run(self._http))
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

    async def register(self, webhook: str) -> bool:
        """What the administrator does on the page of the app; False: Zalo did not accept it."""
        return await self.posting.register(webhook, self._http)

    # What people do

    def say(self, user: str, text: str, name: str = "user_send_text", **message: Any) -> Json:
        """Somebody writes; or sends something else, by the event's name."""
        return self._from(user, name, message={"text": text, "msg_id": self._id(), **message})

    def send(self, user: str, kind: str, payload: Json, text: str = "") -> Json:
        """A picture, say, or a sticker."""
        attachment = {"type": kind, "payload": payload}
        return self.say(user, text, f"user_send_{kind}", attachments=[attachment])

    def press(self, user: str, title: str) -> Json:
        """Somebody presses a button of the latest message that has it: it comes as their words."""
        shown = next(one for one in reversed(self.sent) if one.user == user and title in one.titles)
        [button] = [one for one in shown.buttons if one["title"] == title]
        assert button["type"].startswith("oa.query")
        return self.say(user, button["payload"])

    def share_contact(self, user: str, phone: str, *, is_turned: bool = False) -> Json:
        """Somebody shares their number; sources differ on who is the sender then."""
        info = {"name": "Người", "phone": phone, "address": "", "city": ""}
        self.heard[user] = self.now()
        ends = [{"id": user}, {"id": OA_ID}]
        sender, recipient = reversed(ends) if is_turned else ends
        return self.push("user_submit_info", sender=sender, recipient=recipient, info=info)

    def follow(self, user: str, name: str = "follow") -> Json:
        """Somebody follows the account, or `unfollow`s it."""
        self.heard[user] = self.now()
        return self.push(name, oa_id=OA_ID, source="oa_profile", follower={"id": user})

    def staff(self, user: str, text: str) -> Json:
        """One of the Centre's people answers in the account's own tool."""
        sender = {"id": OA_ID, "admin_id": ADMIN_ID}
        return self._to(user, "oa_send_text", sender, {"text": text, "msg_id": self._id()})

    def push(self, name: str, **content: Any) -> Json:
        """Anything happens."""
        update = {"app_id": APP_ID, "event_name": name, **content}
        update.setdefault("timestamp", str(int(self.now() * 1000)))
        self.posting.put(update)
        return update

    def said_to(self, user: str) -> list[str]:
        """The texts a person got."""
        return [one.text for one in self.sent if one.user == user]

    async def until(self, fact: Callable[[], object], patience: float = 20.0) -> None:
        """Let the bot work until it is so.  Raises TimeoutError."""
        async with asyncio.timeout(patience):
            while not fact():  # noqa: ASYNC110 - the facts are many
                await asyncio.sleep(0.005)

    async def hears(self, user: str, words: str, patience: float = 20.0) -> Sent:
        """The first message to a person with these words, waited for."""

        def found() -> list[Sent]:
            return [one for one in self.sent if one.user == user and words in one.text]

        await self.until(found, patience)
        return found()[0]

    def _from(self, user: str, name: str, **content: Any) -> Json:
        self.heard[user] = self.now()
        ends = {"sender": {"id": user}, "recipient": {"id": OA_ID}}
        return self.push(name, **ends, user_id_by_app=f"9{user}", **content)

    def _to(self, user: str, name: str, sender: Json, message: Json) -> Json:
        return self.push(name, sender=sender, recipient={"id": user}, message=message)

    def _id(self) -> str:
        self._number += 1
        return f"m{self._number:016x}"

    # What the bot calls

    async def _permission(self, request: web.Request) -> web.Response:
        raise web.HTTPFound(self.tokens.agree(request.query))

    async def _access_token(self, request: web.Request) -> web.StreamResponse:
        form = {name: str(value) for name, value in (await request.post()).items()}
        secret = request.headers.get("secret_key", "")
        return await self._answer(
            request, form, lambda: self.tokens.sell(form, secret, request.content_type)
        )

    async def _message(self, request: web.Request) -> web.StreamResponse:
        told = await request.json()
        if "access_token" in request.query:
            raise web.HTTPNotFound
        return await self._answer(request, told, lambda: self._send(request, told))

    async def _quota(self, request: web.Request) -> web.StreamResponse:
        told = await request.json()
        row = {"product_type": "cs", "quota_type": "sub_quota", "total": 500}
        data = [row | {"remain": self.switches.quota}]
        return await self._answer(request, told, lambda: self._checked(request) or _done(data))

    async def _account(self, request: web.Request) -> web.StreamResponse:
        data = {"oa_id": OA_ID, "name": "Khuyến công", "package_name": "Growth"}
        return await self._answer(request, {}, lambda: self._checked(request) or _done(data))

    async def _old(self, _request: web.Request) -> web.Response:
        return refusal(-240, "MessageV2 API has been shut down")

    async def _answer(
        self, request: web.Request, told: Json, act: Callable[[], Json]
    ) -> web.StreamResponse:
        self.calls.append((request.path, told))
        trouble = self._trouble(request.path, told)
        if trouble is not None:
            self._note(request, trouble.told)
            return await self._misbehave(request, trouble, act)
        done = act()
        self._note(request, str(done["error"]) if done.get("error") else OK)
        return web.json_response(done)

    async def _misbehave(
        self, request: web.Request, trouble: Trouble, act: Callable[[], Json]
    ) -> web.StreamResponse:
        if (refused := trouble.refusal()) is not None:
            return refused
        if trouble.fault == "reset":
            return cut_off(request)
        body = json.dumps(act())
        if trouble.fault == "hang":
            await asyncio.sleep(3600)
        if trouble.fault in {"truncated", "html"}:
            shown = body[: len(body) // 2] if trouble.fault == "truncated" else "<html>ok?</html>"
            return web.Response(text=shown, content_type="application/json")
        return cut_off(request)  # done, and the answer is lost

    def _note(self, request: web.Request, outcome: str) -> None:
        self.watch(Note("zalo_oa", request.path, outcome))

    def _trouble(self, path: str, told: Json) -> Trouble | None:
        user = told.get("recipient", {}).get("user_id") if "recipient" in told else None
        for trouble in self.troubles:
            is_meant = trouble.path in {path, ANY} and trouble.user in {None, user}
            if is_meant and trouble.after > 0:
                trouble.after -= 1
            elif is_meant and trouble.times > 0:
                trouble.times -= 1
                return trouble
        return None

    def _checked(self, request: web.Request) -> Json | None:
        """Why a call is refused, before its content matters."""
        if not self.tokens.is_good(request.headers.get("access_token", "")):
            return {"error": self.switches.dead_code, "message": "Access token has expired"}
        self._minute = [at for at in self._minute if at > self.now() - 60] + [self.now()]
        most = self.switches.calls_a_minute
        if most is not None and len(self._minute) > most:
            return {"error": -32, "message": "Your application reached limit call api"}
        if self.switches.account_code is not None:
            return {"error": self.switches.account_code, "message": "account"}
        return None

    def _send(self, request: web.Request, told: Json) -> Json:
        user, message = str(told["recipient"]["user_id"]), told["message"]
        code = self._refuses(user, message)
        refused = self._checked(request) or ({"error": code, "message": "no"} if code else None)
        if refused:
            return refused
        number = self._id()
        self.sent.append(Sent(number, user, message, time.monotonic()))
        echo = {"text": message.get("text", ""), "msg_id": number}
        if self.switches.has_echoes:  # it may well be there before the answer is
            self._to(user, "oa_send_text", {"id": OA_ID}, echo)
        if self.switches.sends_receipts:
            self._to(user, "user_received_message", {"id": OA_ID}, {"msg_id": number})
            self._to(user, "user_seen_message", {"id": OA_ID}, {"msg_ids": [number]})
        return _done({"message_id": number, "user_id": user})

    def _refuses(self, user: str, message: Json) -> int | None:
        if self.switches.is_night:
            return -234
        if user in self.switches.user_codes:
            return self.switches.user_codes[user]
        since = self.now() - self.heard.get(user, float("-inf"))
        if since > COUNTED:
            return -230 if user in self.heard else -232
        if (code := fault_in(message, takes_contact=self.switches.takes_contact)) is not None:
            return code
        if since > FREE:
            self.switches.quota -= 1
            return -211 if self.switches.quota < 0 else None
        return None


def _done(data: Any) -> Json:
    return {"error": 0, "message": "Success", "data": data}
