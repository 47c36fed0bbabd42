from __future__ import annotations

import json

from structlog.testing import capture_logs

from bot.channels.telegram.tolerance import TolerantRequest, decode
from bot.rehearsal.fakes.telegram import FakeTelegram


def test_one_unreadable_update_does_not_hold_the_others() -> None:
    """Of it only the number is left; the log names it and quotes nothing."""
    fake = FakeTelegram()
    fake.say(7, "một")
    fake.push(message={"text": "không có ngày giờ"})
    fake.say(7, "hai")
    payload = json.dumps({"ok": True, "result": fake.updates}).encode()
    with capture_logs() as logs:
        first, second, third = TolerantRequest.parse_json_payload(payload)["result"]
    assert (first, third) == (fake.updates[0], fake.updates[2])
    assert second == {"update_id": 1002}
    assert [entry["update"] for entry in logs] == [1002]
    assert "không có" not in str(logs)
    assert decode(second) is not None


def test_other_answers_are_left_alone() -> None:
    """A refusal, or a yes."""
    for told in ({"ok": False, "description": "no"}, {"ok": True, "result": True}):
        assert TolerantRequest.parse_json_payload(json.dumps(told).encode()) == told


def test_what_is_no_update_is_passed_over() -> None:
    """An emulator may tell of nothing, or of something else."""
    fake = FakeTelegram()
    strange: list[object] = [None, 5, "update_id", [], {}, fake.say(7, "một")]
    payload = json.dumps({"ok": True, "result": strange}).encode()
    assert TolerantRequest.parse_json_payload(payload)["result"] == fake.updates
