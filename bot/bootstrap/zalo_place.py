"""What of the settings Zalo's channel needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.channels.zalo_oa.client import Place
from bot.channels.zalo_oa.renewal import Owner
from bot.channels.zalo_oa.signature import Key

if TYPE_CHECKING:
    from bot.config import Settings


def place_of(settings: Settings) -> Place:
    """Where Zalo is, and who we are there."""
    zalo = settings.zalo_oa
    return Place(zalo.api_base, zalo.oauth_base, zalo.app_id or "", zalo.app_secret or "")


def owner_of(settings: Settings) -> Owner:
    """Whose tokens are kept."""
    return Owner(settings.zalo_oa.app_id or "", settings.zalo_oa.refresh_token)


def key_of(settings: Settings) -> Key | None:
    """What signs Updates; None while the account's secret is not known."""
    zalo = settings.zalo_oa
    return Key(zalo.app_id, zalo.oa_secret) if zalo.app_id and zalo.oa_secret else None
