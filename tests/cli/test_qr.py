"""Posters, as an administrator makes them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Khuyencong

EVENT = """
entries:
  - id: fair.overview
    title: Hội chợ
    ask: [hội chợ]
    answer: Hội chợ có hỗ trợ.
events:
  - id: mau.hoi-cho
    title: Hội chợ mẫu <A & B>
    kind: fair
    registration:
      opens: "2099-11-01"
      closes: "2099-11-20 16:30"
    held:
      since: "2099-12"
    place: Nhà văn hoá
  - id: mau.chua-ro
    title: Lớp học mẫu
    kind: course
  - id: mau.huy
    title: Lớp học đã huỷ
    kind: course
    status: cancelled
"""


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is seen from outside, and a knowledge with events."""
    monkeypatch.chdir(tmp_path)
    Path("kien-thuc").mkdir()
    Path("kien-thuc/a.yaml").write_text(EVENT, "utf-8")
    Path("config.yaml").write_text(
        "knowledge:\n  dir: kien-thuc\nweb:\n  public_url: https://bot.example.org/\n", "utf-8"
    )


def words(file: str) -> list[str]:
    """What people read on the sheet."""
    root = ET.fromstring(Path(file).read_bytes())  # noqa: S314 - written by ourselves
    return [one.text or "" for one in root.iter("{http://www.w3.org/2000/svg}text")]


def test_a_poster_of_an_event(khuyencong: Khuyencong) -> None:
    """Its title, its dates, its place, what the code says; not how many days are left."""
    made = khuyencong("qr", "mau.hoi-cho", "--from", "cho-dau-moi")
    link = "https://bot.example.org/?muc=mau__hoi-cho--cho-dau-moi"
    assert (made.exit_code, made.stderr) == (0, "")
    assert made.stdout == f"mau.hoi-cho-page.svg: {link}\n"
    read = words("mau.hoi-cho-page.svg")
    assert "Hội chợ mẫu <A & B>" in read
    assert "Đăng ký: từ 01/11/2099 đến 16:30 ngày 20/11/2099" in read
    assert "Thời gian: 12/2099" in read
    assert "Địa điểm: Nhà văn hoá" in read
    assert read[-1] == link


def test_what_is_not_known_is_not_on_the_poster(khuyencong: Khuyencong) -> None:
    """Heading, title, how to scan, the link: no date is made up."""
    khuyencong("qr", "mau.chua-ro")
    read = " ".join(words("mau.chua-ro-page.svg"))
    assert "Đăng ký:" not in read
    assert "Thời gian:" not in read
    assert "20" not in read


def test_a_png_is_the_code_alone(khuyencong: Khuyencong) -> None:
    """Large enough for print, with its white edge."""
    khuyencong("qr", "fair.overview", "-o", "ma.png")
    drawn = Path("ma.png").read_bytes()
    assert drawn[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(drawn[16:20]) >= 600
    assert zlib.crc32(drawn[12:29]) == int.from_bytes(drawn[29:33])


def test_links_of_telegram_and_zalo(khuyencong: Khuyencong) -> None:
    """Telegram's carries where it hung; Zalo's carries nothing, and that is said."""
    telegram = khuyencong("qr", "fair.overview", "--for", "telegram", "--bot", "@MauBot")
    assert telegram.stdout.endswith("https://t.me/MauBot?start=fair__overview\n")
    zalo = khuyencong("qr", "fair.overview", "--for", "zalo", "--oa", "123456", "--from", "cho")
    assert zalo.stdout.endswith("https://zalo.me/123456\n")
    assert "không mang theo được nơi dán" in zalo.stderr
    assert "Quét bằng Zalo, bấm Nhắn tin rồi gửi “Hội chợ”" in words("fair.overview-zalo.svg")


def test_what_is_configured_need_not_be_said(
    khuyencong: Khuyencong, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The account that the program answers for."""
    monkeypatch.setenv("KHUYENCONG_ZALO_OA__OA_ID", "7654321")
    zalo = khuyencong("qr", "fair.overview", "--for", "zalo")
    assert zalo.stdout.endswith("https://zalo.me/7654321\n")


def test_a_poster_of_what_is_cancelled_is_warned_about(khuyencong: Khuyencong) -> None:
    """It is drawn all the same: who prints it decides."""
    assert "đã huỷ" in khuyencong("qr", "mau.huy").stderr


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["fair.overveiw"], "fair.overview"),
        (["fair.overview", "--from", "Chợ"], "không dấu"),
        (["fair.overview", "--from", "a" * 60], "tối đa"),
        (["fair.overview", "--for", "telegram"], "--bot"),
        (["fair.overview", "--for", "zalo"], "--oa"),
        (["fair.overview", "-o", "khong-co/a.svg"], "khong-co"),
        (["fair.overview", "-o", "a.pdf"], ".svg"),
    ],
)
def test_what_cannot_be_drawn(khuyencong: Khuyencong, options: list[str], why: str) -> None:
    """It is said what is wrong and what would be right."""
    refused = khuyencong("qr", *options)
    assert refused.exit_code in {1, 2}
    assert why in refused.stderr


def test_without_an_address_from_outside(khuyencong: Khuyencong) -> None:
    """A code that opens this machine's own page helps nobody."""
    Path("config.yaml").unlink()
    assert "web.public_url" in khuyencong("qr", "fair.overview").stderr
