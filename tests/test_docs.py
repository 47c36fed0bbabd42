"""The documents are under test: what they name exists, and what exists they name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.channels.telegram.commands import COMMANDS as COMMANDS_OF_TELEGRAM
from bot.channels.telegram.reading import ADDRESS_COMMAND
from bot.channels.zalo_oa.login import PATH as LOGIN
from bot.channels.zalo_oa.reading import WELCOMED
from bot.channels.zalo_oa.webhook import PATH as WEBHOOK
from bot.cli import COMMANDS, main
from bot.config.settings import ZaloOa
from bot.matching import Matcher
from bot.rehearsal.misbehavior import ALL
from bot.rehearsal.rehearsal import DEEDS

TOP = Path(__file__).parent.parent
README = (TOP / "README.md").read_text("utf-8")
GUIDE = (TOP / "docs" / "quan-tri.md").read_text("utf-8")
ZALO = (TOP / "docs" / "zalo.md").read_text("utf-8")
TELEGRAM = (TOP / "docs" / "telegram.md").read_text("utf-8")
ZALO_BOT = (TOP / "docs" / "zalo-bot.md").read_text("utf-8")
REHEARSAL = (TOP / "docs" / "dien-tap.md").read_text("utf-8")
SHARE = "Chia sẻ số điện thoại"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    """In the README, and in `--help` with a sentence."""
    assert f"`khuyencong {command}" in README
    known = main.get_command(main.make_context("khuyencong", ["ask"]), command)
    assert known is not None
    assert known.help


def test_every_option_of_ask_is_documented() -> None:
    """The README lists them all."""
    known = main.get_command(main.make_context("khuyencong", ["ask"]), "ask")
    assert known is not None
    for parameter in known.params:
        if parameter.opts[0].startswith("--"):
            assert f"`{parameter.opts[0]}" in README


@pytest.mark.parametrize(
    "text",
    [README, GUIDE, TELEGRAM, ZALO, ZALO_BOT, REHEARSAL],
    ids=["README", "guide", "Telegram", "Zalo", "Zalo Bot", "rehearsal"],
)
def test_every_file_that_is_named_is_there(text: str) -> None:
    """A reader who looks for it finds it."""
    for name in re.findall(r"`((?:bot|knowledge|tests|docs)/[\w./-]+\.\w+)`", text):
        assert (TOP / name).is_file(), name
    for name in re.findall(r"\]\(([\w./-]+)\)", text):
        assert (TOP / name).exists() or (TOP / "docs" / name).exists(), name


def test_every_file_of_the_guides_table_is_there() -> None:
    """The administrator finds the file to edit by its name."""
    for name in re.findall(r"\| `([\w-]+\.yaml)`", GUIDE):
        assert (TOP / "knowledge" / name).is_file(), name


def test_every_command_of_telegram_is_documented() -> None:
    """With the one that is not in its menu; and every state of a delivery that is shown."""
    for command in COMMANDS_OF_TELEGRAM:
        assert f"`/{command.name}`" in TELEGRAM
    assert f"`/{ADDRESS_COMMAND}`" in TELEGRAM
    for state in ("waiting", "maybe_sent", "failed"):
        assert f"`{state}`" in TELEGRAM


def test_what_an_administrator_meets_at_zalo_is_documented() -> None:
    """Every setting of theirs, every event that is answered, where Zalo posts and comes back to."""
    theirs = set(ZaloOa.model_fields) - {"api_base", "oauth_base", "business_base", "oa_id"}
    for name in theirs - {"app_id"}:
        assert f"zalo_oa.{name}" in ZALO or f"ZALO_OA__{name.upper()}" in ZALO, name
    assert f"https://bot.example.org{WEBHOOK}`" in ZALO
    assert f"https://bot.example.org{LOGIN}`" in ZALO
    for event in (*WELCOMED, "user_send_text", "user_submit_info", "unfollow", "oa_send_text"):
        assert f"`{event}`" in ZALO


def test_what_a_rehearsal_asks_for_is_on_its_page() -> None:
    """Every button and switch that the guide names, by its name there."""
    known = {one.title for one in ALL} | {one.title for one in DEEDS}
    for name in re.findall(r"[Bb]ấm \*\*(.+?)\*\*", REHEARSAL):
        assert name in known | {"Gửi bản tin ngay", "Gửi như cán bộ OA", "Gửi hình"}, name
    for name in re.findall(r"(?:[Bb]ật|[Bb]ấm) \*([^*]+)\*[^*]", REHEARSAL):
        assert any(title.startswith(name) for title in (*known, SHARE)), name


def test_the_code_in_the_readme_runs() -> None:
    """The matcher used alone does what is promised there."""
    [code] = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    known: dict[str, object] = {}
    exec(code.replace("print(", "ranked = ("), known)  # noqa: S102 - our own README
    assert isinstance(known["matcher"], Matcher)
    ranked = known["ranked"]
    assert isinstance(ranked, list)
    assert [entry for entry, _ in ranked] == ["machine", "fair"]
