from __future__ import annotations

import pytest

from bot.channels.zalo_oa.signature import Key, sign, verify

KEY = Key("1234567890123456789", "oaSecretForTests")
TIME = "1766000000000"
BODY = (
    '{"app_id":"1234567890123456789","sender":{"id":"2468013579"},"user_id_by_app":"55217727971'
    '7587730","recipient":{"id":"388613280878808645"},"event_name":"user_send_text","message":{"'
    'text":"Xin chào","msg_id":"96d3cdf3af150460909"},"timestamp":"1766000000000"}'
).encode()
MAC = "f5c6c515b7a16139a53e8b40b016e90c816556dcdda54896117e356863f6b9f3"


def test_the_sum_is_zalos() -> None:
    """A vector that was computed elsewhere."""
    assert len(BODY) == 259
    assert sign(BODY, TIME, KEY) == MAC


@pytest.mark.parametrize("said", [f"mac={MAC}", MAC, MAC.upper(), f" mac={MAC} "])
def test_however_it_is_spelled(said: str) -> None:
    """With or without its prefix."""
    assert verify(BODY, said, KEY, in_header=None, in_body=TIME) == "body"


def test_either_time_may_be_signed() -> None:
    """Sources differ; the header's may be another than the body's."""
    mac = sign(BODY, "1766000000017", KEY)
    assert verify(BODY, mac, KEY, in_header="1766000000017", in_body=TIME) == "header"
    assert verify(BODY, MAC, KEY, in_header="1766000000017", in_body=TIME) == "body"
    assert verify(BODY, mac, KEY, in_header=None, in_body=TIME) is None


@pytest.mark.parametrize(
    ("body", "said", "key"),
    [
        (BODY + b" ", MAC, KEY),
        (BODY, MAC, Key(KEY.app_id, "appSecretForTests")),
        (BODY, MAC, Key("1", KEY.oa_secret)),
        (BODY, MAC[:-1] + "0", KEY),
        (BODY, "", KEY),
        (BODY, "mac=", KEY),
        (BODY, "ă\udcff", KEY),
    ],
)
def test_what_does_not_fit_is_forged(body: bytes, said: str, key: Key) -> None:
    """A changed byte, another secret, another app, no sum at all."""
    assert verify(body, said, key, in_header=TIME, in_body=TIME) is None
    assert verify(body, said, key, in_header=None, in_body=None) is None


def test_the_secret_is_not_shown() -> None:
    """In a traceback, say."""
    assert KEY.oa_secret not in repr(KEY)
