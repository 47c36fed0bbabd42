"""Wires the first authorization at Zalo: an address to open, and the tokens that come of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.bootstrap.answering import local_now
from bot.bootstrap.zalo_place import owner_of, place_of
from bot.channels.zalo_oa.client import Client
from bot.channels.zalo_oa.faults import RefusedError, UnclearError, UnreachableError
from bot.channels.zalo_oa.login import PATH, Attempt, LoginError
from bot.errors import ConfigError
from bot.ports import KeptTokens
from bot.storage.database import open_store

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.ports import TokenPair

MISSING = "Cần zalo_oa.app_id và zalo_oa.app_secret trước khi đăng nhập; xem docs/zalo.md."
NOWHERE = (
    "Cần web.public_url (địa chỉ https của bot), hoặc --redirect với địa chỉ callback đã khai."
)
REFUSED = (
    "Zalo không đổi mã lấy token ({code} {text}). Mã chỉ dùng một lần, trong 10 phút: chạy lại. "
    "Nếu vẫn vậy, xem lại zalo_oa.app_secret (khoá của ứng dụng, không phải của OA)."
)
LOST = "Không nhận được trả lời của Zalo ({why}). Chạy lại từ đầu."
ANOTHER = "Chú ý: OA vừa đăng nhập là {account}, zalo_oa.oa_id là {wanted}; sửa một trong hai."


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it."""

    account: str
    days: int
    """How long the bot may be off before somebody has to sign in again."""
    warning: str = ""


class Visit:
    """One walk through the authorization.  Raises ConfigError when something is missing for it."""

    def __init__(self, settings: Settings, redirect: str | None = None) -> None:
        zalo = settings.zalo_oa
        if not zalo.is_connected or zalo.app_id is None:
            raise ConfigError(MISSING)
        if redirect is None and settings.web.public_url is None:
            raise ConfigError(NOWHERE)
        ours = (settings.web.public_url or "").rstrip("/") + PATH
        self._settings = settings
        self.attempt = Attempt(redirect or ours)
        self.url = self.attempt.url(zalo.oauth_base, zalo.app_id)

    def finish(self, address: str) -> Done:
        """Keep the tokens.  Raises LoginError, StoreBusyError."""
        code, account = self.attempt.read(address)
        pair = asyncio.run(self._bought(code))
        self._keep(pair)
        wanted = self._settings.zalo_oa.oa_id
        is_other = wanted is not None and bool(account) and account != wanted
        warning = ANOTHER.format(account=account, wanted=wanted) if is_other else ""
        return Done(account, (pair.refresh_expires_at - pair.issued_at).days, warning)

    async def _bought(self, code: str) -> TokenPair:
        async with Client(place_of(self._settings)) as client:
            try:
                return await self.attempt.finish(client, code, local_now(self._settings))
            except RefusedError as error:
                raise LoginError(REFUSED.format(code=error.code, text=error.text)) from None
            except (UnreachableError, UnclearError) as error:
                raise LoginError(LOST.format(why=error)) from None

    def _keep(self, pair: TokenPair) -> None:
        owner, store = owner_of(self._settings), open_store(self._settings.database.url)
        try:
            with store.transaction() as kept:
                kept.tokens.put(owner.name, KeptTokens(pair, owner.seed))
        finally:
            store.close()
