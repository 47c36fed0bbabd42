"""Ways of asking that stand in a file of their own."""

# ruff: noqa: E501 - a message stands on one line, as people read it

from pathlib import Path

import pytest

from bot.errors import KnowledgeError
from bot.knowledge.assembly import Folder, assemble
from bot.knowledge.snapshot import Knowledge

SHIPPED = Path(__file__).parents[2] / "knowledge"
FAIR = """\
entries:
  - id: fair.booth
    title: Gian hàng
    ask: [thuê gian hàng được giúp không]
    answer: Dạ có.
  - id: fair.where
    title: Nơi tổ chức
    answer: Chưa công bố.
"""


def read(**files: str) -> Knowledge:
    """What is served of `name=text` files."""
    folder = Folder("k", {f"{name}.yaml": text.encode() for name, text in files.items()})
    base = {str(path): path.read_bytes() for path in sorted(SHIPPED.glob("c*.yaml"))}
    words = {str(path): path.read_bytes() for path in sorted(SHIPPED.glob("[btd]*.yaml"))}
    return assemble(folder, lambda: Folder("shipped", base | words)).knowledge


def told(**files: str) -> list[str]:
    """The mistakes of such files."""
    with pytest.raises(KnowledgeError) as caught:
        read(**files)
    return [str(mistake) for mistake in caught.value.mistakes]


def test_they_are_asked_like_the_entrys_own() -> None:
    """From several files, in their order, each line as it stands; an entry may have all of them there."""
    knowledge = read(
        a=FAIR,
        b="phrasings:\n  fair.booth: |\n    mướn sạp: ai phụ?\n\n    xin sạp\n  fair.where: |\n    hội chợ ở đâu\n",
        c="phrasings:\n  fair.booth: |\n    gian hang bao nhieu\n",
    )
    assert knowledge.entries["fair.booth"].ask == (
        "thuê gian hàng được giúp không",
        "mướn sạp: ai phụ?",
        "xin sạp",
        "gian hang bao nhieu",
    )
    assert knowledge.entries["fair.where"].ask == ("hội chợ ở đâu",)


@pytest.mark.parametrize(
    "written", ["[hội chợ ở đâu]", "\n    - hội chợ ở đâu", "\n    hội chợ\n    ở đâu"]
)
def test_lines_that_would_run_together_are_refused(written: str) -> None:
    """A list, or lines without the `|`, which YAML would make one phrasing of."""
    [mistake] = told(a=FAIR, b=f"phrasings:\n  fair.booth: {written}\n  fair.where: |\n    ở đâu\n")
    assert "viết mỗi dòng một câu, dưới dấu |; hãy viết: fair.booth: |" in mistake


@pytest.mark.parametrize("line", ["- hội chợ ở đâu", "# hỏi thêm"])
def test_what_would_be_asked_by_mistake_is_refused(line: str) -> None:
    [mistake] = told(a=FAIR, b=f"phrasings:\n  fair.where: |\n    ở đâu\n    {line}\n")
    assert mistake.startswith("b.yaml:4:1: dưới dấu | mỗi dòng là một cách hỏi")


def test_mistakes_are_told_where_they_stand() -> None:
    """An id that no entry has, what has no `|`, a phrasing that another entry has."""
    more = "phrasings:\n  fair.boot: |\n    sạp\n  quota: hội chợ ở đâu\n"
    assert told(a=FAIR.replace("  - id: fair.where", "  - id: fair.place"), b=more) == [
        'a.yaml:6:5: thiếu mục "ask"; hãy thêm dòng: ask: nội dung',
        'b.yaml:2:3: không có mục nào mang mã "fair.boot"; có phải anh/chị định viết "fair.booth"?',
        'b.yaml:4:3: không có mục nào mang mã "quota"; hãy thêm mục đó hoặc xóa các dòng này',
        'b.yaml:4:10: cách hỏi của "quota" viết mỗi dòng một câu, dưới dấu |; hãy viết: quota: |',
    ]
    both = "phrasings:\n  fair.where: |\n    chỗ nào\n\n    Thue gian hang duoc giup khong\n"
    assert told(a=FAIR, b=both) == [
        'b.yaml:5:1: cách hỏi "Thue gian hang duoc giup khong" đã có ở mục "fair.booth" (a.yaml:4:11); hãy xóa ở một trong hai mục'
    ]
