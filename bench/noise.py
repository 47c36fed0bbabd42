"""How questions get spoiled on the way from the head to the phone, repeatable by a seed."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

from bot.text.fold import fold
from bot.text.syllable import split_tone

Noise = Callable[[str, random.Random], str]

_LETTERS = {
    "â": "aa", "ê": "ee", "ô": "oo", "ă": "aw", "ơ": "ow", "ư": "uw", "đ": "dd",
}  # fmt: skip
_DIGITS = {"â": "a6", "ê": "e6", "ô": "o6", "ă": "a8", "ơ": "o7", "ư": "u7", "đ": "d9"}
_TONES = dict(zip("\u0301\u0300\u0309\u0303\u0323", ("s1", "f2", "r3", "x4", "j5"), strict=True))
_CHAT = {
    "không": ("ko", "k", "hok", "kg", "khum"), "được": ("dc", "đc"), "gì": ("j",),
    "bao nhiêu": ("bn", "bnhieu", "nhiu"), "như thế nào": ("ntn",), "thế nào": ("tnao", "ntn"),
    "vậy": ("z", "v"), "với": ("vs",), "mình": ("mk", "mik"), "người": ("ng",), "em": ("e",),
    "cơ sở": ("cs",), "doanh nghiệp": ("dn",), "sản phẩm": ("sp",), "hồ sơ": ("hs", "hso"),
    "sản xuất": ("sx",), "hỗ trợ": ("htro", "ht"), "làm": ("lm",), "trước": ("trc",),
    "đăng ký": ("dk", "đk"), "công ty": ("cty",), "muốn": ("mún",), "rồi": ("r",),
    "hợp tác xã": ("htx",), "khuyến công": ("kc",), "cụm công nghiệp": ("ccn",),
    "nhiều": ("nhìu",), "thích": ("thik",), "giờ": ("h",), "cũng": ("cx",),
}  # fmt: skip
_SOUTHERN = {
    "không": "hông", "tôi": "tui", "chúng tôi": "tụi tui", "về": "dìa", "gì": "chi",
    "như thế nào": "sao", "khi nào": "chừng nào", "bao nhiêu": "nhiêu", "vào": "vô",
    "thuê": "mướn", "làm": "mần", "xem": "coi", "gửi": "gởi", "dùng": "xài", "vậy": "dậy",
    "được": "đặng", "hôm nay": "bữa nay", "tìm": "kiếm", "nhanh": "lẹ", "hạn": "hẹn",
}  # fmt: skip
_MOVED = {
    unicodedata.normalize("NFC", first + tone + second): unicodedata.normalize(
        "NFC", first + second + tone
    )
    for first, second in (("o", "a"), ("o", "e"), ("u", "y"))
    for tone in "\u0300\u0301\u0303\u0309\u0323"
}
_SOUNDS = (
    ("tr", "ch"), ("ch", "tr"), ("s", "x"), ("x", "s"), ("gi", "d"), ("d", "gi"), ("r", "g"),
    ("l", "n"), ("n", "l"), ("v", "d"),
)  # fmt: skip
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_TAILS = (" ạ", " a", " v ad", " nhé", " nha", " vậy ạ", " hả", "???")


def clean(text: str, _chance: random.Random) -> str:
    """As written."""
    return text


def plain(text: str, _chance: random.Random) -> str:
    """Without accents."""
    return fold(text)


def _keystrokes(word: str, table: dict[str, str], place: int) -> str:
    base, tone = split_tone(unicodedata.normalize("NFC", word))
    typed = "".join(table.get(letter, letter) for letter in base)
    return typed + (_TONES[tone][place] if tone else "")


def telex(text: str, _chance: random.Random) -> str:
    """Keystrokes of Telex, tone last."""
    return " ".join(_keystrokes(word, _LETTERS, 0) for word in text.lower().split())


def vni(text: str, _chance: random.Random) -> str:
    """Keystrokes of VNI, tone last."""
    return " ".join(_keystrokes(word, _DIGITS, 1) for word in text.lower().split())


def _slip(word: str, chance: random.Random) -> str:
    place = chance.randrange(len(word))
    kind = chance.randrange(3)
    if kind == 0:
        return word[:place] + word[place + 1 :]
    if kind == 1 and place:
        return word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :]
    row = next((row for row in _ROWS if word[place] in row), "")
    neighbor = row[(row.index(word[place]) + 1) % len(row)] if row else word[place]
    return word[:place] + neighbor + word[place + 1 :]


def typos(text: str, chance: random.Random) -> str:
    """A dropped, swapped or neighboring key in about every fourth longer word."""
    return " ".join(
        _slip(word, chance) if len(word) > 2 and chance.random() < 0.25 else word  # noqa: PLR2004 - short words stay
        for word in text.split()
    )


def chat(text: str, chance: random.Random) -> str:
    """Short forms where there are any, and a particle at the end."""
    spoken = f" {text.lower()} "
    for word, shorts in _CHAT.items():
        if chance.random() < 0.8:  # noqa: PLR2004 - most of them, not all
            spoken = spoken.replace(f" {word} ", f" {chance.choice(shorts)} ")
    return spoken.strip() + chance.choice(_TAILS)


def sounds(text: str, chance: random.Random) -> str:
    """Onsets confused by ear in about every third word."""
    spoken = []
    for word in text.lower().split():
        swaps = [pair for pair in _SOUNDS if word.startswith(pair[0])]
        if swaps and chance.random() < 0.35:  # noqa: PLR2004 - every third
            heard, written = chance.choice(swaps)
            spoken.append(written + word.removeprefix(heard))
        else:
            spoken.append(word)
    return " ".join(spoken)


def joined(text: str, chance: random.Random) -> str:
    """Now and then a space is missing."""
    words = text.split()
    spaces = ["" if chance.random() < 0.2 else " " for _ in words]  # noqa: PLR2004 - every fifth
    return "".join(word + space for word, space in zip(words, spaces, strict=True)).strip()


def decomposed(text: str, _chance: random.Random) -> str:
    """Each mark a letter of its own, as some telephones paste it."""
    return unicodedata.normalize("NFD", text)


def new_tones(text: str, _chance: random.Random) -> str:
    """`hoà` and `thuỷ` for `hòa` and `thủy`, on open rimes."""
    return " ".join(_move_tone(word) for word in text.split())


def _move_tone(word: str) -> str:
    for old, new in _MOVED.items():
        if word.endswith(old) and not word.startswith("q"):
            return word.removesuffix(old) + new
    return word


def southern(text: str, chance: random.Random) -> str:
    """Words and spellings of the south."""
    spoken = f" {text.lower()} "
    for word, instead in _SOUTHERN.items():
        if chance.random() < 0.8:  # noqa: PLR2004 - most of them, not all
            spoken = spoken.replace(f" {word} ", f" {instead} ")
    return spoken.strip()


def mixed(text: str, chance: random.Random) -> str:
    """Two kinds at once."""
    first = chance.choice((chat, sounds, typos))
    second = chance.choice((plain, telex, typos, clean, plain))
    return second(first(text, chance), chance)


NOISES: dict[str, Noise] = {
    "clean": clean, "no accents": plain, "raw Telex": telex, "VNI": vni, "typos": typos,
    "chat": chat, "sounds": sounds, "southern": southern, "joined": joined, "NFD": decomposed,
    "new tones": new_tones, "mixed": mixed,
}  # fmt: skip
