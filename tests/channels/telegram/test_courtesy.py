from __future__ import annotations

import asyncio

from bot.channels.telegram.client import Client
from bot.channels.telegram.courtesy import MOST, Courtesy
from bot.rehearsal.fakes.telegram import FakeTelegram, Trouble


def called(telegram: FakeTelegram) -> list[str]:
    return [method for method, _ in telegram.calls]


async def test_typing_is_shown_when_the_answer_takes_its_time(
    telegram: FakeTelegram, client: Client
) -> None:
    """Once, however many messages came."""
    courtesy = Courtesy(client.bot, patience=0.01)
    courtesy.expect("7")
    courtesy.expect("7")
    await telegram.until(lambda: telegram.calls)
    assert telegram.calls == [("sendChatAction", {"chat_id": "7", "action": "typing"})]
    await courtesy.close()


async def test_an_answer_that_is_there_needs_no_typing(
    telegram: FakeTelegram, client: Client
) -> None:
    """It would look as if there were more to come."""
    courtesy = Courtesy(client.bot, patience=0.02)
    courtesy.expect("7")
    courtesy.answered("7")
    courtesy.answered("8")
    await asyncio.sleep(0.05)
    assert called(telegram) == []


async def test_in_a_rush_courtesy_is_left_off(telegram: FakeTelegram, client: Client) -> None:
    """What is shown is counted by Telegram like what is said."""
    courtesy = Courtesy(client.bot, patience=0.01)
    for chat in range(100):
        courtesy.expect(str(chat))
    await telegram.until(lambda: len(telegram.calls) == MOST)
    await asyncio.sleep(0.05)
    assert len(telegram.calls) == MOST
    await courtesy.close()


async def test_no_failure_of_a_courtesy_is_told(telegram: FakeTelegram, client: Client) -> None:
    """A press that is too old to be answered, say."""
    telegram.troubles.append(Trouble("500", "answerCallbackQuery"))
    courtesy = Courtesy(client.bot)
    courtesy.acknowledge("q1")
    await telegram.until(lambda: "answerCallbackQuery" in called(telegram))
    courtesy.expect("7")
    await courtesy.close()


async def test_the_address_of_a_chat_is_told(telegram: FakeTelegram, client: Client) -> None:
    """As it is written into the file of collaborators."""
    courtesy = Courtesy(client.bot)
    courtesy.show_address("7")
    assert (await telegram.hears(7, "telegram:7")).chat == 7
    await courtesy.close()
