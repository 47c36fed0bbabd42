"""Looks at everything that is configured and says what is wrong and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.bootstrap.answering import knowledge_dir, load_knowledge, local_now
from bot.bootstrap.remembering import load_roster
from bot.config import load_settings
from bot.errors import KhuyencongError
from bot.leads.routing import on_duty
from bot.storage.database import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.config import Settings
    from bot.knowledge.snapshot import Knowledge


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    level: Literal["ok", "warning", "error"]
    what: str
    mend: str = ""
    """How to mend it; empty when there is nothing to mend."""


def examine(config: Path | None) -> Iterator[Finding]:
    """Settings, clock, knowledge, collaborators, database, mail; in the order of dependence."""
    try:
        settings = load_settings(config)
    except KhuyencongError as error:
        yield Finding("error", f"Cấu hình: {error}", "Sửa các dòng trên; xem config.example.yaml.")
        return
    yield Finding("ok", f"Cấu hình: đọc được; giờ địa phương {local_now(settings):%H:%M %d/%m/%Y}")
    yield from _knowledge(settings)
    yield from _database(settings)
    yield _mail(settings)


def _knowledge(settings: Settings) -> Iterator[Finding]:
    try:
        directory = knowledge_dir(settings)
        loaded = load_knowledge(directory)
    except KhuyencongError as error:
        yield Finding("error", f"Kiến thức: {error}", "Sửa rồi chạy: khuyencong check")
        return
    entries = len(loaded.knowledge.entries)
    yield Finding("ok", f"Kiến thức: {entries} mục trong {directory}")
    if loaded.warnings:
        count = len(loaded.warnings)
        yield Finding("warning", f"Kiến thức: {count} cảnh báo", "Xem: khuyencong check")
    yield from _center(loaded.knowledge)
    yield _collaborators(settings, loaded.knowledge)


def _center(knowledge: Knowledge) -> Iterator[Finding]:
    center = knowledge.center
    empty = [
        name
        for name in ("address", "telephone", "email", "website", "hours")
        if getattr(center, name) is None
    ]
    if empty:
        yield Finding(
            "warning",
            f"Thông tin Trung tâm còn trống: {', '.join(empty)}",
            "Điền vào mục center của kiến thức; chưa điền thì bot nói là chưa công bố.",
        )


def _collaborators(settings: Settings, knowledge: Knowledge) -> Finding:
    file = settings.collaborators.file
    try:
        roster = load_roster(file, knowledge.places)
    except KhuyencongError as error:
        return Finding("error", f"Cộng tác viên: {error}", f"Sửa {file}.")
    if not roster:
        mend = "Chép collaborators.example.yaml thành tệp này; tạm thời mọi phiếu về cán bộ trực."
        return Finding("warning", f"Cộng tác viên: chưa có {file}", mend)
    silent = [one.id for one in roster if one.address is None]
    if silent:
        mend = "Điền address, hoặc in bản tin bằng: khuyencong digest --dry-run"
        return Finding("warning", f"Cộng tác viên chưa có nơi nhận: {', '.join(silent)}", mend)
    duty = on_duty(roster).name
    return Finding("ok", f"Cộng tác viên: {len(roster)} người, trực: {duty}")


def _database(settings: Settings) -> Iterator[Finding]:
    try:
        store = open_store(settings.database.url)
        with store.transaction() as kept:
            new = len(kept.leads.find(statuses=["new"]))
            stuck = len(kept.outbox.find(states=["failed", "maybe_sent"]))
        store.close()
    except KhuyencongError as error:
        yield Finding("error", f"Cơ sở dữ liệu: {error}", "Xem quyền ghi và chỗ trống trên đĩa.")
        return
    yield Finding("ok", f"Cơ sở dữ liệu: ghi được; {new} phiếu mới chưa báo")
    if stuck:
        mend = "Địa chỉ nhận có còn đúng không? Báo người nhận bằng cách khác."
        yield Finding("warning", f"{stuck} tin không gửi được hoặc không rõ đã đến chưa", mend)


def _mail(settings: Settings) -> Finding:
    if settings.smtp.url and settings.smtp.sender:
        return Finding("ok", "Thư điện tử: đã cấu hình")
    mend = (
        "Đặt smtp.url và smtp.sender; chưa có thì phiếu của người dùng email:… vẫn chưa được báo."
    )
    return Finding("warning", "Thư điện tử: chưa cấu hình", mend)
