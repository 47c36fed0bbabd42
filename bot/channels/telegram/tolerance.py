"""Answers of a shape that Telegram's library does not know.

python-telegram-bot raises when a field is missing that it has come to expect, and reads a whole
batch of Updates or none of it: one strange Update would keep all others from arriving for ever, and
a message that was sent would look as if it had failed.  Emulators of Telegram leave out what their
authors did not need, and Telegram itself changes.
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
    """Changes answers so that they can be read."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> Json:
        """What was answered; what is not needed of it is left out, what is missing filled in."""
        told = HTTPXRequest.parse_json_payload(payload)
        if "result" in told:
            told["result"] = _readable(told["result"])
        return told


def decode(raw: Json, bot: Bot | None = None) -> Update | None:
    """None, and a line in the log, for what cannot be read."""
    try:
        return Update.de_json(_completed(raw), bot)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with it
        trace("không đọc được một tin từ Telegram, đã bỏ qua", error, update=raw.get("update_id"))
        return None


def _readable(result: Any) -> Any:  # noqa: ANN401 - whatever is answered
    if isinstance(result, list):
        return [_update(one) for one in result if isinstance(one, dict) and "update_id" in one]
    if not isinstance(result, dict):
        return result
    if "message_id" in result:  # of what was sent nobody wants to know more than that it was
        number = result["message_id"]
        return {"message_id": number, "date": 0, "chat": {"id": 0, "type": "private"}}
    return {"is_bot": True} | result if "first_name" in result else result


def _update(raw: Json) -> Json:
    """As it came, or completed; else nothing but its number, so it can be confirmed."""
    whole = _completed(raw)
    return whole if decode(whole) else {"update_id": raw["update_id"]}


def _completed(raw: Json) -> Json:
    """A press counts by whose it is and what the button carries."""
    query = raw.get("callback_query")
    if not isinstance(query, dict):
        return raw
    whole = {"chat_instance": ""} | query
    if isinstance(query.get("message"), dict):
        whole["message"] = {"message_id": 0, "date": 0} | query["message"]
    return raw | {"callback_query": whole}
