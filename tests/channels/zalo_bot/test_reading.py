from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.channels.zalo_bot.reading import Myself, asks_address, read, unwrap
from bot.message import Address
from tests.fakes import NOON

ME = Myself("b0", "Bot Khuyến công")
SENT = int(NOON.timestamp() * 1000)


def update(event: str = "message.text.received", **content: Any) -> dict[str, Any]:
    """As it was observed: flat."""
    message = {
        "message_id": "82599fa32f56d00e8941",
        "date": SENT,
        "from": {"id": "6ede9afa66b88fe6d6a9", "display_name": "Ted", "is_bot": False},
        "chat": {"id": "6ede9afa66b88fe6d6a9", "chat_type": "PRIVATE"},
        "message_type": "CHAT_MESSAGE",
        "text": "Xin chào",
    }
    if author := content.pop("author", None):
        content["from"] = author
    return {"event_name": event, "message": message | content}


def test_a_text() -> None:
    """Goes back to where it came from."""
    message = read(update(), ME, NOON)
    assert message is not None
    assert message.address == Address("zalo_bot", "6ede9afa66b88fe6d6a9")
    assert (message.text, message.target, message.sent_at) == ("Xin chào", None, NOON)


@pytest.mark.parametrize("kind", ["image", "sticker", "voice", "unsupported", "link"])
def test_what_holds_no_text_is_heard(kind: str) -> None:
    """The dialogue says kindly that it cannot read it; a caption is read."""
    event = f"message.{kind}.received"
    for content in ({"text": None}, {"text": ""}):
        message = read(update(event, **content), ME, NOON)
        assert message is not None
        assert message.text == ""
    captioned = read(update(event, text=None, caption="mua máy này"), ME, NOON)
    assert captioned is not None
    assert captioned.text == "mua máy này"


@pytest.mark.parametrize(
    "odd",
    [
        {},
        {"event_name": "message.unsupported.received"},
        {"event_name": "message.text.received", "message": None},
        {"event_name": "message.text.received", "message": {"text": "từ đâu?"}},
        {"event_name": 7, "message": {}},
        {"event_name": "follow", "message": update()["message"]},
        update("message.reaction.received"),
        update(author={"id": "b0"}),
        update(author={"id": "c1", "is_bot": True}),
        update(date=SENT - timedelta(days=8).total_seconds() * 1000),
    ],
)
def test_what_is_not_meant_for_us(odd: dict[str, Any]) -> None:
    """Unknown, our own echo, or told again when nobody waits for an answer any more."""
    assert read(odd, ME, NOON) is None


@pytest.mark.parametrize("date", [None, "hôm qua", 1e300, {}, str(SENT)])
def test_a_strange_date_is_now(date: object) -> None:
    """Nobody is left without an answer for that."""
    assert read(update(date=date), ME, NOON) is not None


def test_a_group_names_us() -> None:
    """The answer goes to the group; our name is no part of the question."""
    chat = {"id": "zgr-1", "chat_type": "GROUP"}
    message = read(update(chat=chat, text="@Bot Khuyến công mua máy"), ME, NOON)
    assert message is not None
    assert (message.address.chat, message.text) == ("zgr-1", "mua máy")


def test_a_repeat_is_recognized() -> None:
    """By chat, sender, kind and number of the message together; and the id names nobody."""
    ids = {
        one.event_id if (one := read(told, ME, NOON)) else ""
        for told in (
            update(),
            update(text="cùng một tin, kể lại"),
            update(message_id="2"),
            update("message.image.received"),
            update(author={"id": "khác"}),
            update(chat={"id": "khác"}),
            update(message_id=None),
        )
    }
    assert len(ids) == 6
    assert not any("6ede9afa66b88fe6d6a9" in one for one in ids)


def test_both_wrappings() -> None:
    """Flat as observed, wrapped as documented, several at once; anything else is nothing."""
    flat = update()
    assert unwrap(flat) == unwrap({"ok": True, "result": flat}) == unwrap([flat]) == [flat]
    nothings: list[object] = [None, "x", 5, [], {}, {"ok": True, "result": None}]
    for nothing in nothings:
        assert unwrap(nothing) == []


def test_somebody_asks_for_the_address() -> None:
    """As collaborators do once."""
    for text, is_asked in (("/id", True), ("/ID ", True), ("id", False), ("/idx", False)):
        message = read(update(text=text), ME, NOON)
        assert message is not None
        assert asks_address(message) is is_asked
