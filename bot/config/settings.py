"""Every setting with its default.  `config.example.yaml` explains them to people."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from bot.config import checks
from bot.config.checks import DEFAULT_ZONE
from bot.knowledge.piece import Piece, Text


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
    embed_origins: Annotated[tuple[Text, ...], BeforeValidator(checks.listed)] = ("*",)
    """Sites that may show the chat page in a frame of their own."""


class Digest(Piece):
    """`digest`."""

    is_daily: bool = Field(default=True, alias="daily")
    """False: digests are sent only by command."""
    at: Annotated[time, AfterValidator(checks.local)] = time(7)
    """When the day's digests are composed, in local time."""


class Smtp(Piece):
    """`smtp`."""

    url: Annotated[str, Field(pattern=r"^smtps?://\S+$"), AfterValidator(checks.server)] | None = (
        None
    )
    """`smtp://user:password@host:587`; `smtps` for TLS from the first byte."""
    sender: str | None = None


class Telegram(Piece):
    """`telegram`."""

    token: Annotated[str, AfterValidator(checks.token)] | None = Field(default=None, repr=False)
    """Without one, Telegram is not connected."""
    base_url: Annotated[str, AfterValidator(checks.api)] = "https://api.telegram.org/bot"
    mode: Literal["polling", "webhook"] = "polling"
    webhook_secret: Annotated[str, AfterValidator(checks.secret)] | None = Field(
        default=None, repr=False
    )
    """None: worked out from the token."""


class ZaloBot(Piece):
    """`zalo_bot`."""

    token: Annotated[str, AfterValidator(checks.zalo_token)] | None = Field(
        default=None, repr=False
    )
    """Without one, the Zalo Bot Platform is not connected."""
    base_url: Annotated[str, AfterValidator(checks.zalo_api)] = "https://bot-api.zaloplatforms.com"
    mode: Literal["polling", "webhook"] = "polling"
    webhook_secret: Annotated[str, AfterValidator(checks.secret)] | None = Field(
        default=None, repr=False
    )
    """None: worked out from the token."""


class ZaloOa(Piece):
    """`zalo_oa`."""

    app_id: Annotated[str, Field(pattern=r"^\d{5,30}$")] | None = None
    """Without it and the app's secret, Zalo is not connected."""
    app_secret: Annotated[str, AfterValidator(checks.header)] | None = Field(
        default=None, repr=False
    )
    oa_secret: Annotated[str, AfterValidator(checks.header)] | None = Field(
        default=None, repr=False
    )
    """Signs what Zalo posts; Zalo shows it only after the webhook's address was saved."""
    oa_id: Annotated[str, Field(pattern=r"^\d{5,30}$")] | None = None
    """None: whichever account grants the app."""
    refresh_token: Annotated[str, AfterValidator(checks.header)] | None = Field(
        default=None, repr=False
    )
    """Only the first one; `khuyencong zalo login` does without."""
    api_base: Annotated[str, AfterValidator(checks.base)] = "https://openapi.zalo.me"
    oauth_base: Annotated[str, AfterValidator(checks.base)] = "https://oauth.zaloapp.com"
    business_base: Annotated[str, AfterValidator(checks.base)] = "https://business.openapi.zalo.me"
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
    timezone: Annotated[str, AfterValidator(checks.known_zone), Field(validate_default=True)] = (
        DEFAULT_ZONE
    )
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
