"""Text as every database and platform can take it."""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"
_HALF = re.compile("[\ud800-\udfff]")
"""JSON may carry one half of a pair alone, as phones send where they cut an emoji in two."""


def storable(text: str) -> str:
    """The same with a mark for each half of a pair: alone it is no letter, and no bytes can be
    written for it.
    """
    return _HALF.sub(REPLACEMENT, text)
