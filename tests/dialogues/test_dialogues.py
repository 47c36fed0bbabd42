"""Conversations with the shipped knowledge, written where an administrator can read them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.talk import Talk

if TYPE_CHECKING:
    from bot.dialogue.conversation import Turn
    from bot.dialogue.understanding import Understanding

Dialogue = dict[str, Any]
DIALOGUES: list[Dialogue] = [
    dialogue
    for file in sorted(Path(__file__).parent.glob("*.yaml"))
    for dialogue in yaml.safe_load(file.read_text("utf-8"))
]
KEYS = {"say", "press", "wait", "kind", "entry", "says", "offers"}


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=lambda dialogue: dialogue["name"])
def test_a_dialogue(shipped: Understanding, dialogue: Dialogue) -> None:
    """Each turn is of the kind, about the entry and in the words that the file wants."""
    talk = Talk(shipped)
    if "at" in dialogue:
        talk.now = datetime.fromisoformat(dialogue["at"]).replace(tzinfo=talk.now.tzinfo)
    for number, wanted in enumerate(dialogue["turns"], 1):
        assert set(wanted) <= KEYS, f"turn {number}: what is {set(wanted) - KEYS}?"
        talk.wait(minutes=wanted.get("wait", 0))
        turn = talk.press(wanted["press"]) if "press" in wanted else talk.say(wanted["say"])
        wrong = "; ".join(what_is_wrong(turn, wanted))
        assert not wrong, f"turn {number}, {wanted.get('say') or wanted['press']!r}: {wrong}"


def what_is_wrong(turn: Turn, wanted: Dialogue) -> list[str]:
    """Everything in which the turn is not what was wanted."""
    text = "\n".join(reply.text for reply in turn.replies)
    offered = [button.title for button in turn.conversation.offered]
    found = []
    if "kind" in wanted and turn.kind not in several(wanted["kind"]):
        found.append(f"kind {turn.kind}, not {wanted['kind']} (offers {offered})")
    if "entry" in wanted and turn.entry not in several(wanted["entry"]):
        found.append(f"entry {turn.entry}, not {wanted['entry']}")
    found += [f"does not say {part!r}" for part in several(wanted.get("says")) if part not in text]
    missing = set(several(wanted.get("offers"))) - set(offered)
    return [*found, f"does not offer {missing}, but {offered}"] if missing else found


def several(value: str | list[str] | None) -> list[str]:
    """What the file gives as one text, as a list, or not at all."""
    return [value] if isinstance(value, str) else value or []


def test_there_are_enough_dialogues() -> None:
    """Forty at least, and half of what people say is typed without accents."""
    said = [turn["say"] for dialogue in DIALOGUES for turn in dialogue["turns"] if "say" in turn]
    assert len(DIALOGUES) >= 40
    assert sum(text.isascii() for text in said) * 2 >= len(said)
