"""Settings: `config.yaml`, the environment over it, secrets from files over both.

Every mistake is reported at once, with its line or the name of its variable.  This is our own
few lines and not a settings library because those forget the lines of a YAML file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from bot.errors import ConfigError
from bot.knowledge.mistake import Mistake
from bot.knowledge.node import MappingNode, Mark, ScalarNode
from bot.knowledge.piece import Piece, Text
from bot.knowledge.pieces import read_section
from bot.knowledge.strict_yaml import parse

PREFIX = "KHUYENCONG_"
DEFAULT_FILE = Path("config.yaml")
_TOKEN = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{1,100}", re.ASCII)
_ZALO_TOKEN = re.compile(r"\d{1,30}:[^\s/?#%]{1,300}", re.ASCII)
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}", re.ASCII)
_PRINTABLE = re.compile(r"[\x21-\x7e]{8,4096}", re.ASCII)
_NOT_SETTINGS = {"KHUYENCONG_CONFIG"}


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(f"không có múi giờ “{name}”, ví dụ đúng: Asia/Ho_Chi_Minh") from None
    return name


def _server(url: str) -> str:
    try:
        parts = urlsplit(url)
        is_whole = bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_whole = False
    if not is_whole:  # without the value: it holds a password
        raise ValueError(
            "cần dạng smtp://tên:mật-khẩu@máy:587; ký tự lạ trong mật khẩu viết như %40, %2F, %5B"
        )
    return url


def _api(url: str) -> str:
    if not url.startswith(("http://", "https://")) or not url.endswith("/bot"):
        raise ValueError("cần một địa chỉ http(s) kết thúc bằng /bot")
    return url


def _token(token: str) -> str:
    if not _TOKEN.fullmatch(token):  # without the value, here and below: it is a secret
        raise ValueError("token do BotFather cấp có dạng 123456789:chữ-và-số")
    return token


def _zalo_api(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise ValueError("cần một địa chỉ http(s), ví dụ: https://bot-api.zaloplatforms.com")
    return url


def _zalo_token(token: str) -> str:
    if not _ZALO_TOKEN.fullmatch(token):
        raise ValueError("token của Zalo Bot Creator có dạng 123456789:chữ-và-số")
    return token


def _secret(secret: str) -> str:
    if not _SECRET.fullmatch(secret):
        raise ValueError("chỉ gồm chữ không dấu, số, _ và -, dài từ 16 đến 256 ký tự")
    return secret


def _header(secret: str) -> str:
    """Travels in a header or is part of a sum."""
    if not _PRINTABLE.fullmatch(secret):
        raise ValueError("chỉ gồm chữ không dấu, số và dấu, không có khoảng trắng; chép lại cho đủ")
    return secret


def _base(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise ValueError("cần một địa chỉ http(s), ví dụ https://openapi.zalo.me")
    return url.rstrip("/")


def _local(at: time) -> time:
    if at.tzinfo is not None:
        raise ValueError("chỉ ghi giờ và phút, ví dụ 07:00; múi giờ đặt ở timezone")
    return at


def _listed(value: object) -> object:
    """A list as it is written in a variable of the environment: separated by commas."""
    return value.split(",") if isinstance(value, str) else value


class Database(Piece):
    """`database`."""

    url: Text = "sqlite:///data/khuyencong.db"


class KnowledgeFiles(Piece):
    """`knowledge`."""

    dir: Path | None = None
    """None: the knowledge that was shipped."""
    cache: Path | None = None
    """Where is kept what was learned from it.  None: the folder that people have for such things;
    a name of a file that is no folder, such as /dev/null: nowhere."""


class CollaboratorsFile(Piece):
    """`collaborators`."""

    file: Path = Path("collaborators.yaml")


class Web(Piece):
    """`web`."""

    host: Text = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    public_url: str | None = Field(default=None, pattern=r"^https?://\S+$")
    embed_origins: Annotated[tuple[Text, ...], BeforeValidator(_listed)] = ("*",)
    """Sites that may show the chat page in a frame of their own."""


class Digest(Piece):
    """`digest`."""

    is_daily: bool = Field(default=True, alias="daily")
    """False: digests are sent only by command."""
    at: Annotated[time, AfterValidator(_local)] = time(7)
    """When the day's digests are composed, in local time."""


class Smtp(Piece):
    """`smtp`."""

    url: Annotated[str, Field(pattern=r"^smtps?://\S+$"), AfterValidator(_server)] | None = None
    """`smtp://user:password@host:587`; `smtps` for TLS from the first byte."""
    sender: str | None = None


