"""What is plainly a yes or a no, and nothing else: *dạ chưa*, *có rồi ạ*.

A word more that means something (*có giấy phép rồi*) makes it an answer to another question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bot.dialogue.small_words import SmallPhrases, SmallWords
from bot.text.fold import fold
from bot.text.phrases import split

if TYPE_CHECKING:
    from bot.text.phrases import Words

Plain = Literal["yes", "weak", "no"]
"""*Weak*: agreement that need not be one, as *ok*, *được*; *đúng* is none to *… chưa?*."""

DENIALS = SmallWords(
    "không", "chưa", "chẳng", "khỏi", "k", "ko", "kg", "kh", "hk", "hok", "hong", "hông", "hổng",
    "hem",
)  # fmt: skip
_COURTEOUS = (
    "em", "anh", "chị", "chú", "bác", "tôi", "tui", "mình", "bên em", "nhà em", "dạ", "ạ", "nha",
    "nhé", "nhen", "hen", "nè", "ơi", "với", "giùm",
)  # fmt: skip
COURTEOUS = SmallPhrases(*map(split, _COURTEOUS))
"""What may stand beside a command."""
_ADDING_NOTHING = (
    *_COURTEOUS, "chứ", "mà", "luôn", "thì", "là", "đó", "này", "câu", "cũng", "nữa", "lắm", "lần",
    "nào", "gì", "bao giờ", "từng", "hề", "gì hết", "nào hết", "hết trơn", "gì cả", "nào cả",
    "thật",
)  # fmt: skip
BESIDE_YES_OR_NO = SmallPhrases(*map(split, _ADDING_NOTHING))
_NAMING = (
    "cơ sở", "cái", "con", "chiếc", "loại", "làm", "nghề", "ngành", "về", "chỉ", "toàn",
    "để", "dùng để", "máy đó",
)  # fmt: skip
LIGHT = SmallPhrases(*map(split, (*_ADDING_NOTHING, *_NAMING)))
"""What may stand beside an answer without adding to it."""
_STRONG = SmallWords("có", "rồi", "đã")
_WEAK = SmallWords(
    "ok", "oke", "oki", "okie", "vâng", "ừ", "u", "uh", "uk", "đúng", "phải", "được",
    "đồng", "ý",
)  # fmt: skip
_NOT_SO = SmallWords("đâu")
_OPEN = ("dung",)
"""Typed without accents it is *đúng* as well as *dừng* and *dùng*."""


def plain_answer(words: Words) -> Plain | None:
    """Which of them the whole message is; None where it says anything else, or both."""
    said = BESIDE_YES_OR_NO.others(words)
    is_denied = any(word in _NOT_SO for word in said)
    rest = tuple(word for word in said if word not in _NOT_SO)
    if said == _OPEN or not said or not all(map(_is_answer, rest)):
        return None
    denials = {fold(word) for word in rest if word in DENIALS}
    if denials or is_denied:
        is_question = bool(denials) and rest[0] not in DENIALS  # *có được không*
        return None if is_question or len(denials) > 1 else "no"
    return "weak" if any(word in _WEAK for word in rest) else "yes"


def _is_answer(word: str) -> bool:
    return word in DENIALS or word in _STRONG or word in _WEAK
