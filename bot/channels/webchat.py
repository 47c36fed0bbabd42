"""The chat page as a Channel.  The page reads rows of the Outbox itself, so to send is to wake
the pages that wait for one.
"""

from __future__ import annotations

import asyncio
from asyncio import Future

from bot.message import Address
from bot.ports import Delivery


class WebChat:
    """Pages know each Reply by its id, so sending one twice shows it once."""

    name = "web"

    def __init__(self) -> None:
        self._waiting: dict[Address, set[Future[Delivery]]] = {}

    async def send(self, delivery: Delivery) -> None:
        """Hand it to the pages that wait now.  Nobody waiting is no failure: the row stays."""
        for news in self._waiting.pop(delivery.address, ()):
            if not news.done():
                news.set_result(delivery)

    def news(self, address: Address) -> Future[Delivery]:
        """The next Reply sent to the Address.  Cancel it to wait no more."""
        news: Future[Delivery] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(address, set()).add(news)
        news.add_done_callback(lambda done: self._forget(address, done))
        return news

    def _forget(self, address: Address, news: Future[Delivery]) -> None:
        waiting = self._waiting.get(address, set())
        waiting.discard(news)
        if not waiting:
            self._waiting.pop(address, None)
