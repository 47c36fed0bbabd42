"""Which parts of a long message may hold the question.

People introduce themselves first: "em là chủ xưởng bánh tráng ở Cẩm Mỹ, muốn mua thêm máy thì có
được giúp không".  What is said about the person is true of every question and drowns the few words
that tell them apart, so the clauses are read by themselves too.
"""

from __future__ import annotations

import re

SHORTEST = 4
"""Words; fewer ("cho em hỏi,") ask nothing."""
LONG = 14
"""Words; of a longer message that has no punctuation the end is read by itself."""
ENDS = (11, 16)
"""How many words at the end: the question comes last."""

_BREAK = re.compile(r"[,;:?!\n]+|\.\s")


def parts(text: str) -> tuple[str, ...]:
    """The clauses and the end of a message; empty when the message is one short clause."""
    words = text.split()
    clauses = [part.strip() for part in _BREAK.split(text)]
    several = [part for part in clauses if len(part.split()) >= SHORTEST]
    found = several if len(clauses) > 1 else []
    if len(words) > LONG:
        found += [" ".join(words[-count:]) for count in ENDS]
    return tuple(part for part in dict.fromkeys(found) if part != text)
