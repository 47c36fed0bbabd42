"""One spelling for each word: composed letters, small letters, one place for the tone."""

from __future__ import annotations

import re
import unicodedata

NOT_A_WORD = re.compile(r"[^\w]+|_+")
TONES = dict(
    zip(
        "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy".split(),  # noqa: SIM905 - pairs by column
        "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ".split(),  # noqa: SIM905 - pairs by column
        strict=True,
    )
)
OPEN_SYLLABLE = re.compile(rf"(?<!q)(?:{'|'.join(TONES)})\b")


def normalize(text: str) -> str:
    """The text as it is compared, with its accents."""
    small = unicodedata.normalize("NFC", text).casefold()
    words = NOT_A_WORD.sub(" ", small).strip()
    return OPEN_SYLLABLE.sub(lambda match: TONES[match[0]], words)
