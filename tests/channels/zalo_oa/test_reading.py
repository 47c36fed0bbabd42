from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.zalo_oa.reading import account_of, decode, read, timestamp_of
from bot.message import Address
from tests.fakes import NOON

OA, AN = "388613280878808645", "2468013579246801357"
HERE = Address("zalo_oa", AN)
SECOND = str(int(NOON.timestamp()) * 1000 - 1000)


def update(name: str, **content: Any) -> dict[str, Any]:
    """As Zalo posts it."""
    ends = {"sender": {"id": AN}, "recipient": {"id": OA}}
    return {"app_id": "1", "event_name": name, "timestamp": SECOND, **ends, **content}


def test_a_text() -> None:
    """From whom, which, when it was written."""
    message = read(update("user_send_text", message={"text": "chào", "msg_id": "m1"}), OA, NOON)
    assert message.message is not None
    assert message.message.address == HERE
    assert message.message.event_id == f"{OA}:user_send_text:m1"
    assert message.message.text == "chào"
    assert message.message.sent_at == NOON - timedelta(seconds=1)


def test_without_a_number_the_time_tells_repeats_apart() -> None:
    """And a picture is no text, but a message."""
    heard = read(update("user_send_image", message={}), OA, NOON).message
    assert heard is not None
    assert (heard.event_id, heard.text) == (f"user_send_image:{AN}:{SECOND}", "")


@pytest.mark.parametrize(
    "kind", ["image", "gif", "link", "audio", "video", "sticker", "location", "file", "new_thing"]
)
def test_what_is_written_below_is_read(kind: str) -> None:
    """Whatever it was written below."""
    said = {"text": "giấy của em", "msg_id": "m", "attachments": [{"type": kind, "payload": {}}]}
    heard = read(update(f"user_send_{kind}", message=said), OA, NOON).message
    assert heard is not None
    assert heard.text == "giấy của em"


def test_a_card_is_its_number() -> None:
    """The number is JSON within JSON."""
    payload = {"description": '{"phone":"0912345678","qrCodeUrl":"https://x"}'}
    said = {"msg_id": "m", "attachments": [{"type": "link", "payload": payload}]}
    heard = read(update("user_send_business_card", message=said), OA, NOON).message
    assert heard is not None
    assert heard.text == "0912345678"


@pytest.mark.parametrize("is_turned", [False, True])
@pytest.mark.parametrize("raw", ['"84987654321"', "84987654321"])
def test_a_number_that_is_shared(is_turned: bool, raw: str) -> None:
    """Whichever end is the person's, as text or as a number."""
    ends = [f'{{"id":"{AN}"}}', f'{{"id":{OA}}}']
    sender, recipient = reversed(ends) if is_turned else ends
    body = (
        f'{{"event_name":"user_submit_info","sender":{sender},"recipient":{recipient},'
        f'"info":{{"name":"An","phone":{raw}}},"timestamp":{SECOND}}}'
    )
    told = decode(body.encode())
    assert told is not None
    heard = read(told, OA, NOON).message
    assert heard is not None
    assert (heard.address, heard.text) == (HERE, "84987654321")


@pytest.mark.parametrize("name", ["follow", "user_click_chatnow"])
def test_whoever_comes_is_greeted_once_a_day(name: str) -> None:
    """By whichever way they came."""
    told: dict[str, Any] = {"event_name": name, "oa_id": OA, "timestamp": SECOND}
    told |= {"follower": {"id": AN}} if name == "follow" else {"user_id": AN}
    heard = read(told, OA, NOON).message
    assert heard is not None
    assert (heard.address, heard.target) == (HERE, "greeting")
    assert heard.event_id == f"welcome:{AN}:2026-11-23"


def test_who_leaves() -> None:
    """Says nothing."""
    heard = read({"event_name": "unfollow", "oa_id": OA, "follower": {"id": AN}}, OA, NOON)
    assert (heard.message, heard.left) == (None, HERE)


def test_our_own_words_and_a_persons() -> None:
    """Only a person's are a takeover."""
    ends = {"sender": {"id": OA}, "recipient": {"id": AN}, "message": {"text": "x", "msg_id": "m"}}
    assert read(update("oa_send_text", **ends), OA, NOON).taken_over is None
    ends["sender"] = {"id": OA, "admin_id": "7"}
    heard = read(update("oa_send_text", **ends), OA, NOON)
    assert (heard.message, heard.taken_over) == (None, HERE)


@pytest.mark.parametrize(
    "name",
    [
        "user_received_message", "user_seen_message", "user_reacted_message", "user_withdraw",
        "anonymous_send_text", "anonymous_send_image", "user_send_group_text", "create_group",
        "change_oa_daily_quota", "oa_reacted_message", "never_heard_of", "",
    ],
)  # fmt: skip
def test_what_asks_for_no_answer(name: str) -> None:
    """Receipts, reactions, visitors without an account, groups, and what comes next year."""
    heard = read(update(name, message={"text": "x", "msg_id": "m"}), OA, NOON)
    assert (heard.message, heard.left, heard.taken_over) == (None, None, None)


@pytest.mark.parametrize(
    ("time", "at"),
    [
        (str(int((NOON + timedelta(days=1)).timestamp()) * 1000), NOON),
        ("9" * 40, NOON),
        ("gần đây", NOON),
        ("1000", NOON),
        (str(int((NOON - timedelta(hours=2)).timestamp()) * 1000), NOON - timedelta(hours=2)),
    ],
)
def test_a_time_is_believed_where_it_can_be(time: str, at: datetime) -> None:
    """Two hours late is usual; from the future, or of 1970, is not."""
    assert read(update("user_send_text", timestamp=time), OA, NOON).at == at


def test_whose_account_it_is() -> None:
    """The end that is not the person's."""
    assert account_of(update("user_send_text")) == OA
    assert account_of({"event_name": "follow", "oa_id": OA}) == OA
    assert account_of(update("oa_send_text", sender={"id": OA}, recipient={"id": AN})) == OA


def test_long_numbers_are_not_rounded() -> None:
    """Nor is the time, which is part of a sum."""
    told = decode(b'{"timestamp": 1766000000000, "sender": {"id": 9007199254740993123}}')
    assert told is not None
    assert timestamp_of(told) == "1766000000000"
    assert told["sender"]["id"] == "9007199254740993123"


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"null", b"\xff", b"[" * 100_000])
def test_what_is_no_update(body: bytes) -> None:
    """Is none."""
    assert decode(body) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers().map(str) | st.text(max_size=9),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=5), below),
)
PARTS = ("sender", "recipient", "follower", "message", "info", "user_id", "timestamp", "oa_id")
NAMES = st.sampled_from(["user_send_text", "user_send_business_card", "follow", "oa_send_text",
                         "user_submit_info", "unfollow", "anonymous_send_text"])  # fmt: skip


@given(NAMES, st.dictionaries(st.sampled_from(PARTS), JSON))
def test_no_shape_breaks_it(name: str, content: dict[str, Any]) -> None:
    """It would be posted again and again."""
    heard = read({"event_name": name, **content}, OA, NOON.astimezone(UTC))
    assert heard.at <= NOON
