"""From our Reply to what Zalo is sent: texts in parts, buttons under the last one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.message import SHARE_PHONE
from bot.text.splitting import split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.message import Button, Reply

    Json = dict[str, Any]

LIMIT = 2000
"""Characters of a text."""
BUTTONS = 5
TITLE = 100
QUERY = 1000
CONTACT_TITLE = "Gửi số điện thoại của anh/chị"
CONTACT_SUBTITLE = "Bấm để chia sẻ, hoặc gõ số điện thoại vào ô chat"


@dataclass(frozen=True, slots=True)
class Part:
    """One message of Zalo's."""

    message: Json
    is_extra: bool = False
    """True: the Reply is complete without it."""


def write(reply: Reply, contact_image: str | None = None) -> list[Part]:
    """The parts of a Reply, in order."""
    buttons = [one for one in reply.buttons if one.target != SHARE_PHONE]
    *firsts, last = split(reply.text + _numbered(buttons), LIMIT)
    parts = [*(Part({"text": text}) for text in firsts), Part(_with_buttons(last, buttons))]
    if len(buttons) < len(reply.buttons):
        parts.append(Part(_contact(contact_image), is_extra=True))
    return parts


def _numbered(buttons: Sequence[Button]) -> str:
    """More than there is room for are listed; a number typed means the same as a press."""
    if len(buttons) <= BUTTONS:
        return ""
    lines = [f"{number}. {one.title}" for number, one in enumerate(buttons, 1)]
    return "\n\n" + "\n".join(lines)


def _with_buttons(text: str, buttons: Sequence[Button]) -> Json:
    if not buttons:
        return {"text": text}
    payload = {"buttons": [_button(one) for one in buttons[:BUTTONS]]}
    return {"text": text, "attachment": {"type": "template", "payload": payload}}


def _button(button: Button) -> Json:
    """A press is shown, and comes back, as words: those on the button."""
    title = button.title[:TITLE]
    if button.target.startswith(("https://", "http://")):
        return {"title": title, "type": "oa.open.url", "payload": {"url": button.target}}
    if button.target.startswith("tel:"):
        number = re.sub(r"\D", "", button.target)
        return {"title": title, "type": "oa.open.phone", "payload": {"phone_code": number}}
    return {"title": title, "type": "oa.query.show", "payload": button.title[:QUERY]}


def _contact(image: str | None) -> Json:
    element = {"title": CONTACT_TITLE, "subtitle": CONTACT_SUBTITLE}
    if image:
        element["image_url"] = image
    payload = {"template_type": "request_user_info", "elements": [element]}
    return {"attachment": {"type": "template", "payload": payload}}
