from __future__ import annotations

from bot.channels.zalo_bot.writing import HOW_TO_CHOOSE, LIMIT, write
from bot.message import Button, Reply
from bot.text.splitting import units


def test_without_choices_it_is_the_text() -> None:
    """Nothing is added."""
    assert write(Reply("Dạ chào anh/chị.\n")) == ["Dạ chào anh/chị."]


def test_choices_are_numbered() -> None:
    """In their order, with a word on how to choose."""
    buttons = (Button("Hồ sơ", "machinery.papers"), Button("Gặp cán bộ", "person"))
    [text] = write(Reply("Chọn giúp em:", buttons))
    assert text == f"Chọn giúp em:\n\n{HOW_TO_CHOOSE}\n1. Hồ sơ\n2. Gặp cán bộ"


def test_a_long_reply_is_cut() -> None:
    """Below the platform's limit; the choices stay together, below the end."""
    long = "\n\n".join("Đoạn dài 👍 " * 40 for _ in range(12))
    parts = write(Reply(long, (Button("Một", "a"), Button("Hai", "b"))))
    assert len(parts) > 1
    assert all(units(part) <= LIMIT for part in parts)
    assert parts[-1].endswith(f"{HOW_TO_CHOOSE}\n1. Một\n2. Hai")
    assert "".join("".join(parts).split()).startswith("".join(long.split()))
