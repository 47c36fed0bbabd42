"""How the fake of Zalo gives tokens: codes and refresh tokens buy once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from bot.rehearsal.fakes.zalo_oa_values import (
    APP_ID,
    APP_SECRET,
    NINETY_DAYS,
    OA_ID,
    TEN_MINUTES,
    Grant,
    Json,
    Switches,
    challenge_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass
class TokenDesk:
    """The OAuth side of Zalo."""

    switches: Switches
    now: Callable[[], float]
    callback: str = ""
    """The one address that was registered."""
    grants: dict[str, Grant] = field(default_factory=dict)
    accesses: dict[str, float] = field(default_factory=dict)
    """Until when each is good."""
    refreshes: dict[str, float] = field(default_factory=dict)
    """The same; one that was spent is gone."""
    bought: int = 0
    refused: int = 0

    def agree(self, query: Mapping[str, str]) -> str:
        """An administrator agrees; where the browser is sent."""
        if query.get("app_id") != APP_ID or query.get("redirect_uri") != self.callback:
            return "/v4/permission/error?error_code=-14003"
        code = secrets.token_urlsafe(12)
        until = self.now() + TEN_MINUTES
        self.grants[code] = Grant(self.callback, query.get("code_challenge", ""), until)
        told = {"code": code, "oa_id": OA_ID}
        if "state" in query:
            told["state"] = query["state"]
        return f"{self.callback}?{urlencode(told)}"

    def sell(self, form: Mapping[str, str], secret: str, content_type: str) -> Json:
        """A pair, or why not; both with 200."""
        if content_type != "application/x-www-form-urlencoded" or secret != APP_SECRET:
            return self._no(-14002, "Invalid app secret or content type.")
        if form.get("app_id") != APP_ID:
            return self._no(-14001, "Invalid app id.")
        if form.get("grant_type") == "refresh_token":
            until = self.refreshes.pop(form.get("refresh_token", ""), 0.0)
            return self.pair() if until > self.now() else self._no(-14014, "Invalid refresh token.")
        grant = self.grants.pop(form.get("code", ""), None)
        if grant is None or grant.until <= self.now():
            return self._no(-118, "Invalid grant.")
        if grant.challenge and challenge_of(form.get("code_verifier", "")) != grant.challenge:
            return self._no(-14010, "Invalid code verifier.")
        return self.pair()

    def pair(self) -> Json:
        """A new one."""
        self.bought += 1
        access = f"access-{self.bought}-{secrets.token_urlsafe(8)}"
        refresh = f"refresh-{self.bought}-{secrets.token_urlsafe(8)}"
        self.accesses[access] = self.now() + float(self.switches.expires_in)
        self.refreshes[refresh] = self.now() + NINETY_DAYS
        told = {"access_token": access, "refresh_token": refresh}
        told |= {"expires_in": self.switches.expires_in}
        if self.switches.refresh_expires_in is not None:
            told["refresh_token_expires_in"] = self.switches.refresh_expires_in
        return told

    def is_good(self, access: str) -> bool:
        """Whether it opens the API."""
        return self.accesses.get(access, 0.0) > self.now()

    def _no(self, code: int, name: str) -> Json:
        self.refused += 1
        return {"error": code, "error_name": name, "error_description": name}
