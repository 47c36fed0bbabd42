"""`khuyencong zalo`: what has to be done by hand for Zalo's Official Account."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.bootstrap.zalo_login import Visit
from bot.config import load_settings

if TYPE_CHECKING:
    from pathlib import Path

BEFORE = """Đăng nhập Zalo Official Account. Cần làm trước (docs/zalo.md):
  - ứng dụng đã liên kết với OA, tên miền đã xác thực
  - trong mục Official Account của ứng dụng, địa chỉ callback là đúng từng chữ:
      {redirect}

1. Mở địa chỉ này bằng trình duyệt đã đăng nhập tài khoản quản trị OA, chọn OA, bấm đồng ý:

{url}

2. Trình duyệt chuyển sang một trang khác. Chép TOÀN BỘ địa chỉ trên thanh địa chỉ, dán vào đây.
   (Mã chỉ dùng một lần và hết hạn sau khoảng 10 phút.)
"""


@click.group()
def command() -> None:
    """Zalo Official Account: đăng nhập lần đầu, hoặc khi bot mất đăng nhập."""


@command.command()
@click.option("--redirect", help="Địa chỉ callback đã khai ở Zalo, nếu không phải của bot.")
@click.pass_obj
def login(config: Path | None, redirect: str | None) -> None:
    """Đăng nhập OA: mở một địa chỉ, đồng ý, dán địa chỉ nhận được."""
    visit = Visit(load_settings(config), redirect)
    click.echo(BEFORE.format(redirect=visit.attempt.redirect_uri, url=visit.url))
    address = click.prompt("Địa chỉ nhận được", type=str).strip()
    done = visit.finish(address)
    click.echo(f"Xong. Đã đăng nhập OA {done.account or '(không rõ số)'}.")
    click.echo(f"Token đổi tự động; chỉ cần đăng nhập lại nếu bot tắt quá {done.days} ngày.")
    if done.warning:
        click.echo(done.warning, err=True)
    click.echo("Kiểm tra: khuyencong doctor")
