"""From our Reply to texts: there are no buttons, so they are numbered below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.splitting import split

if TYPE_CHECKING:
    from bot.message import Reply

LIMIT = 2000
"""Characters of one message.  We count UTF-16 units, in case the platform does."""
HOW_TO_CHOOSE = "👉 Nhắn số hoặc gõ lại dòng muốn chọn:"
"""Above the choices, for an answer may hold a numbered list of its own."""


def write(reply: Reply) -> list[str]:
    """The parts of a Reply.  A number, or the words beside it, is understood by the dialogue."""
    return split("\n\n".join([reply.text.strip(), *_choices(reply)]), LIMIT)


def _choices(reply: Reply) -> list[str]:
    if not reply.buttons:
        return []
    lines = [f"{number}. {one.title}" for number, one in enumerate(reply.buttons, 1)]
    return ["\n".join([HOW_TO_CHOOSE, *lines])]
