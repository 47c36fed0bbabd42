"""Checks that entries can be told apart and do not contradict themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.knowledge.node import locate, text_at, texts_at
from bot.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.knowledge.entry import Entry
    from bot.knowledge.event import Event
    from bot.knowledge.mistake import Mistake
    from bot.knowledge.node import Mark, Node
    from bot.knowledge.pieces import Placed


_WORD = re.compile(r"\w+")


def check_aspects(entries: Iterable[Node]) -> Iterator[Mistake]:
    """A topic and an aspect name one entry, so that "còn hồ sơ thì sao" has one answer."""
    seen: dict[tuple[str, str], Node] = {}
    for entry in entries:
        topic, aspect = text_at(entry, "topic"), text_at(entry, "aspect")
        if topic is None or aspect is None:
            continue
        first = seen.setdefault((topic, aspect), entry)
        if first is not entry:
            yield locate(entry, ("aspect",)).mistake(
                f'mục "{text_at(first, "id")}" ({locate(first, ("aspect",))}) đã trả lời khía cạnh'
                f' "{aspect}" của chủ đề "{topic}"; hãy gộp hai mục, hoặc bỏ dòng aspect ở một mục'
            )


def check_phrasings(entries: Iterable[Node]) -> Iterator[Mistake]:
    """No phrasing leads to two entries, typed with accents or without."""
    seen: dict[str, tuple[Node, Mark]] = {}
    for entry in entries:
        for mark, phrasing in texts_at(entry, ("ask",)):
            words = " ".join(_WORD.findall(fold(phrasing).casefold()))
            first, its_mark = seen.setdefault(words, (entry, mark))
            if first is not entry:
                yield mark.mistake(
                    f'cách hỏi "{phrasing}" đã có ở mục "{text_at(first, "id")}" ({its_mark});'
                    " hãy xóa ở một trong hai mục"
                )


def check_slashes(entries: Iterable[Placed[Entry]]) -> Iterator[Mistake]:
    """A word behind a slash asks for one entry."""
    seen: dict[str, str] = {}
    for entry in entries:
        slash = entry.piece.slash
        if slash is None:
            continue
        first = seen.setdefault(slash, entry.piece.id)
        if first != entry.piece.id:
            why = f'lệnh "/{slash}" đã là của mục "{first}"; hãy bỏ dòng slash ở một mục'
            yield entry.mark("slash").mistake(why)


def check_validity(entries: Iterable[Placed[Entry]]) -> Iterator[Mistake]:
    """The first day is not after the last."""
    for entry in entries:
        since, until = entry.piece.valid.since, entry.piece.valid.until
        if since and until and since > until:
            yield entry.mark("valid", "since").mistake(
                f"ngày bắt đầu {since} sau ngày kết thúc {until};"
                f" hãy viết: since: {until} và until: {since}"
            )


def check_moments(events: Iterable[Placed[Event]]) -> Iterator[Mistake]:
    """No event ends before it begins, closes before it opens, or is extended backwards."""
    for event in events:
        registration, held = event.piece.registration, event.piece.held
        opens, closes, before = registration.opens, registration.closes, registration.extended_from
        if opens and closes and opens.start >= closes.end:
            why = "hạn đăng ký (closes) phải sau lúc mở đăng ký (opens); hãy sửa một trong hai"
            yield event.mark("registration", "closes").mistake(why)
        if before and (closes is None or before.end >= closes.end):
            why = "hạn cũ (extended_from) phải trước hạn mới (closes); hãy sửa một trong hai"
            yield event.mark("registration", "extended_from").mistake(why)
        if held.since and held.last and held.since.start >= held.last.end:
            why = "ngày bắt đầu (since) sau ngày kết thúc (until); hãy đổi chỗ hai ngày"
            yield event.mark("held", "since").mistake(why)
        if closes and held.last and closes.end > held.last.end:
            why = "hạn đăng ký (closes) sau khi sự kiện đã kết thúc; hãy sửa closes hoặc held"
            yield event.mark("registration", "closes").mistake(why)
