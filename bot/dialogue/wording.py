"""Fills the braces of a sentence: settings of the Centre and whatever the occasion adds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.knowledge.snapshot import Knowledge

_BRACES = re.compile(r"\{([a-z_.]+)\}")


def fill(text: str, knowledge: Knowledge, **values: object) -> str:
    """The text with `{center.…}` and the given names filled in.

    A setting that the administrators left empty is said to be unknown, never left out.
    """

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name.startswith("center."):
            setting = getattr(knowledge.center, name.removeprefix("center."), None)
            return knowledge.sentences.empty_setting if setting is None else str(setting)
        return str(values[name]) if name in values else match[0]

    return _BRACES.sub(value, text).strip()