class Telegram(Piece):
    """`telegram`."""

    token: Annotated[str, AfterValidator(_token)] | None = Field(default=None, repr=False)
    """Without one, Telegram is not connected."""
    base_url: Annotated[str, AfterValidator(_api)] = "https://api.telegram.org/bot"
    mode: Literal["polling", "webhook"] = "polling"
    webhook_secret: Annotated[str, AfterValidator(_secret)] | None = Field(default=None, repr=False)
    """None: worked out from the token."""


class ZaloBot(Piece):
    """`zalo_bot`."""

    token: Annotated[str, AfterValidator(_zalo_token)] | None = Field(default=None, repr=False)
    """Without one, the Zalo Bot Platform is not connected."""
    base_url: Annotated[str, AfterValidator(_zalo_api)] = "https://bot-api.zaloplatforms.com"
    mode: Literal["polling", "webhook"] = "polling"
    webhook_secret: Annotated[str, AfterValidator(_secret)] | None = Field(default=None, repr=False)
    """None: worked out from the token."""


class ZaloOa(Piece):
    """`zalo_oa`."""

    app_id: Annotated[str, Field(pattern=r"^\d{5,30}$")] | None = None
    """Without it and the app's secret, Zalo is not connected."""
    app_secret: Annotated[str, AfterValidator(_header)] | None = Field(default=None, repr=False)
    oa_secret: Annotated[str, AfterValidator(_header)] | None = Field(default=None, repr=False)
    """Signs what Zalo posts; Zalo shows it only after the webhook's address was saved."""
    oa_id: Annotated[str, Field(pattern=r"^\d{5,30}$")] | None = None
    """None: whichever account grants the app."""
    refresh_token: Annotated[str, AfterValidator(_header)] | None = Field(default=None, repr=False)
    """Only the first one; `khuyencong zalo login` does without."""
    api_base: Annotated[str, AfterValidator(_base)] = "https://openapi.zalo.me"
    oauth_base: Annotated[str, AfterValidator(_base)] = "https://oauth.zaloapp.com"
    business_base: Annotated[str, AfterValidator(_base)] = "https://business.openapi.zalo.me"
    can_send_counted: bool = False
    """True: Replies between 48 hours and 7 days after a person's last word may be sent; Zalo
    counts or charges them.
    """
    silence_minutes: int = Field(default=60, ge=0, le=7 * 24 * 60)
    """For how long the bot is quiet where a person answered from Zalo's own tool."""
    verification_file: Path | None = None
    """The `zalo_verifier….html` that Zalo gave for the domain."""
    verification_tag: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,200}$")] | None = None
    contact_image: Annotated[str, Field(pattern=r"^https://\S+$")] | None = None
    """A picture above the button that shares one's number."""

    @property
    def is_connected(self) -> bool:
        """Whether there is enough to talk to Zalo."""
        return bool(self.app_id and self.app_secret)


class Log(Piece):
    """`log`."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["text", "json"] = "text"


class Settings(Piece):
    """Everything that can be set."""

    database: Database = Database()
    knowledge: KnowledgeFiles = KnowledgeFiles()
    collaborators: CollaboratorsFile = CollaboratorsFile()
    web: Web = Web()
    digest: Digest = Digest()
    smtp: Smtp = Smtp()
    telegram: Telegram = Telegram()
    zalo_oa: ZaloOa = ZaloOa()
    zalo_bot: ZaloBot = ZaloBot()
    timezone: Annotated[str, AfterValidator(_known_zone)] = "Asia/Ho_Chi_Minh"
    log: Log = Log()

    @model_validator(mode="after")
    def _is_seen_from_outside(self) -> Self:
        if self.telegram.mode == "webhook" and not self.web.public_url:
            raise ValueError(
                "telegram.mode là webhook thì cần web.public_url, ví dụ: https://bot.example.org; "
                "không có địa chỉ đó thì để telegram.mode: polling"
            )
        if self.zalo_bot.mode == "webhook" and not self.web.public_url:
            raise ValueError(
                "zalo_bot.mode là webhook thì cần web.public_url, ví dụ: https://bot.example.org; "
                "không có địa chỉ đó thì để zalo_bot.mode: polling"
            )
        return self

    @property
    def reachable(self) -> frozenset[str]:
        """The channels on which a digest can be delivered."""
        email = {"email"} if self.smtp.url and self.smtp.sender else set()
        telegram = {"telegram"} if self.telegram.token else set()
        zalo_bot = {"zalo_bot"} if self.zalo_bot.token else set()
        zalo_oa = {"zalo_oa"} if self.zalo_oa.is_connected else set()
        return frozenset({"web"} | email | telegram | zalo_oa | zalo_bot)

    @property
    def zone(self) -> ZoneInfo:
        """The timezone in which people read dates."""
        return ZoneInfo(self.timezone)


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
