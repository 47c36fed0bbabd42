"""The same dialogues over every channel, through a fake of its platform: people read the same
there and pick the same, by button where there are buttons, else by number or by words.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.bootstrap.answering import load_knowledge, shipped_knowledge
from bot.bootstrap.mind import Mind
from bot.bootstrap.remembering import Records
from bot.bootstrap.serving import Bot
from bot.bootstrap.talking import Terminal
from bot.channels.zalo_oa.renewal import Owner, pair_of
from bot.config import load_settings
from bot.ports import KeptTokens, Store
from bot.rehearsal.fakes import telegram as telegram_fakes
from bot.rehearsal.fakes import zalo_bot as zalo_bot_fakes
from bot.rehearsal.fakes import zalo_oa as zalo_oa_fakes
from bot.services.pace import Rate
from bot.storage.database import open_store
from bot.web.limits import Limits
from tests.dialogues.phones import (
    PagePhone,
    Phone,
    Seen,
    TelegramPhone,
    TerminalPhone,
    ZaloBotPhone,
    ZaloOaPhone,
)
from tests.dialogues.test_dialogues import DIALOGUES, Dialogue
from tests.fakes import HandClock
from tests.shipped import understood
from tests.talk import Talk

KNOWLEDGE_DIR = "KHUYENCONG_KNOWLEDGE__DIR"
"""Where a mind that is not of the shipped knowledge was read, else the program would change it."""
AT_ONCE = 8
"""Dialogues that are played beside each other."""
WIDE = Rate(burst=100_000, per_second=100_000)
OPEN_DOORS = Limits(messages=WIDE, starts=WIDE, requests=WIDE)

NewPhone = Callable[[int], Phone]
"""Makes the phone of the person with a number."""


@pytest.fixture(scope="module")
def mind() -> Mind:
    loaded = load_knowledge(shipped_knowledge())
    return Mind(loaded, understood(loaded.knowledge))


@pytest.fixture
def clock() -> HandClock:
    """It is the time that the dialogues are written for."""
    return HandClock(Talk.now)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """One for all that is said on a channel, in a folder without settings of somebody."""
    monkeypatch.chdir(tmp_path)
    kept = open_store(f"sqlite:///{tmp_path}/bot.db")
    yield kept
    kept.close()


@asynccontextmanager
async def running(
    mind: Mind, store: Store, clock: HandClock, **settings: str
) -> AsyncIterator[Bot]:
    """The program, as fast as it can, with the knowledge that the mind is of."""
    named = {f"KHUYENCONG_{name}": value for name, value in settings.items()}
    named |= {key: os.environ[key] for key in (KNOWLEDGE_DIR,) if key in os.environ}
    chosen = load_settings(None, {"KHUYENCONG_DIGEST__DAILY": "false", **named})
    bot = Bot(chosen, mind, store, clock=clock, paces={})
    tasks = [asyncio.create_task(work) for work in bot.tasks()]
    try:
        yield bot
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        bot.worker.close()
        await bot.close()


@asynccontextmanager
async def on_page(mind: Mind, store: Store, clock: HandClock) -> AsyncIterator[NewPhone]:
    async with (
        running(mind, store, clock) as bot,
        TestClient(TestServer(bot.app(OPEN_DOORS))) as page,
    ):
        yield lambda _: PagePhone(page)


@asynccontextmanager
async def on_telegram(mind: Mind, store: Store, clock: HandClock) -> AsyncIterator[NewPhone]:
    async with telegram_fakes.FakeTelegram() as fake:
        settings = {"TELEGRAM__TOKEN": telegram_fakes.TOKEN, "TELEGRAM__BASE_URL": fake.base_url}
        async with running(mind, store, clock, **settings):
            yield lambda number: TelegramPhone(fake, 1000 + number)


@asynccontextmanager
async def on_zalo_oa(mind: Mind, store: Store, clock: HandClock) -> AsyncIterator[NewPhone]:
    def is_settled(user: str) -> bool:
        with store.transaction() as kept:
            unsent = kept.outbox.find(states=["waiting", "sending"])
        return all(row.address.chat != user for row in unsent)

    async with zalo_oa_fakes.FakeZalo(now=lambda: clock.now().timestamp()) as fake:
        with store.transaction() as kept:
            pair = pair_of(fake.tokens.pair(), clock.now())
            kept.tokens.put(Owner(zalo_oa_fakes.APP_ID).name, KeptTokens(pair, ""))
        settings = {
            "ZALO_OA__APP_ID": zalo_oa_fakes.APP_ID,
            "ZALO_OA__APP_SECRET": zalo_oa_fakes.APP_SECRET,
            "ZALO_OA__OA_SECRET": zalo_oa_fakes.OA_SECRET,
            "ZALO_OA__API_BASE": fake.url,
            "ZALO_OA__OAUTH_BASE": fake.url,
        }
        async with (
            running(mind, store, clock, **settings) as bot,
            TestServer(bot.app(OPEN_DOORS)) as server,
        ):
            assert await fake.register(str(server.make_url("/zalo/oa")))
            yield lambda number: ZaloOaPhone(fake, f"24680{number}", is_settled)


def on_zalo_bot(*, by_number: bool) -> Callable[..., Any]:
    @asynccontextmanager
    async def line(mind: Mind, store: Store, clock: HandClock) -> AsyncIterator[NewPhone]:
        async with zalo_bot_fakes.FakeZaloBot(now=lambda: clock.now().timestamp()) as fake:
            token = zalo_bot_fakes.TOKEN
            settings = {"ZALO_BOT__TOKEN": token, "ZALO_BOT__BASE_URL": fake.base_url}
            async with running(mind, store, clock, **settings):
                yield lambda number: ZaloBotPhone(fake, f"person-{number}", by_number)

    return line


def on_terminal(*, by_number: bool) -> Callable[..., Any]:
    @asynccontextmanager
    async def line(mind: Mind, store: Store, clock: HandClock) -> AsyncIterator[NewPhone]:
        printed: list[str] = []
        settings, knowledge = load_settings(None, {}), mind.understanding.knowledge
        terminal = Terminal(Records(settings, knowledge, (), store, clock), printed.append)
        yield lambda number: TerminalPhone(terminal, printed, f"person-{number}", by_number)

    return line


LINES = {
    "page": on_page,
    "telegram": on_telegram,
    "zalo-oa": on_zalo_oa,
    "zalo-bot-numbers": on_zalo_bot(by_number=True),
    "zalo-bot-words": on_zalo_bot(by_number=False),
    "terminal-numbers": on_terminal(by_number=True),
    "terminal-words": on_terminal(by_number=False),
}


@pytest.mark.parametrize("name", LINES)
async def test_the_dialogues(name: str, mind: Mind, store: Store, clock: HandClock) -> None:
    """Each is played to its end, and then the first thing that is offered there is picked."""
    at_once = 1 if name.startswith("terminal") else AT_ONCE
    wrong: list[str] = []
    async with AsyncExitStack() as stack:
        new_phone = await stack.enter_async_context(LINES[name](mind, store, clock))
        quick = [one for one in DIALOGUES if not any("wait" in turn for turn in one["turns"])]
        slow = [one for one in DIALOGUES if one not in quick]
        places = asyncio.Semaphore(at_once)

        async def play_in_turn(number: int, dialogue: Dialogue) -> None:
            async with places:
                wrong.extend(await play(new_phone(number), dialogue, mind, clock))

        await asyncio.gather(*(play_in_turn(*one) for one in enumerate(quick)))
        for number, dialogue in enumerate(slow, len(quick)):
            await play_in_turn(number, dialogue)
    assert not wrong, "\n".join(wrong)


async def play(phone: Phone, dialogue: Dialogue, mind: Mind, clock: HandClock) -> list[str]:
    """Where the channel does not show what the dialogue says."""
    talk, found = Talk(mind.understanding, now=clock.now()), []
    turns = [*dialogue["turns"], {}]
    for number, wanted in enumerate(turns, 1):
        clock.forward(60 * wanted.get("wait", 0))
        talk.now = clock.now()
        offered = talk.conversation.offered
        title = wanted.get("press") or (offered[0].title if offered and not wanted else "")
        if not title and not wanted:
            break
        turn = talk.press(title) if title else talk.say(wanted["say"])
        await (phone.pick(title) if title else phone.type(wanted["say"]))
        expected = Seen(
            "\n".join(reply.text for reply in turn.replies),
            tuple(button.title for button in turn.replies[-1].buttons),
        )
        seen = await phone.see(len(turn.replies))
        if squeezed(seen) != squeezed(expected):
            found.append(f"{dialogue['name']}, turn {number}: {seen}, not {expected}")
            break
    return found


def squeezed(seen: Seen) -> Seen:
    """Without the space between words, where a long text may have been cut."""
    return Seen("".join(seen.text.split()), seen.choices)
