"""Reads the settings: the file, the environment over it, secrets from files over both."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from bot.config.settings import Settings
from bot.errors import ConfigError
from bot.knowledge.mistake import Mistake
from bot.knowledge.node import MappingNode, Mark, ScalarNode
from bot.knowledge.pieces import read_section
from bot.knowledge.strict_yaml import parse

PREFIX = "KHUYENCONG_"
DEFAULT_FILE = Path("config.yaml")
_NOT_SETTINGS = {"KHUYENCONG_CONFIG"}


def load_settings(path: Path | None, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings.  `path` must exist when given; without one, `config.yaml` is read if there.

    Raises ConfigError with every mistake of the file and of the environment.
    """
    file = path or DEFAULT_FILE
    if path is not None and not path.is_file():
        raise ConfigError(f"{path}: không có tệp cấu hình này.")
    parsed = parse(file.read_bytes() if file.is_file() else b"{}", str(file))
    mistakes: list[object] = [*parsed.mistakes]
    mistakes += _overlay(parsed.root, os.environ if environment is None else environment)
    wrong: list[Mistake] = []
    settings = read_section(Settings, parsed.root, wrong)
    mistakes += wrong
    if mistakes or settings is None:
        raise ConfigError("\n".join(str(mistake) for mistake in mistakes))
    return settings.piece


def _overlay(root: MappingNode, environment: Mapping[str, str]) -> list[object]:
    """Put the variables over what the file says; those that name no readable file come back."""
    mistakes: list[object] = []
    for name in sorted(environment):
        if not name.startswith(PREFIX) or name in _NOT_SETTINGS:
            continue
        try:
            key, value = _variable(name, environment[name])
        except (OSError, UnicodeDecodeError) as error:
            mistakes.append(f"{name}: không đọc được tệp ({type(error).__name__}).")
            continue
        _put(root, key.lower().split("__"), ScalarNode(Mark(name, 1, 1), value))
    return mistakes


def _variable(name: str, value: str) -> tuple[str, str]:
    """The key and the value; `..._FILE` names a file that holds the value, as for secrets."""
    key = name.removeprefix(PREFIX)
    if key.endswith("_FILE") and not key.endswith("__FILE"):
        return key.removesuffix("_FILE"), Path(value).read_text("utf-8").strip()
    return key, value


def _put(node: MappingNode, steps: list[str], value: ScalarNode) -> None:
    first, *rest = steps
    if not rest:
        node.put(first, value.mark, value)
        return
    below = node.values.get(first)
    if not isinstance(below, MappingNode):
        below = MappingNode(value.mark)
        node.put(first, value.mark, below)
    _put(below, rest, value)
