"""The JSON between the chat page and the server: what a page may send, what it gets to see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from bot.message import Reply
from bot.ports import Delivery, Line
from bot.web.refusals import Refused

if TYPE_CHECKING:
    from aiohttp import web

Json = dict[str, object]

UNREADABLE = "Máy chủ không đọc được nội dung gửi lên."


class Sent(BaseModel):
    """What a page sends for one message."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
    """Made by the page; the same id again is the same message."""
    text: str
    target: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
    """Of the button that was pressed; `text` is then its title."""


async def read_sent(request: web.Request, *, text_limit: int, body_limit: int) -> Sent:
    """The message in a request.  Raises Refused when it cannot be taken."""
    if request.content_type != "application/json":
        raise Refused(415, "Máy chủ chỉ nhận nội dung dạng JSON.")
    # The limit is set here and not for the whole server: webhooks beside us may be larger.
    body = await request.clone(client_max_size=body_limit).read()
    try:
        sent = Sent.model_validate_json(body)
    except ValidationError as mistake:
        raise Refused(400, UNREADABLE) from mistake
    if "\x00" in sent.text or "\x00" in (sent.target or ""):
        raise Refused(400, UNREADABLE)  # no database keeps it
    if not sent.text.strip():
        raise Refused(422, "Anh/chị chưa nhập nội dung.")
    if len(sent.text) > text_limit:
        shown = f"{text_limit:,}".replace(",", ".")
        raise Refused(422, f"Tin nhắn dài quá {shown} ký tự, anh/chị vui lòng chia nhỏ giúp em.")
    return sent


def read_cursor(request: web.Request) -> int:
    """`after=N`, the last Reply that the page has.  Raises Refused when it is no number."""
    text = request.query.get("after", "")
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(2**53))):
        raise Refused(400, UNREADABLE)
    return int(text)


def show_history(lines: Sequence[Line], welcome: Reply) -> Json:
    """The lines, the number to poll after, and the welcome when there are no lines yet."""
    cursor = max((line.id for line in lines if line.who == "bot"), default=0)
    shown: Json = {"lines": [_show_line(line) for line in lines], "cursor": cursor}
    return shown if lines else shown | {"welcome": _show_reply(welcome)}


def show_replies(deliveries: Sequence[Delivery]) -> Json:
    """Replies with their ids, by which the page shows each once."""
    return {"replies": [_show_bot(row.id, row.reply, row.created_at) for row in deliveries]}


def _show_line(line: Line) -> Json:
    if line.who == "bot":
        return _show_bot(line.id, line.reply or Reply(line.text), line.at)
    return {"who": "person", "id": line.id, "text": line.text, "at": line.at.isoformat()}


def _show_bot(number: int, reply: Reply, at: datetime) -> Json:
    return {"who": "bot", "id": number, "at": at.isoformat(), **_show_reply(reply)}


def _show_reply(reply: Reply) -> Json:
    buttons = [{"title": button.title, "target": button.target} for button in reply.buttons]
    return {"text": reply.text, "buttons": buttons}
