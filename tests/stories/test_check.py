"""From *có được không* to the collaborator's digest, against the real program."""

from __future__ import annotations

import json
from pathlib import Path

from tests.stories.program import Program, somebody

COLLABORATORS = """collaborators:
  - id: ctv-trang-bom
    name: Bình
    areas: [huyện Trảng Bom]
    address: email:binh@example.org
  - id: truc-ban
    name: Chi
    on_duty: true
"""
WHO = "toi la ho kinh doanh lam do go o xa Song Trau"
CASE = "chua mua, dinh mua may moi, chua duoc ho tro, du von"


async def test_from_the_check_to_the_digest(tmp_path: Path) -> None:
    """A carpenter types everything, is told what fits, registers without repeating it, and the
    collaborator of the area reads the facts beside the number to call.
    """
    (tmp_path / "collaborators.yaml").write_text(COLLABORATORS, "utf-8")
    program = Program(tmp_path)
    async with somebody(program) as person:
        begun = await person.say(f"{WHO}, {CASE}")
        assert "Em ghi nhận: Loại hình: Hộ kinh doanh; Ngành nghề: Đồ gỗ, mộc" in begun
        answers = {"nâng năng suất": "co", "dùng vào việc gì": "1"}
        said = begun
        while (asked := next((key for key in answers if key in said), None)) is not None:
            said = await person.say(answers.pop(asked))
        assert said.startswith("Hỗ trợ ứng dụng máy móc, thiết bị tiên tiến: CÓ THỂ ĐỦ điều kiện.")
        assert "Đồng ý" not in said
        assert "Quyền của anh/chị" in await person.say("Đăng ký cần hỗ trợ")
        for words in ("dong y", "An", "Mộc An"):
            await person.say(words)
        assert "Nơi sản xuất: xa Song Trau (nay là Phường Trảng Bom)" in await person.say(
            "0912345678"
        )
        assert "đã ghi nhận" in await person.say("gửi")
        [told] = [
            json.loads(line)
            for line in program.khuyencong("digest", "--dry-run", "--json").splitlines()
        ]
    assert told["collaborator"] == "ctv-trang-bom"
    assert "0912 345 678" in told["text"]
    assert "Tự kiểm tra điều kiện: " in told["text"]
    assert "Loại hình: Hộ kinh doanh" in told["text"]
    assert "→ có thể đủ" in told["text"]
