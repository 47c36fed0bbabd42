from __future__ import annotations

from datetime import UTC, datetime

from bot.channels.console import Console
from bot.message import Address, Button, Reply
from bot.ports import Delivery


async def test_buttons_become_numbers() -> None:
    """A terminal cannot be pressed, so each button gets a number to type."""
    printed: list[str] = []
    reply = Reply("Chào anh/chị!\nHỏi gì ạ?", (Button("Máy móc", "a"), Button("Hội chợ", "b")))
    now = datetime(2026, 11, 23, tzinfo=UTC)
    await Console(printed.append).send(
        Delivery(1, "k", Address("console", "an"), reply, "sending", 1, now)
    )
    assert printed == ["Chào anh/chị!", "Hỏi gì ạ?", "  1. Máy móc", "  2. Hội chợ"]
