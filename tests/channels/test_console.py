from __future__ import annotations

from datetime import UTC, datetime

from bot.channels.console import Console, shown
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


def test_a_link_can_be_read() -> None:
    """A terminal opens nothing, but its owner can."""
    reply = Reply("Dạ", (Button("Lịch", "https://a.vn/mau.ics"), Button("Hội chợ", "b")))
    assert shown(reply) == ["Dạ", "  1. Lịch: https://a.vn/mau.ics", "  2. Hội chợ"]
