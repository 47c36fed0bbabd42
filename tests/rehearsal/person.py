"""Somebody at the page of a rehearsal, over HTTP."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import aiohttp

Json = dict[str, Any]

PATIENCE = 30.0


@dataclass
class Person:
    """Plays everybody."""

    http: aiohttp.ClientSession
    url: str

    async def act(self, deed: str, **told: object) -> None:
        """Do something; it is accepted."""
        assert await self.status(deed, **told) == 200

    async def status(self, deed: str, **told: object) -> int:
        """Do something, and how that is answered."""
        async with self.http.post(f"{self.url}/stage/{deed}", json=told) as answer:
            return answer.status

    async def say(self, channel: str, text: str, role: str = "owner") -> None:
        """Write on a channel."""
        await self.act("say", channel=channel, role=role, text=text)

    async def news(self) -> Json:
        """All that has happened."""
        async with self.http.get(f"{self.url}/stage/news") as answer:
            told: Json = await answer.json()
            return told

    async def lines(self, channel: str, role: str = "owner") -> list[Json]:
        """What stands in a chat."""
        return [line for line in (await self.news())["lines"]
                if (line["channel"], line["role"]) == (channel, role)]  # fmt: skip

    async def reads(self, channel: str, words: str, role: str = "owner") -> Json:
        """What the bot said with these words, after what was last said to it; waited for."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for line in reversed(await self.lines(channel, role)):
                    if line["who"] == "person":
                        break
                    if line["who"] == "bot" and words.lower() in line["text"].lower():
                        return line
                await asyncio.sleep(0.05)

    async def sees(self, platform: str, outcome: str) -> Json:
        """The latest note of a platform with this outcome, waited for."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for note in reversed((await self.news())["notes"]):
                    if (note["platform"], note["outcome"]) == (platform, outcome):
                        return dict(note)
                await asyncio.sleep(0.05)
