"""Looks at everything that is configured and says what is wrong and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.bootstrap.answering import knowledge_dir, load_knowledge, local_now
from bot.bootstrap.examining_telegram import examine_telegram
from bot.bootstrap.examining_zalo_bot import examine_zalo_bot
from bot.bootstrap.finding import Finding
from bot.bootstrap.remembering import load_roster
from bot.config import load_settings
from bot.errors import KhuyencongError
from bot.leads.routing import on_duty
from bot.storage.database import open_store

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from bot.config import Settings
    from bot.knowledge.snapshot import Knowledge
    from bot.message import Address


def examine(config: Path | None) -> Iterator[Finding]:
    """Settings, clock, knowledge, collaborators, database, channels; in the order of dependence."""
    try:
        settings = load_settings(config)
    except KhuyencongError as error:
        yield Finding("error", f"Cấu hình: {error}", "Sửa các dòng trên; xem config.example.yaml.")
        return
    yield Finding("ok", f"Cấu hình: đọc được; giờ địa phương {local_now(settings):%H:%M %d/%m/%Y}")
    yield from _knowledge(settings)
    yield from _database(settings)
    yield _mail(settings)
    yield from examine_telegram(settings)
    yield from examine_zalo_bot(settings)


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
            unreachable = kept.unreachable.find()
        store.close()
    except KhuyencongError as error:
        yield Finding("error", f"Cơ sở dữ liệu: {error}", "Xem quyền ghi và chỗ trống trên đĩa.")
        return
    yield Finding("ok", f"Cơ sở dữ liệu: ghi được; {new} phiếu mới chưa báo")
    if stuck:
        mend = "Xem lý do: khuyencong outbox; sửa xong thì gửi lại: khuyencong outbox retry SỐ"
        yield Finding("warning", f"{stuck} tin không gửi được hoặc không rõ đã đến chưa", mend)
    yield from _unreachable(settings, unreachable)


def _unreachable(settings: Settings, addresses: Collection[Address]) -> Iterator[Finding]:
    """Owners who have blocked the bot are free to do so; collaborators miss their digests."""
    try:
        places = load_knowledge(knowledge_dir(settings)).knowledge.places
        roster = load_roster(settings.collaborators.file, places)
    except KhuyencongError:  # told already
        return
    cut_off = [one.id for one in roster if one.address in addresses]
    if cut_off:
        mend = (
            "Nhờ họ bỏ chặn và nhắn /start cho bot, hoặc sửa address; đến lúc đó phiếu vẫn là mới."
        )
        yield Finding("warning", f"Không gửi tới được cộng tác viên: {', '.join(cut_off)}", mend)


def _mail(settings: Settings) -> Finding:
    if settings.smtp.url and settings.smtp.sender:
        return Finding("ok", "Thư điện tử: đã cấu hình")
    mend = (
        "Đặt smtp.url và smtp.sender; chưa có thì phiếu của người dùng email:… vẫn chưa được báo."
    )
    return Finding("warning", "Thư điện tử: chưa cấu hình", mend)
