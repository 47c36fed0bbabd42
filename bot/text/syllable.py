"""What can be a Vietnamese syllable: tells a typo from a rare word without a dictionary."""

from __future__ import annotations

import unicodedata

from bot.text.fold import fold

_ONSETS = (
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
    "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
)  # fmt: skip
_RIMES = tuple(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu y yêm yên yêng yêt yêu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet
    oi om on ong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ up ut uôc uôi uôm uôn uông uôt
    uy uya uych uyên uyêt uyn uynh uyp uyt uyu
    ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    """.split()  # noqa: SIM905 - a table reads best as words
)
_LOANS = frozenset({"xoong", "soong", "boong", "mooc", "giêng", "quôc"})
_FRONT = ("i", "e", "ê", "y")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPS = ("c", "ch", "p", "t")
_STOP_TONES = ("", "\u0301", "\u0323")


def _fits(onset: str, rime: str) -> bool:
    """The spelling rules of k/c, gh/g, ngh/ng, gi and qu."""
    front = rime.startswith(_FRONT)
    if onset in ("k", "gh", "ngh"):
        return front
    if onset in ("c", "ng"):
        return not front
    if onset == "g":
        return not front or rime in ("i", "in")
    if onset == "gi":
        return not rime.startswith(("i", "y"))
    if onset == "qu":
        return not rime.startswith(("u", "ư", "o", "ô"))
    return onset == "" or not rime.startswith("yê")


_BASES = _LOANS | {onset + rime for onset in _ONSETS for rime in _RIMES if _fits(onset, rime)}
_PLAIN = frozenset(map(fold, _BASES))


def split_tone(word: str) -> tuple[str, str]:
    """The word without its tone, and the tone as a combining mark (empty: level)."""
    decomposed = unicodedata.normalize("NFD", word)
    tones = [mark for mark in decomposed if mark in _TONES]
    base = "".join(mark for mark in decomposed if mark not in _TONES)
    return unicodedata.normalize("NFC", base), "".join(tones)


def is_syllable(word: str) -> bool:
    """Whether a normalized word may be Vietnamese, with all its accents or with none."""
    if word.isascii():
        return word in _PLAIN
    base, tone = split_tone(word)
    if base not in _BASES or len(tone) > 1:
        return False
    return tone in _STOP_TONES or not base.endswith(_STOPS)
