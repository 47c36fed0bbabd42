"""What the fake of Zalo's Official Account is made of: ids, switches, what can go wrong."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass, field
from typing import Any, Literal

from aiohttp import web

Json = dict[str, Any]
Fault = Literal["429", "500", "502", "504", "hang", "truncated", "html", "lost", "reset", "code"]
"""`hang`, `lost`: done, but no answer comes; `reset`: the connection drops before that."""

APP_ID = "1234567890123456789"
APP_SECRET = "appSecretForTests"  # noqa: S105 - opens nothing
OA_SECRET = "oaSecretForTests"  # noqa: S105 - opens nothing
OA_ID = "388613280878808645"
ADMIN_ID = "7000000000000000001"
LIMIT, BUTTONS, TITLE, QUERY = 2000, 5, 100, 1000
FREE, COUNTED, NINETY_DAYS, TEN_MINUTES = 48 * 3600, 7 * 86400, 90 * 86400, 600
RETRIES = (30.0, 300.0, 900.0, 1800.0, 3600.0)
"""Seconds until Zalo posts again what was not taken."""


@dataclass
class Trouble:
    """What goes wrong with sending or renewing, how often."""

    fault: Fault
    path: str = "/v3.0/oa/message/cs"
    user: str | None = None
    """None: whoever."""
    times: int = 1
    after: int = 0
    """So many calls go well before it begins."""
    code: int = -200
    retry_after: int = 1

    @property
    def told(self) -> str:
        """In a log."""
        more = {"429": f"429, Retry-After {self.retry_after}", "code": str(self.code)}
        return more.get(self.fault, self.fault)

    def refusal(self) -> web.Response | None:
        """The answer, where nothing is done; None where something is, or nothing is answered."""
        if self.fault == "429":
            return web.Response(status=429, headers={"Retry-After": str(self.retry_after)})
        if self.fault == "code":
            return refusal(self.code)
        if self.fault in {"500", "502", "504"}:
            return web.Response(status=int(self.fault), text="<html>oops</html>")
        return None


@dataclass
class Switches:
    """How Zalo behaves; each is a thing that was seen or suspected of the real one."""

    expires_in: str | int = "90000"
    refresh_expires_in: str | None = "7776000"
    dead_code: int = -216
    """For an access token that is expired or unknown; -220 as well."""
    calls_a_minute: int | None = None
    quota: int = 500
    """Messages after the free time."""
    user_codes: dict[str, int] = field(default_factory=dict)
    """-213 does not follow, -227 asleep, -244 refuses, -218 has had enough."""
    account_code: int | None = None
    """-204, -221, -223, -224, -320, -321: nothing works."""
    takes_contact: bool = True
    """Whether it knows the request for a person's number."""
    is_night: bool = False
    has_echoes: bool = True
    """Whether the bot's own messages come back."""
    sends_receipts: bool = False
    time_header: Literal["absent", "equal", "signed"] = "absent"
    """`signed`: the header's time differs from the body's and is the one in the sum."""
    is_time_a_number: bool = False
    is_mac_bare: bool = False
    sum_of: Literal["oa", "app", "hmac", "damaged"] = "oa"
    """All but the first are forgeries."""
    spelling: Literal["plain", "escaped", "spaced"] = "plain"
    """How its JSON is written."""
    repeats: int = 1
    """How often each Update is posted, at the same time."""
    is_shuffled: bool = False
    off: set[str] = field(default_factory=set)
    """Events that were not switched on at developers.zalo.me."""
    pace: float = 0.001
    """How long the waits between repeats are, times their real length."""
    patience: float = 2.0
    """Seconds Zalo waits for an answer."""
    clock_ahead: float = 0.0
    """Seconds by which its clock is ahead."""


@dataclass
class Sent:
    """A message of the bot that Zalo took."""

    number: str
    user: str
    message: Json
    at: float

    @property
    def text(self) -> str:
        """What people read."""
        return str(self.message.get("text", ""))

    @property
    def buttons(self) -> list[Json]:
        """Below it."""
        payload = self.message.get("attachment", {}).get("payload", {})
        return list(payload.get("buttons", []))

    @property
    def titles(self) -> list[str]:
        """What stands on them."""
        return [one["title"] for one in self.buttons]

    @property
    def asks_contact(self) -> bool:
        """Whether it asks for the person's number."""
        payload = self.message.get("attachment", {}).get("payload", {})
        return bool(payload.get("template_type") == "request_user_info")


@dataclass
class Grant:
    """What an administrator agreed to, until it is spent."""

    redirect_uri: str
    challenge: str
    until: float


def cut_off(request: web.Request) -> web.Response:
    """The connection drops."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


def refusal(code: int, text: str = "refused") -> web.Response:
    """As Zalo refuses: with 200."""
    return web.json_response({"error": code, "message": text})


def challenge_of(verifier: str) -> str:
    """What was shown of it beforehand."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def written(update: Json, spelling: str) -> bytes:
    """The bytes of an Update."""
    if spelling == "escaped":
        return json.dumps(update).encode()
    gaps = (" , ", " : ") if spelling == "spaced" else (",", ":")
    text = json.dumps(update, ensure_ascii=False, separators=gaps)
    return text.encode(errors="backslashreplace")  # half a pair: JSON escapes it alike


def fault_in(message: Json, *, takes_contact: bool = True) -> int | None:
    """The code for a message of a wrong shape."""
    if not takes_contact and "request_user_info" in str(message):
        return -201
    if len(str(message.get("text", ""))) > LIMIT:
        return -210
    attachment = message.get("attachment")
    if attachment is None:
        return None if message.get("text") else -201
    if attachment.get("type") not in {"template", "file"}:
        return -201
    buttons = attachment.get("payload", {}).get("buttons", [])
    return None if len(buttons) <= BUTTONS and all(map(_is_button, buttons)) else -201


def _is_button(button: Json) -> bool:
    title, payload = button.get("title"), button.get("payload")
    if not isinstance(title, str) or not 0 < len(title) <= TITLE:
        return False
    match button.get("type"):
        case "oa.query.show" | "oa.query.hide":
            return isinstance(payload, str) and 0 < len(payload) <= QUERY
        case "oa.open.url":
            return isinstance(payload, dict) and str(payload.get("url")).startswith("http")
        case "oa.open.phone":
            return isinstance(payload, dict) and str(payload.get("phone_code")).isdigit()
    return False
