"""What platforms and pages post to us, so that it can be posted in any order and any number."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, NamedTuple

import aiohttp

from bot.channels.telegram.webhook import HEADER as TELEGRAM_HEADER
from bot.channels.telegram.webhook import PATH as TELEGRAM_PATH
from bot.channels.telegram.webhook import secret_from as telegram_secret
from bot.channels.zalo_bot.webhook import HEADER as ZALO_BOT_HEADER
from bot.channels.zalo_bot.webhook import PATH as ZALO_BOT_PATH
from bot.channels.zalo_bot.webhook import secret_from as zalo_bot_secret
from bot.channels.zalo_oa.webhook import PATH as ZALO_PATH
from bot.rehearsal.fakes.telegram import TOKEN as TELEGRAM_TOKEN
from bot.rehearsal.fakes.zalo_bot import TOKEN as ZALO_BOT_TOKEN

if TYPE_CHECKING:
    from bench.faults.crowd import Chat
    from bench.faults.world import World

TAKEN = frozenset({200, 202})
PATIENCE = 0.25
"""Seconds until a platform posts again; the page waits as long as it is asked to."""


class Post(NamedTuple):
    """One request."""

    path: str
    headers: dict[str, str]
    body: bytes

    def request(self, host: str) -> bytes:
        """As it goes over the wire."""
        head = [f"POST {self.path} HTTP/1.1", f"Host: {host}"]
        head += [f"{name}: {value}" for name, value in self.headers.items()]
        head += [f"Content-Length: {len(self.body)}", "", ""]
        return "\r\n".join(head).encode() + self.body


class Answer(NamedTuple):
    """What we said to it."""

    status: int
    retry_after: str | None


def post_of(world: World, chat: Chat, number: int, text: str) -> Post:
    """Somebody's message.  The fakes make it and are not left to post it."""
    json_type = {"Content-Type": "application/json"}
    match chat.channel:
        case "telegram":
            update = world.telegram.say(int(chat.id), text)
            world.telegram.updates.remove(update)
            secret = {TELEGRAM_HEADER: telegram_secret(TELEGRAM_TOKEN)}
            return Post(TELEGRAM_PATH, json_type | secret, json.dumps(update).encode())
        case "zalo_oa":
            body, headers = world.zalo_oa.posting.signed(world.zalo_oa.say(chat.id, text))
            return Post(ZALO_PATH, headers, body)
        case "zalo_bot":
            update = world.zalo_bot.say(chat.id, text)
            world.zalo_bot.updates.remove(update)
            secret = {ZALO_BOT_HEADER: zalo_bot_secret(ZALO_BOT_TOKEN)}
            return Post(ZALO_BOT_PATH, json_type | secret, json.dumps(update).encode())
    proof = {"Authorization": f"Bearer {world.token_of(chat)}"}
    said = {"id": f"message-{number:04}", "text": text}
    return Post("/chat/messages", json_type | proof, json.dumps(said).encode())


async def insist(world: World, chat: Chat, sayings: list[str]) -> list[Answer]:
    """Post each until it is taken; every answer to that."""
    heard: list[Answer] = []
    for number, text in enumerate(sayings):
        post = post_of(world, chat, number, text)
        while True:
            heard.append(await _send(world, post))
            if heard[-1].status in TAKEN:
                break
            is_page = chat.channel == "web"
            await asyncio.sleep(float(heard[-1].retry_after or 1) if is_page else PATIENCE)
    return heard


async def _send(world: World, post: Post) -> Answer:
    try:
        async with world.http.post(
            world.url + post.path, data=post.body, headers=post.headers
        ) as answer:
            return Answer(answer.status, answer.headers.get("Retry-After"))
    except aiohttp.ClientError:
        return Answer(0, None)
