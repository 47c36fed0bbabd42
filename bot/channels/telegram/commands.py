"""The commands that Telegram shows in its menu, and what each of them means."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One line of the menu."""

    name: str
    title: str
    """What people read beside it."""
    target: str
    """What it means, as a button's."""
    question: str
    """The same in words, for a knowledge that does not have the target."""


COMMANDS = (
    Command("start", "Bắt đầu", "greeting", "xin chào"),
    Command("menu", "Danh mục câu hỏi", "menu", "danh mục"),
    Command("dieukien", "Kiểm tra điều kiện", "eligibility.check", "kiểm tra điều kiện"),
    Command("han", "Đang nhận đăng ký, hạn nộp", "calendar.open", "còn hạn gì không"),
    Command("hoicho", "Lịch hội chợ, triển lãm", "fair.schedule", "sắp tới có hội chợ nào"),
    Command("dangky", "Đăng ký cần hỗ trợ", "form.support", "đăng ký cần hỗ trợ"),
    Command("lienhe", "Gặp cán bộ", "person", "gặp cán bộ"),
    Command("nhac", "Nhắc lịch sự kiện", "remind", "nhắc tôi"),
    Command("ngungnhac", "Ngừng nhắc", "stop_reminders", "ngừng nhắc"),
    Command("dulieu", "Xem dữ liệu của tôi", "show_data", "dữ liệu"),
    Command("xoadulieu", "Xoá dữ liệu của tôi", "delete_data", "xoá dữ liệu"),
)
BY_NAME = {command.name: command for command in COMMANDS}
UNKNOWN = Command("", "", "help", "trợ giúp")
"""Any other command."""
