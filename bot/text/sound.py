"""A key that words share when people confuse their sounds: `trưng bày`, `chưng bày`."""

from __future__ import annotations

import re

from bot.text.fold import key

_ONSETS = (
    (re.compile(r"^(?:ngh|ng)"), "N"),
    (re.compile(r"^gh"), "g"),
    (re.compile(r"^(?:tr|ch)"), "C"),
    (re.compile(r"^x"), "s"),
    (re.compile(r"^(?:gi(?=[aeouy])|gi$|d|v|r|z)"), "D"),
    (re.compile(r"^ph"), "f"),
    (re.compile(r"^(?:qu|w)"), "W"),
    (re.compile(r"^[kc]"), "k"),
    (re.compile(r"^n(?!h)"), "l"),
)
_RIMES = (
    (re.compile(r"(?:ng|nh|n)$"), "n"),
    (re.compile(r"(?:ch|c|t)$"), "t"),
    (re.compile(r"^(N|.*?)y$"), r"\1i"),
    (re.compile(r"[iy]e(?=[uncmpt])"), "i"),
    (re.compile(r"u[ou](?=i)"), "u"),
    (re.compile(r"uou$"), "uu"),
)


def sound(word: str) -> str:
    """The folded word with look-alike sounds merged: southern, northern and spelling slips."""
    spelled = key(word)
    for pattern, merged in (*_ONSETS, *_RIMES):
        spelled = pattern.sub(merged, spelled)
    return spelled
