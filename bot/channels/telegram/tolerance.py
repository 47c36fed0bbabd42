"""Long polling that survives an Update of a shape its library does not know.

python-telegram-bot reads a whole batch or none of it, and raises when a field is missing that it
has come to expect: one such Update would keep all others from arriving for ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram import Update
from telegram.request import HTTPXRequest

from bot.services.trace import trace

if TYPE_CHECKING:
    from telegram import Bot

    Json = dict[str, Any]


class TolerantRequest(HTTPXRequest):
    """What cannot be read is left with nothing but its number, so it can be confirmed."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> Json:
        """The answer to getUpdates."""
        told = HTTPXRequest.parse_json_payload(payload)
        updates = told.get("result")
        if isinstance(updates, list):
            told["result"] = [one if decode(one) else _bare(one) for one in updates]
        return told


def decode(raw: Json, bot: Bot | None = None) -> Update | None:
    """None, and a line in the log, for what cannot be read."""
    try:
        return Update.de_json(raw, bot)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with it
        trace("an update of Telegram could not be read", error, update=raw.get("update_id"))
        return None


def _bare(raw: Json) -> Json:
    return {"update_id": raw["update_id"]}
