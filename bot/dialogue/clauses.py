"""Where one question of a message ends and the next begins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SHORT = 20
"""Words.  A longer message tells a story, in which commas and *và* join anything."""
_JOINT = r"v[àa]|v[ớo]i(?: l[ạa]i)?|ngo[àa]i ra|h[ỏo]i th[êe]m"
_END = re.compile(
    rf"(?P<mark>[?!;,.\n]+)(?:\s+|$)|\s+(?:{_JOINT})\s+(?=\S+\s)|\s+(?=c[òo]n\s+\S+\s)",
    re.IGNORECASE,
)
"""A mark, or a word that joins; *còn hội chợ thì sao* keeps its *còn*."""
_ASKING = re.compile(
    r"\b(g[ìi]|n[àa]o|sao|đâu|dau|ai|mấy|nhi[êe]u|nhiu|bao (lâu|lau|giờ|gio)|ntn|bn"
    r"|(được|duoc|đc|dc|có|co|phải|phai|tốn|ton|mất|mat|hạn|han)\b.*\b(không|khong|ko|k|hong|hok"
    r"|chưa|chua))\b",
    re.IGNORECASE,
)
_DENYING = re.compile(
    r"\b(không|khong|ko|k|chẳng|chưa)\b.*\b(g[ìi]|n[àa]o|ai)[\s,.;]*$", re.IGNORECASE
)
"""*Không sản xuất gì* tells; it does not ask."""
_BEGGING = re.compile(
    r"\s*(?:(?:dạ|da|à|khoan)[\s,]+)*(?:cho|xin)\s+(?:\S+\s+)?(?:hỏi|hoi)\b", re.IGNORECASE
)
_OR = re.compile(r"hay\b|ho[ặa]c\b", re.IGNORECASE)


def questions_in(text: str, is_asked: Callable[[str], bool]) -> tuple[str, ...]:
    """The questions of a message, each with what was said before it, joining words left out.
    `is_asked` knows clauses that ask without a word for it, *mức hỗ trợ*.
    """
    questions: list[str] = []
    said: list[str] = []
    clauses = list(_clauses(text))
    for clause, is_marked in clauses if len(clauses) > 1 else ():
        said.append(clause)
        if questions and _OR.match(clause):  # *hay phải máy mới* belongs to the question before it
            questions[-1] = " ".join([questions[-1], *said])
        elif is_marked or (not _DENYING.search(clause) and _asks(clause, is_asked)):
            questions.append(" ".join(said))
        else:
            continue
        said = []
    if said and questions:
        questions[-1] = " ".join([questions[-1], *said])
    return tuple(questions)


def is_asking(text: str) -> bool:
    """Whether a message has the form of a question; *lò gạch Bảy Tiền* has not."""
    return "?" in text or bool(_ASKING.search(text))


def is_begging(text: str) -> bool:
    """Whether a question is begun in so many words: *cho tôi hỏi hồ sơ cần gì trước đã*."""
    return "?" in text or bool(_BEGGING.match(text))


def is_denying(text: str) -> bool:
    """Whether it has the form of a question and tells: *chưa được hỗ trợ gì*."""
    return "?" not in text and bool(_DENYING.search(text))


def _asks(clause: str, is_asked: Callable[[str], bool]) -> bool:
    if _ASKING.search(clause):
        return True
    return not clause.endswith(",") and is_asked(clause)  # before a comma stands a circumstance


def _clauses(text: str) -> Iterator[tuple[str, bool]]:
    """The clauses, and whether a question mark ends them."""
    start, is_story = 0, len(text.split()) > SHORT
    for end in _END.finditer(text):
        mark = end["mark"] or ""
        if is_story and not set(mark) & set("?!.;\n"):
            continue
        if clause := text[start : end.start()].strip():
            yield clause + mark, "?" in mark
        start = end.end()
    if last := text[start:].strip():
        yield last, False
