"""Masks what nobody should send to a chat, before anything is written down."""

from __future__ import annotations

import re

MASK = "▇▇▇▇"
"""Stands where an identity number was."""

_IDENTITY = re.compile(r"(?<!\d)0(?:[ .-]?\d){11}(?![ .-]?\d)")
"""Twelve digits that begin with 0: a citizen's identity number (Nghị định 356/2025/NĐ-CP, Điều 3
and 4), however grouped.  Telephone numbers are shorter."""


def mask_identity(text: str) -> str:
    """The text without identity numbers."""
    return _IDENTITY.sub(MASK, text)
