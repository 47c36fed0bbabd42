from __future__ import annotations

import re

from bot.bootstrap.answering import load_knowledge, shipped_knowledge
from bot.channels.telegram.commands import COMMANDS


def test_every_command_leads_somewhere_in_the_shipped_knowledge() -> None:
    """An entry, a form, or a command of the dialogue."""
    knowledge = load_knowledge(shipped_knowledge()).knowledge
    known = {*knowledge.entries, *knowledge.forms, *knowledge.commands}
    assert {command.target for command in COMMANDS} <= known


def test_telegram_takes_the_menu() -> None:
    """Its rules for names and titles."""
    for command in COMMANDS:
        assert re.fullmatch("[a-z0-9_]{1,32}", command.name)
        assert 1 <= len(command.title) <= 256
