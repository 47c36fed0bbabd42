"""Asks the platform how things stand, for `khuyencong doctor`."""

from __future__ import annotations

from dataclasses import dataclass

from bot.channels.zalo_bot.client import Client
from bot.channels.zalo_bot.connecting import name_of
from bot.channels.zalo_bot.faults import NOT_FOUND, WRONG_TOKEN, ApiError
from bot.channels.zalo_bot.reading import an_object


@dataclass(frozen=True, slots=True)
class Checkup:
    """What the platform told."""

    name: str = ""
    plan: str = ""
    """`BASIC` is the free one, with its limits."""
    webhook: str = ""
    """Where Updates are posted; empty: nowhere, they are fetched."""
    outcome: str = ""
    """What the platform met when it called the webhook; empty: it did not try or tell."""
    is_token_wrong: bool = False
    failure: str = ""
    """Why nothing could be told."""


async def check_up(token: str, base_url: str) -> Checkup:
    """Never raises."""
    client = Client(token, base_url)
    try:
        me = an_object(await client.call("getMe"))
        webhook = await _webhook(client)
        outcome = await _outcome(client) if webhook else ""
    except ApiError as error:
        if error.code == WRONG_TOKEN:
            return Checkup(is_token_wrong=True)
        return Checkup(failure=str(error))
    finally:
        await client.close()
    return Checkup(name_of(me), str(me.get("account_type", "")), webhook, outcome)


async def _webhook(client: Client) -> str:
    try:
        return str(an_object(await client.call("getWebhookInfo")).get("url", ""))
    except ApiError as error:
        if error.code == NOT_FOUND:  # the way in which it says that none is set
            return ""
        raise


async def _outcome(client: Client) -> str:
    """It has the webhook called; older versions do not know how, and there is a daily limit."""
    try:
        return str(an_object(await client.call("testWebhook")).get("outcome", ""))
    except ApiError:
        return ""
