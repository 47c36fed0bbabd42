"""The terminal, as a channel: a Reply is printed, its buttons as a numbered list."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.message import Button, Reply
    from bot.ports import Delivery


class Console:
    """Prints through `write`, one call a line."""

    name = "console"

    def __init__(self, write: Callable[[str], object]) -> None:
        self._write = write

    async def send(self, delivery: Delivery) -> None:
        """Print one Reply; a terminal takes everything."""
        for line in shown(delivery.reply):
            self._write(line)


def shown(reply: Reply) -> list[str]:
    """A Reply without buttons to press: they are numbered, and the numbers can be typed."""
    numbered = (f"  {number}. {_title(one)}" for number, one in enumerate(reply.buttons, 1))
    return [*reply.text.splitlines(), *numbered]


def _title(button: Button) -> str:
    return f"{button.title}: {button.target}" if button.is_link else button.title
