"""Wires what it takes to draw a poster: the knowledge, and the names that open a channel."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.bootstrap.answering import knowledge_dir, load_knowledge, local_now
from bot.channels.telegram.checkup import check_up
from bot.config import load_settings
from bot.dialogue.arrival import LONGEST, Arrival
from bot.dialogue.wording import fill
from bot.errors import ConfigError
from bot.events.state import state_at
from bot.events.telling import dates_of
from bot.knowledge.suggestion import suggest
from bot.services.advertise import (
    Poster,
    draw_png,
    draw_svg,
    page_link,
    telegram_link,
    zalo_link,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from bot.config import Settings
    from bot.knowledge.snapshot import Knowledge

NO_BOT = "Chưa biết tên bot Telegram; đặt telegram.token trong cấu hình, hoặc thêm --bot TÊN."
NO_OA = "Chưa biết Zalo OA nào; đặt zalo_oa.oa_id trong cấu hình, hoặc thêm --oa SỐ."
NO_PAGE = "Cần web.public_url trong cấu hình, ví dụ https://bot.example.org"
NO_PLACE_ON_ZALO = (
    "Mã QR của Zalo không mang theo được nơi dán: phiếu đến từ tờ này sẽ không ghi nguồn."
)
PAST = {
    "over": "Lưu ý: sự kiện này đã diễn ra; tờ rơi không còn đúng lúc.",
    "closed": "Lưu ý: sự kiện này đã hết hạn đăng ký.",
    "cancelled": "Lưu ý: sự kiện này đã huỷ; đừng dán tờ rơi này.",
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A poster, and what is to be said about it to whoever prints it."""

    poster: Poster
    warnings: tuple[str, ...]

    def svg(self) -> bytes:
        """A whole sheet."""
        return draw_svg(self.poster)

    def png(self) -> bytes:
        """The code alone."""
        return draw_png(self.poster.link)


def advertise(
    config: Path | None, target: str, channel: str, place: str, name: str | None
) -> Drawn:
    """The poster of an event, entry, form or command.  `name`: that of the bot or account.

    Raises ConfigError when there is no such thing, or the channel cannot be opened.
    """
    settings = load_settings(config)
    knowledge = load_knowledge(knowledge_dir(settings)).knowledge
    title, now = _title(target, knowledge), local_now(settings)
    arrival = Arrival(target, place)
    try:
        link = _OPENERS[channel](settings, arrival, name)
    except ValueError:
        raise ConfigError(_unfit(arrival)) from None
    sentences = knowledge.sentences
    scan = sentences.poster_zalo if channel == "zalo" else sentences.poster_scan
    poster = Poster(
        knowledge.center.name,
        title,
        dates_of(knowledge.events[target], sentences) if target in knowledge.events else (),
        fill(scan, knowledge, title=title),
        link,
    )
    lost = (NO_PLACE_ON_ZALO,) if place and channel == "zalo" else ()
    return Drawn(poster, (*lost, *_untimely(target, knowledge, now)))


def _title(target: str, knowledge: Knowledge) -> str:
    known = {
        key: one.title
        for pieces in (knowledge.events, knowledge.entries, knowledge.forms, knowledge.commands)
        for key, one in pieces.items()
    }
    if target not in known:
        raise ConfigError(f"Không có mục “{target}”{suggest(target, known) or ''}.")
    return known[target]


def _untimely(target: str, knowledge: Knowledge, now: datetime) -> tuple[str, ...]:
    event = knowledge.events.get(target)
    warning = PAST.get(state_at(event, now)) if event else None
    return (warning,) if warning else ()


def _unfit(arrival: Arrival) -> str:
    return (
        f"Liên kết không mang được “{arrival}”: --from chỉ gồm chữ thường không dấu, số, gạch nối; "
        f"mã và tên nơi dán cộng lại tối đa khoảng {LONGEST} chữ."
    )


def _telegram(settings: Settings, arrival: Arrival, name: str | None) -> str:
    telegram = settings.telegram
    if name is None and telegram.token is not None:
        name = asyncio.run(check_up(telegram.token, telegram.base_url)).username
    if not name:
        raise ConfigError(NO_BOT)
    return telegram_link(name, arrival)


def _zalo(settings: Settings, _arrival: Arrival, name: str | None) -> str:
    account = name or settings.zalo_oa.oa_id
    if not account:
        raise ConfigError(NO_OA)
    return zalo_link(account)


def _page(settings: Settings, arrival: Arrival, _name: str | None) -> str:
    if settings.web.public_url is None:
        raise ConfigError(NO_PAGE)
    return page_link(settings.web.public_url, arrival)


_OPENERS: dict[str, Callable[[Settings, Arrival, str | None], str]] = {
    "telegram": _telegram,
    "zalo": _zalo,
    "page": _page,
}
