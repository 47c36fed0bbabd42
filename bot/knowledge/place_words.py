"""How addresses are written: the words of a text, the kinds of place, the words around a name.
For finding places in what people type.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.text.fold import fold
from bot.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Kind = Literal["xã", "phường", "thị trấn", "huyện", "thành phố", "thị xã", "tỉnh"]

COMMUNE_KINDS: frozenset[Kind] = frozenset({"xã", "phường", "thị trấn"})
DISTRICT_KINDS: frozenset[Kind] = frozenset({"huyện", "thành phố", "thị xã"})

RAW_WORD = re.compile(r"[\w\u0300-\u036f]+")
I_OR_Y = re.compile(r"(?<=[hklmst])y$")
SPELLINGS = {"dac": "dak", "dack": "dak", "ii": "2", "iii": "3"}
"""Đắc Lua, Đăk Lua, Dak Lua; Bàu Hàm II."""

SHORT_NAMES = {
    "bh": "Biên Hòa", "bp": "Bình Phước", "cm": "Cẩm Mỹ", "dq": "Định Quán", "dx": "Đồng Xoài",
    "lk": "Long Khánh", "lt": "Long Thành", "nt": "Nhơn Trạch", "ntrach": "Nhơn Trạch",
    "tb": "Trảng Bom", "tn": "Thống Nhất", "vc": "Vĩnh Cửu", "xl": "Xuân Lộc",
}  # fmt: skip
"""Each means something else too (*bao giờ*, *thiết bị*), so they count in addresses only."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text, and where it stands in it."""

    start: int
    end: int
    plain: str
    """Normalized, with the accents that were typed."""
    bare: str
    """Without accents."""
    is_capital: bool

    @property
    def key(self) -> str:
        """What names are looked up by: `mỹ` and `mĩ` are one."""
        return I_OR_Y.sub("i", self.bare)


class Vocabulary:
    """Some words, also when typed without accents; `ở` is not `ổ`."""

    __slots__ = ("_bare", "_plain")

    def __init__(self, words: Iterable[str]) -> None:
        self._plain = frozenset(normalize(word) for word in words)
        self._bare = frozenset(fold(word) for word in self._plain)

    def __contains__(self, word: Word) -> bool:
        return word.plain in self._plain or (word.plain == word.bare and word.bare in self._bare)


def read_words(text: str) -> tuple[Word, ...]:
    """The words of a composed (NFC) text, in order."""
    return tuple(_word(match) for match in RAW_WORD.finditer(text))


def compose(text: str) -> str:
    """The text in the form that positions count in."""
    return unicodedata.normalize("NFC", text)


def _word(match: re.Match[str]) -> Word:
    plain = normalize(match[0]).replace(" ", "")
    bare = fold(plain)
    if bare in SPELLINGS:
        plain = bare = SPELLINGS[bare]
    return Word(match.start(), match.end(), plain, bare, not match[0][0].islower())


KIND_WRITINGS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    ("thị trấn", ("thị trấn", "t trấn", "t t")),
    ("thị xã", ("thị xã", "t x")),
    ("thành phố", ("thành phố", "th phố", "t phố", "t p")),
    ("xã", ("xã", "x")),
    ("phường", ("phường", "p", "ph", "f")),
    ("thị trấn", ("tt",)),
    ("huyện", ("huyện", "h")),
    ("thành phố", ("tp", "tphố")),
    ("thị xã", ("tx",)),
    ("tỉnh", ("tỉnh",)),
)
"""Longest first, so that the `xã` of `thị xã` is not taken for a commune."""
KIND_WORDS = tuple(
    (kind, tuple(Vocabulary((part,)) for part in writing.split()))
    for kind, writings in KIND_WRITINGS
    for writing in writings
)

HERE = Vocabulary(("ở", "tại"))
NEAR = Vocabulary(("bên", "thuộc", "vực", "vùng", "bàn", "gần", "quê", "miệt", "dưới"))
"""Place words that also stand before what is no place (`vực` and `bàn`: khu vực, địa bàn)."""
NO_COMMUNE = Vocabulary((
    "ấp", "thôn", "xóm", "kp", "phố", "đường", "hẻm", "kdc", "kcn", "ccn", "nghiệp", "htx", "tác",
    "ty", "cty", "tnhh", "dntn", "trường", "chùa",
))  # fmt: skip
"""What follows these bears a place's name and is none: a hamlet, a street, an estate, a firm."""
BEARER = Vocabulary((
    "anh", "chị", "chú", "cô", "bác", "ông", "bà", "em", "tên", "là", "hiệu", "sở", "xưởng", "lò",
))  # fmt: skip
"""Before a name in capitals: a person's, a workshop's, a brand's."""
FORMER = Vocabulary(("cũ",))
PRESENT = Vocabulary(("nay", "mới"))
COURTESY = Vocabulary((
    "dạ", "ạ", "ah", "em", "anh", "chị", "nha", "nhé", "ad", "shop", "ở", "tại", "cũ", "mình",
    "tôi", "tui", "bên",
))  # fmt: skip
"""May stand around a name that is all there is."""


def kind_before(words: Sequence[Word], at: int) -> tuple[Kind | None, int]:
    """The kind written before the word at `at`, and where it begins (`at` when there is none)."""
    for kind, parts in KIND_WORDS:
        first = at - len(parts)
        if first >= 0 and all(words[first + n] in part for n, part in enumerate(parts)):
            return kind, first
    return None, at
