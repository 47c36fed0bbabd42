from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Khuyencong


def test_a_lead_from_the_terminal(khuyencong: Khuyencong) -> None:
    """The whole path on a real database: greeting, a form by numbers and words, the lead."""
    typed = ["gặp cán bộ", "1", "An", "0912345678", "xã Sông Trầu", "bỏ qua", "1", "/thoat"]
    result = khuyencong("chat", "--as", "an", input="\n".join(typed) + "\n")
    assert result.exit_code == 0, result.output
    assert "trợ lý tự động" in result.stdout
    assert "Em đã ghi nhận" in result.stdout
    [lead] = [json.loads(line) for line in khuyencong("leads", "--json").stdout.splitlines()]
    assert (lead["name"], lead["phone"], lead["unit"]) == ("An", "+84912345678", "26248")
    assert lead["collaborator"] == "truc-ban"
    assert lead["channel"] == "console"


def test_the_conversation_goes_on_after_a_restart(khuyencong: Khuyencong) -> None:
    """A form that was begun yesterday evening is there when the terminal is opened again."""
    khuyencong("chat", "--as", "an", input="gặp cán bộ\n1\n")
    again = khuyencong("chat", "--as", "an", input="An\n")
    assert "Số điện thoại" in again.stdout
