from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from bot.config import Settings, load_settings
from bot.errors import ConfigError

EXAMPLE = Path(__file__).parent.parent / "config.example.yaml"


def test_without_any_file_the_defaults_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing has to be configured to try it out."""
    monkeypatch.chdir(tmp_path)
    settings = load_settings(None, {})
    assert settings == Settings()
    assert (settings.web.host, settings.web.port) == ("127.0.0.1", 8080)


def test_the_example_is_the_default() -> None:
    """What the example shows is what holds without it."""
    assert load_settings(EXAMPLE, {}) == Settings()


def test_every_setting_is_explained() -> None:
    """Each key stands in the example with a comment above it or above its section."""
    text = EXAMPLE.read_text("utf-8")
    for section, field in Settings.model_fields.items():
        assert f"{section}:" in text
        for name, below in getattr(field.annotation, "model_fields", {}).items():
            assert f"  {below.alias or name}:" in text, f"{section}.{name}"


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    """Variables, and files of secrets, override what the file says."""
    config = tmp_path / "config.yaml"
    config.write_text("web:\n  port: 9000\nsmtp:\n  sender: a@example.org\n", "utf-8")
    secret = tmp_path / "smtp"
    secret.write_text("smtp://an:s3cret@127.0.0.1:2525\n", "utf-8")
    settings = load_settings(
        config,
        {
            "KHUYENCONG_WEB__PORT": "9001",
            "KHUYENCONG_SMTP__URL_FILE": str(secret),
            "KHUYENCONG_DIGEST__AT": "06:30",
            "KHUYENCONG_COLLABORATORS__FILE": "khac.yaml",
            "KHUYENCONG_WEB__EMBED_ORIGINS": "https://a.example,https://b.example",
            "KHUYENCONG_CONFIG": str(config),
            "PATH": "/bin",
        },
    )
    assert settings.web.port == 9001
    assert settings.smtp.url == "smtp://an:s3cret@127.0.0.1:2525"
    assert settings.smtp.sender == "a@example.org"
    assert settings.digest.at == time(6, 30)
    assert settings.collaborators.file == Path("khac.yaml")
    assert settings.web.embed_origins == ("https://a.example", "https://b.example")


def test_all_mistakes_come_at_once(tmp_path: Path) -> None:
    """Unknown keys with a suggestion, wrong values, and variables, each with its place."""
    config = tmp_path / "config.yaml"
    config.write_text("web:\n  prot: 80\n  port: nhiều\ntimezone: Asia/Bien_Hoa\n", "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_settings(config, {"KHUYENCONG_LOG__LEVEL": "loud", "KHUYENCONG_WEBB": "1"})
    text = str(caught.value)
    assert f"{config}:2:3" in text
    assert "port" in text
    assert f"{config}:3:9" in text
    assert "Asia/Bien_Hoa" in text
    assert "KHUYENCONG_LOG__LEVEL" in text
    assert "KHUYENCONG_WEBB" in text


def test_a_secret_never_stands_in_the_mistakes(tmp_path: Path) -> None:
    """A wrong URL may hold a password, so it is not repeated."""
    with pytest.raises(ConfigError) as caught:
        load_settings(None, {"KHUYENCONG_SMTP__URL": "stmp://an:s3cret@mail"})
    assert "s3cret" not in str(caught.value)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    """A file that was asked for by name must be there."""
    with pytest.raises(ConfigError, match=r"không có tệp"):
        load_settings(tmp_path / "gone.yaml", {})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SMTP__URL", "smtp://host:abc"),
        ("SMTP__URL", "smtp://u:s3[ret@host:25"),
        ("SMTP__URL", "smtp://u:s3[ret@:25"),
        ("DIGEST__AT", "07:00+05:00"),
    ],
)
def test_what_would_fail_later_is_told_at_once(name: str, value: str) -> None:
    """A server that cannot be called and a time that cannot be compared; never the password."""
    with pytest.raises(ConfigError) as caught:
        load_settings(None, {f"KHUYENCONG_{name}": value})
    assert f"KHUYENCONG_{name}" in str(caught.value)
    assert "ret" not in str(caught.value)


TOKEN = "123456789:fake-token_of-a-bot-that-nobody-has"  # noqa: S105 - opens nothing


def test_telegram_is_connected_by_its_token(tmp_path: Path) -> None:
    """From a file of secrets, say; digests can be delivered there then."""
    secret = tmp_path / "telegram"
    secret.write_text(f"{TOKEN}\n", "utf-8")
    settings = load_settings(None, {"KHUYENCONG_TELEGRAM__TOKEN_FILE": str(secret)})
    assert settings.telegram.token == TOKEN
    assert settings.telegram.mode == "polling"
    assert "telegram" in settings.reachable
    assert "telegram" not in Settings().reachable
    assert TOKEN not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TOKEN", "fake-token without its number"),
        ("WEBHOOK_SECRET", "có dấu và khoảng trắng"),
        ("WEBHOOK_SECRET", "ngan"),
    ],
)
def test_a_secret_of_telegram_is_not_repeated(name: str, value: str) -> None:
    """What is wrong with it is said without it."""
    with pytest.raises(ConfigError) as caught:
        load_settings(None, {f"KHUYENCONG_TELEGRAM__{name}": value})
    assert value not in str(caught.value)
    assert name in str(caught.value)


def test_a_wrong_address_of_telegram_is_said() -> None:
    """It ends as the library wants it."""
    with pytest.raises(ConfigError, match="/bot"):
        load_settings(None, {"KHUYENCONG_TELEGRAM__BASE_URL": "https://api.telegram.org"})


def test_a_webhook_needs_an_address_from_outside() -> None:
    """Else Telegram would not know where to post."""
    webhook = {"KHUYENCONG_TELEGRAM__MODE": "webhook"}
    with pytest.raises(ConfigError, match=r"web\.public_url"):
        load_settings(None, webhook)
    load_settings(None, webhook | {"KHUYENCONG_WEB__PUBLIC_URL": "https://bot.example.org"})


ZALO_TOKEN = "12345689:fake-token_of-a-zalo-bot"  # noqa: S105 - opens nothing


def test_zalo_bot_is_connected_by_its_token() -> None:
    """Digests can be delivered there then; a webhook needs an address here as well."""
    token = {"KHUYENCONG_ZALO_BOT__TOKEN": ZALO_TOKEN}
    settings = load_settings(None, token)
    assert settings.zalo_bot.token == ZALO_TOKEN
    assert settings.zalo_bot.mode == "polling"
    assert "zalo_bot" in settings.reachable
    assert "zalo_bot" not in Settings().reachable
    assert ZALO_TOKEN not in repr(settings)
    with pytest.raises(ConfigError, match=r"web\.public_url"):
        load_settings(None, token | {"KHUYENCONG_ZALO_BOT__MODE": "webhook"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TOKEN", "no-number"),
        ("TOKEN", "1:a/b"),
        ("BASE_URL", "ftp://x"),
        ("WEBHOOK_SECRET", "xyz"),
    ],
)
def test_a_wrong_setting_of_zalo_bot_is_said(name: str, value: str) -> None:
    """And not repeated, for it may be a secret."""
    with pytest.raises(ConfigError) as caught:
        load_settings(None, {f"KHUYENCONG_ZALO_BOT__{name}": value})
    assert name in str(caught.value)
    assert value not in str(caught.value).replace(name, "")
