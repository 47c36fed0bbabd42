r"""Plays a dialogue with the running bot through the npm package `telegram-test-api`.

    npm install telegram-test-api
    node -e "const S = require('telegram-test-api'); new S({port: 9000, host: '127.0.0.1'}).start()"
    KHUYENCONG_TELEGRAM__TOKEN=1:emulator KHUYENCONG_TELEGRAM__BASE_URL=http://127.0.0.1:9000/bot \
        khuyencong run
    python -m bench.telegram_test_api

From a question over a button to the thank-you of the call-back form.  The emulator counts Updates
from 1 each time it is started: give the bot an empty folder each time, too.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from dataclasses import dataclass
from typing import Any

import aiohttp

PATIENCE, PAUSE, REST = 20.0, 0.1, 1.5
"""Seconds: until an answer, between two looks, for a second message of the same answer."""
AN = 77
PERSON = {"id": AN, "first_name": "An", "is_bot": False}
CHAT = {"id": AN, "first_name": "An", "type": "private"}
CONTACT = {"phone_number": "0912345678", "first_name": "An", "user_id": AN}


@dataclass
class Somebody:
    """A person at the emulator's own door."""

    http: aiohttp.ClientSession
    url: str
    token: str
    heard: list[dict[str, Any]]
    """The messages of the last answer."""

    async def say(self, text: str, words: str, **more: object) -> None:
        """Write, and read an answer with these words."""
        print(f"AN : {text or more}")
        told = {"from": PERSON, "chat": CHAT, "date": int(time.time()), "text": text}
        await self._post("sendMessage", told | more)
        await self._hear(words)

    async def press(self, title: str, words: str) -> None:
        """Press a button of the last answer."""
        print(f"AN : [{title}]")
        rows = [row for one in self.heard for row in _keyboard(one)]
        [data] = [one["callback_data"] for row in rows for one in row if one["text"] == title]
        message = {"from": PERSON, "chat": CHAT}
        await self._post("sendCallback", {"from": PERSON, "message": message, "data": data})
        await self._hear(words)

    async def _hear(self, words: str) -> None:
        self.heard = []
        async with asyncio.timeout(PATIENCE):
            while not any(words in one["text"] for one in self.heard):
                await asyncio.sleep(PAUSE)
                self.heard += await self._news()
        await asyncio.sleep(REST)
        self.heard += await self._news()
        for one in self.heard:
            print("BOT:", " / ".join(one["text"].splitlines())[:100])

    async def _news(self) -> list[dict[str, Any]]:
        told = await self._post("getUpdates", {"token": self.token, "chatId": AN})
        return [update["message"] for update in told["result"]]

    async def _post(self, path: str, told: dict[str, Any]) -> dict[str, Any]:
        body = told | {"botToken": self.token}
        async with self.http.post(f"{self.url}/{path}", json=body) as answer:
            answer.raise_for_status()
            done: dict[str, Any] = await answer.json()
            return done


def _keyboard(message: dict[str, Any]) -> list[list[dict[str, str]]]:
    shown: list[list[dict[str, str]]] = message.get("reply_markup", {}).get("inline_keyboard", [])
    return shown


async def play(url: str, token: str) -> None:
    """Raises TimeoutError where an answer does not come."""
    async with aiohttp.ClientSession() as http:
        an = Somebody(http, url, token, [])
        await an.say("xuong em muon mua may thi dc ho tro bao nhieu", "300 triệu")
        await an.press("Điều kiện hỗ trợ máy móc", "Nguồn:")
        await an.say("gặp cán bộ", "xin phép lưu")
        await an.press("Đồng ý", "xin tên")
        await an.say("Cơ sở An", "Số điện thoại")
        await an.say("", "xã, phường nào", contact=CONTACT)
        await an.say("xã Sông Trầu", "tư vấn việc gì")
        await an.press("Bỏ qua", "xem lại giúp em")
        await an.press("Gửi phiếu", "Em đã ghi nhận")


def main() -> None:
    """From the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:9000", help="where the emulator is")
    parser.add_argument("--token", default="1:emulator", help="the bot's telegram.token")
    told = parser.parse_args()
    asyncio.run(play(told.url, told.token))
    print("The whole dialogue was answered.")


if __name__ == "__main__":
    main()
