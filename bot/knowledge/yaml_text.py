"""From the bytes of a file to its characters, for the YAML reader."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.knowledge.node import Mark

if TYPE_CHECKING:
    from bot.knowledge.mistake import Mistake

NOT_UTF8 = "chữ ở đây không phải UTF-8; hãy lưu lại tệp với bảng mã UTF-8 (Unicode)"
HIDDEN = "ký tự ẩn U+{code:04X} không dùng được; hãy xóa nó rồi gõ lại dòng: {better}"
TAB = "thụt đầu dòng bằng phím Tab; hãy dùng dấu cách: {better}"

TAB_INDENT = re.compile(r"^ *\t\s*(?=\S)")
FORBIDDEN = re.compile(
    "[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What YAML refuses, and line ends that editors do not show: U+0085, U+2028, U+2029."""


def decode(data: bytes, file: str) -> tuple[str, list[Mistake]]:
    """The text without a byte order mark; empty when it is not UTF-8."""
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        lines = data[: error.start].decode("utf-8", "ignore").split("\n")
        mark = Mark(file, len(lines), len(lines[-1]) + 1)
        return "", [mark.mistake(NOT_UTF8)]


def refuse_characters(text: str, file: str) -> list[Mistake]:
    """Tabs as indentation and characters that nobody sees.  The parser would stop at the first."""
    if "\t" not in text and not FORBIDDEN.search(text):
        return []
    mistakes = []
    for number, line in enumerate(text.split("\n"), start=1):
        mistakes += refuse_in_line(line.rstrip("\r"), file, number)
    return mistakes


def refuse_in_line(line: str, file: str, number: int) -> list[Mistake]:
    """The same for one line."""
    mistakes = []
    better = FORBIDDEN.sub("", line).replace("\t", "  ").rstrip()
    if TAB_INDENT.match(line):
        column = line.index("\t") + 1
        mistakes.append(Mark(file, number, column).mistake(TAB.format(better=better)))
    if found := FORBIDDEN.search(line):
        why = HIDDEN.format(code=ord(found.group()), better=better)
        mistakes.append(Mark(file, number, found.start() + 1).mistake(why))
    return mistakes
