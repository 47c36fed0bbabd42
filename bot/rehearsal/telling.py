"""What the page is told: lines, notes, switches, as JSON and in words."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bot.rehearsal.fakes.notes import OK
from bot.rehearsal.misbehavior import ALL
from bot.rehearsal.rehearsal import DEEDS

if TYPE_CHECKING:
    from bot.rehearsal.rehearsal import Rehearsal
    from bot.rehearsal.stage import Line, Noted

    Json = dict[str, Any]

CONTACT = "[Khung xin chia sẻ số điện thoại]"
NAMES = {"telegram": "Telegram", "zalo_oa": "Zalo OA", "zalo_bot": "Zalo Bot", "bot": "Bot",
         "stage": "Diễn tập"}  # fmt: skip
OUTCOMES = {
    OK: "được",
    "0": "không có trả lời",
    "200": "bot nhận",
    "401": "bị từ chối (401)",
    "hang": "im lặng, không trả lời",
    "truncated": "làm xong, trả lời bị cắt",
    "html": "trả về trang HTML",
    "lost": "làm xong, mất câu trả lời",
    "reset": "đứt mạng",
    "blocked": "người nhận đã chặn bot",
    "conflict": "chương trình khác đang lấy tin",
    "unsubscribed": "Zalo thôi gửi, phải bật lại",
}
CALLS = {
    "POST": "gửi tin tới bot",
    "/v3.0/oa/message/cs": "bot gửi tin",
    "/v4/oa/access_token": "bot đổi token",
    "sendMessage": "bot gửi tin",
}
STAMP = re.compile(r"^\d{4}-\d\d-\d\dT\S+\s+")
ALARMS = ("[warning", "[error")


def show_setup(rehearsal: Rehearsal) -> Json:
    """What does not change."""
    switches = [
        {"id": one.id, "platform": one.platform, "title": one.title, "hint": one.hint,
         "once": one.is_once}
        for one in ALL
    ]  # fmt: skip
    deeds = [asdict(deed) for deed in DEEDS]
    return {"switches": switches, "deeds": deeds, "chat": rehearsal.chat_url}


def show_news(rehearsal: Rehearsal, after_line: int, after_note: int) -> Json:
    """What is new, and how things stand."""
    return {
        "lines": [_line(line) for line in rehearsal.stage.lines(after_line)],
        "notes": [_note(noted) for noted in rehearsal.stage.notes(after_note)],
        "on": rehearsal.board.on,
        "running": rehearsal.process.is_running,
        "receives": rehearsal.receives_on,
    }


def _line(line: Line) -> Json:
    return {
        "id": line.id,
        "channel": line.channel,
        "role": line.role,
        "who": line.who,
        "text": line.text or CONTACT,
        "options": [asdict(option) for option in line.options],
        "contact": line.asks_contact,
        "at": line.at.isoformat(),
    }


def _note(noted: Noted) -> Json:
    note = noted.note
    is_call = note.platform not in {"bot", "stage"}
    what = " ".join(STAMP.sub("", note.what).split()) if note.platform == "bot" else note.what
    return {
        "id": noted.id,
        "platform": note.platform,
        "name": NAMES[note.platform],
        "what": CALLS.get(what, what),
        "outcome": OUTCOMES.get(note.outcome, note.outcome) if is_call else "",
        "good": note.outcome in {OK, "200"} and not what.startswith(ALARMS),
        "at": noted.at.isoformat(),
    }
