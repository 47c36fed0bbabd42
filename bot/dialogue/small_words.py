"""Words that join a question to what was said before it, or only hold its sentence together;
and how the words of a question are read before its topic and aspect are looked for.

They are the same whatever a Centre does, so they are no data.  Words of the trade that say as
little (*hỗ trợ*) come from the ways of asking of the aspects.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from bot.text.fold import is_plain, key
from bot.text.phrases import Phrases, Words, split
from bot.text.syllable import is_syllable
from bot.text.telex import read_telex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.text.lexicon import Lexicon
    from bot.text.phrases import Found

JOINING = (
    "còn", "thì sao", "thế", "vậy", "thế còn", "vậy còn", "cái đó", "cái này", "vụ này", "vụ đó",
    "nó", "à không", "ý em là", "ý tôi là", "ý mình là", "ý là", "không phải", "nhầm", "nhầm rồi",
    "em nhầm", "lộn", "lộn rồi", "thì", "nhỉ", "cơ", "á",
    "nữa",
)  # fmt: skip
"""What turns a bare *hội chợ* into *and the fair?*: the question before is asked of it."""

BARE = ("về", "hỏi", "muốn hỏi", "cần hỏi", "cho xin thông tin", "thông tin", "em", "anh", "chị",
        "tôi", "mình", "bên em", "xin", "vụ", "không", "cái", "chuyện", "chương trình",
        "phần")  # fmt: skip
"""What may stand beside a topic that is named and nothing else asked of it."""

WHETHER = ("có", "được", "không", "chưa", "hỗ trợ", "giúp", "muốn", "cần", "xin", "cho", "để",
           "làm", "mở", "đi", "tham gia", "đăng ký", "nhà nước", "này", "đó")  # fmt: skip
"""What asks of a topic no more than whether it is there for one."""

LIGHT = (
    "bên em", "nhà em", "cơ sở em", "này", "đó", "kia", "ấy", "đây", "là", "có", "được", "không",
    "chưa", "cần", "phải", "nên", "muốn", "xin", "cho", "để", "của", "với", "hay", "hoặc", "và",
    "ở", "tại", "khi", "lúc", "nếu", "những", "các", "cái", "việc", "phần", "khoản", "thêm", "nữa",
    "nào", "gì", "sao", "ai", "mấy", "đâu", "rồi", "luôn", "cũng", "đã", "sẽ", "đang", "bị", "do",
    "theo", "như", "từ", "đến", "lên", "ra", "vào", "hết", "cụ thể", "chi tiết", "rõ", "nói",
    "biết", "hỏi", "giờ", "bây giờ", "hiện nay", "tổng cộng", "khoảng", "tầm", "trên", "dưới",
    "một", "đi", "làm", "xem", "người ta", "nhà nước", "bọn em", "chúng tôi",
)  # fmt: skip
"""What may stand in a question about a topic and an aspect without asking for anything else."""


class SmallWords:
    """Some of these words, recognized with all their accents or with none."""

    def __init__(self, *listed: str) -> None:
        self._listed = frozenset(listed)
        self._keys = frozenset(map(key, listed))

    def __contains__(self, word: str) -> bool:
        is_open = is_plain(word) or not is_syllable(word)  # *đươc* is no word of its own
        return word in self._listed or (is_open and key(word) in self._keys)

    def others(self, words: Words) -> Words:
        """The words that are none of these."""
        return tuple(word for word in words if word not in self)


class SmallPhrases:
    """Small words, some of which are small only together: *thì sao* is, *sao* is not."""

    def __init__(self, *phrases: Words) -> None:
        self._several = Phrases((" ".join(one), None) for one in phrases if len(one) > 1)
        self._single = SmallWords(*(one[0] for one in phrases if len(one) == 1))

    def others(self, words: Words) -> Words:
        """The words that are part of none of these."""
        return self._single.others(without(words, self._several.find(words)))


def without(words: Words, found: Iterable[Found[Any]]) -> Words:
    """The words that are part of nothing found."""
    places = {place for one in found for place in range(one.start, one.end)}
    return tuple(word for place, word in enumerate(words) if place not in places)


class WordReader:
    """Reads words as `Lexicon` does; what is ambiguous is read as it stands in known phrases."""

    def __init__(self, lexicon: Lexicon, phrases: Iterable[str]) -> None:
        self._lexicon = lexicon
        keys = [tuple(map(key, split(phrase))) for phrase in phrases]
        self._known = {word for words in keys for word in words}
        self._beside = {pair for words in keys for pair in pairwise(words)}

    def read(self, text: str) -> Words:
        """Abbreviations written out, synonyms made one, courtesy left out."""
        drop = self._lexicon.drop_filler
        return drop(self._written_out(drop(read_telex(split(text), self._known))))

    def read_all(self, text: str) -> Words:
        """The same with the courtesy, among which *vậy* may join a question to another."""
        return self._written_out(read_telex(split(text), self._known))

    def _written_out(self, words: Words) -> Words:
        return self._lexicon.unify(self._lexicon.expand(words, self._known, self._choose))

    def _choose(self, before: str, meanings: Sequence[Words], after: str) -> Words:
        return max(meanings, key=lambda words: self._fits(before, words, after))

    def _fits(self, before: str, words: Words, after: str) -> int:
        sides = (key(before), key(words[0])), (key(words[-1]), key(after))
        return sum(pair in self._beside for pair in sides)
